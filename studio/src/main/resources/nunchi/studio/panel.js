/** What the chosen runs look like: curves, differing settings, and the report of a single one. */
/** @import { Run } from './runs.js' */
/** @import { Epoch } from './following.js' */
/** @import { Compared } from './answered.js' */
/** @import { Curves, Series } from './types.js' */
import { button, element, found } from './dom.js';
import { asking } from './asking.js';
import { curves } from './curves.js';
import { theme } from './look.js';
import { averaging, tests } from './groups.js';
import { changes, planes } from './following.js';
import { isShare, words } from './runs.js';
import { changed, steering } from './steering.js';
import { SurfaceFigure } from './surface.js';

/** @typedef {{ run: Run, settings: Record<string, string>, report: boolean, model: boolean }} Detail */

const LEFT_OUT = ['event', 'epoch', 'seconds', 'learning_rate'];
const COLOURS = 8;
const MANY_POINTS = 1000;
/** @type {Detail[]} */
let shown = [];
/** @type {Compared | null} */
let compared = null;
/** `seeds`, or a setting by which runs are grouped; empty for none. */
let by = 'seeds';
/** @type {Map<string, any>} */
const plots = new Map();

/** @type {SurfaceFigure | null} */
let surface = null;

/** The colours of runs, by their ids: a run keeps the one it has. @type {Map<string, number>} */
const colours = new Map();

/** By the id, and the next one where another chosen run has that. @param {string} id @param {string[]} runs */
function colour(id, runs) {
  const others = runs.filter(each => each !== id).map(each => colours.get(each));
  let number = colours.get(id) ?? [...id].reduce((sum, letter) => (31 * sum + (letter.codePointAt(0) ?? 0)) >>> 0, 7) % COLOURS;
  for (let tried = 0; tried < COLOURS && others.includes(number); tried++) number = (number + 1) % COLOURS;
  colours.set(id, number);
  return number;
}

/** @param {string} key */
const measure = key => ({ name: key, share: isShare(key), rises: isShare(key), logarithmic: false });

/** @param {Epoch[]} epochs @param {string} key @returns {[number, number | null][]} */
const points = (epochs, key) => epochs.filter(epoch => key in epoch).map(epoch => [epoch.epoch, typeof epoch[key] === 'number' ? epoch[key] : null]);

/**
 * Of one run the curves of its parts, of several a curve each.
 *
 * @param {Map<string, Epoch[]>} history
 * @returns {Curves[]}
 */
function charts(history) {
  const runs = shown.map(each => each.run.id).filter(id => (history.get(id) ?? []).length > 0);
  const keys = new Set(runs.flatMap(id => (history.get(id) ?? []).flatMap(epoch => Object.keys(epoch))));
  LEFT_OUT.forEach(key => keys.delete(key));
  if (runs.length === 1) {
    const epochs = history.get(runs[0]) ?? [];
    const metrics = new Set([...keys].map(key => key.replace(/^(val|test)_/, '')));
    return [...metrics].map(metric => ({
      kind: 'curves', caption: metric + ' by epoch', measure: measure(metric), alike: false, published: [],
      series: [['training', metric], ['validation', 'val_' + metric], ['test', 'test_' + metric]]
        .map(([name, key]) => ({ name, dashed: false, points: points(epochs, key) })).filter(series => series.points.length > 0),
    }));
  }
  return [...keys].map(key => ({
    kind: 'curves', caption: words(key) + ' by epoch', measure: measure(key.replace(/^(val|test)_/, '')), alike: false, published: [],
    series: (averaged().length > 0 ? groups(history, key) : runs.map(id => ({ name: id, dashed: false, points: points(history.get(id) ?? [], key), colour: colour(id, runs) })))
      .filter(series => series.points.length > 0),
  }));
}

/** Settings of which several chosen runs have the same value, and not all. */
const repeated = () => differing().filter(key => key !== 'seed' && new Set(shown.map(each => each.settings[key] ?? '')).size < shown.length);

/** What the curves are means of; none where each run has its own. @returns {{ name: string, runs: string[] }[]} */
function averaged() {
  if (by === 'seeds') return compared?.groups.some(group => group.runs.length > 1) ? compared.groups : [];
  if (!repeated().includes(by)) return [];
  const values = Map.groupBy(shown, each => each.settings[by] ?? 'none');
  return [...values].map(([value, runs]) => ({ name: `${by} ${value}`, runs: runs.map(each => each.run.id) }));
}

/** The mean of each group at the epochs that all of its runs have, and from the least to the largest. @param {Map<string, Epoch[]>} history @param {string} key @returns {Series[]} */
function groups(history, key) {
  return averaged().map((group, number) => {
    const values = new Map();
    group.runs.forEach(id => points(history.get(id) ?? [], key).forEach(([epoch, value]) => {
      if (value !== null) values.set(epoch, [...values.get(epoch) ?? [], value]);
    }));
    const whole = [...values].filter(([, each]) => each.length === group.runs.length);
    return { name: `${group.name} (${group.runs.length})`, dashed: false, colour: number,
      points: whole.map(([epoch, each]) => [epoch, each.reduce((/** @type {number} */ sum, /** @type {number} */ value) => sum + value, 0) / each.length]),
      ends: whole.map(([, each]) => [Math.min(...each), Math.max(...each)]) };
  });
}

/** The band from the least to the largest of each mean, below its curve. @param {any} option @param {Series[]} series */
function bands(option, series) {
  series.forEach((each, number) => {
    const ends = each.ends ?? [];
    if (!ends.some(([low, high]) => high > low)) return;
    const fill = option.series[number].color;
    option.series.push({
      type: 'custom', name: each.name, silent: true, animation: false, z: 1, clip: true, tooltip: { show: false },
      data: each.points.map(([epoch], i) => [epoch, ...ends[i]]), encode: { x: 0, y: [1, 2] },
      renderItem: (/** @type {any} */ params, /** @type {any} */ api) => params.dataIndex ? undefined : {
        type: 'polygon', style: { fill, opacity: .18 },
        shape: { points: [...each.points.map(([epoch], i) => api.coord([epoch, ends[i][1]])), ...each.points.map(([epoch], i) => api.coord([epoch, ends[i][0]])).reverse()] },
      },
    });
  });
}

/** Of long trainings the least and the largest value within each pixel, so that no peak is lost. @param {any} option @param {Curves} chart */
function thinned(option, chart) {
  const epochs = chart.series.flatMap(each => each.points.length > MANY_POINTS ? [each.points[0][0], each.points[each.points.length - 1][0]] : []);
  if (epochs.length === 0) return;
  Object.assign(option.xAxis, { min: Math.min(...epochs), max: Math.max(...epochs) });
  option.series.forEach((/** @type {any} */ each) => { each.sampling = 'minmax'; });
}

/** @param {Map<string, Epoch[]>} history */
export function redraw(history) {
  const place = found('#panel');
  const live = place.querySelector('.live');
  if (!(live instanceof HTMLElement)) return;
  const drawn = charts(history);
  const wanted = new Set(drawn.map(chart => chart.caption));
  for (const [caption, plot] of [...plots]) {
    if (!wanted.has(caption)) {
      plot.dispose();
      plots.delete(caption);
    }
  }
  live.querySelectorAll('figure').forEach(figure => { if (figure.dataset.caption && !wanted.has(figure.dataset.caption)) figure.remove(); });
  for (const chart of drawn) draw(live, chart);
  const drawnOver = shown.length === 1 ? planes.get(shown[0].run.id) : undefined;
  if (drawnOver && drawnOver.surfaces.length > 0) {
    surface ??= new SurfaceFigure(live, drawnOver.plane);
    surface.show(drawnOver.surfaces);
  }
  const made = place.querySelector('.changed');
  if (made instanceof HTMLElement) changed(made, changes.get(shown[0]?.run.id ?? '') ?? []);
}

/** @param {HTMLElement} live @param {Curves} chart */
function draw(live, chart) {
  let plot = plots.get(chart.caption);
  if (!plot) {
    const figure = element('figure', '', '');
    figure.dataset.caption = chart.caption;
    const canvas = element('div', 'plot', '');
    canvas.setAttribute('role', 'img');
    figure.append(element('figcaption', '', chart.caption), canvas);
    live.append(figure);
    plot = /** @type {any} */ (window).echarts.init(canvas, null, { renderer: 'canvas' });
    plots.set(chart.caption, plot);
  }
  const canvas = plot.getDom();
  const { more, ...option } = curves(chart, { look: theme(), width: canvas.clientWidth, isLogarithmic: false, nearest: items => items.filter(item => item.seriesIndex < chart.series.length) });
  canvas.style.height = `calc(17rem + ${more}px)`;
  plot.resize();
  thinned(option, chart);
  bands(option, chart.series);
  plot.setOption({ textStyle: { fontFamily: theme().font }, ...option }, { notMerge: true });
  canvas.setAttribute('aria-label', chart.caption + '. ' + chart.series.map(each => `${each.name}: ${each.points.at(-1)?.[1] ?? 'none'} at epoch ${each.points.at(-1)?.[0]}`).join('; '));
}

/** Settings of which not all runs have the same value. */
function differing() {
  const keys = [...new Set(shown.flatMap(each => Object.keys(each.settings)))];
  return keys.filter(key => new Set(shown.map(each => each.settings[key] ?? '')).size > 1);
}

function differences() {
  const frame = element('div', 'table', '');
  const scroll = element('div', 'scroll', '');
  const table = document.createElement('table');
  const caption = table.createCaption();
  caption.append(element('span', '', differing().length ? 'Settings that differ' : 'The settings are the same'));
  const head = table.createTHead().insertRow();
  head.append(...['Setting', ...shown.map(each => each.run.id)].map(text => {
    const cell = element('th', '', text);
    cell.setAttribute('scope', 'col');
    return cell;
  }));
  const body = table.createTBody();
  differing().forEach(key => {
    const row = body.insertRow();
    row.append(element('td', '', key), ...shown.map(each => element('td', '', each.settings[key] ?? '–')));
  });
  scroll.tabIndex = 0;
  scroll.append(table);
  frame.append(scroll);
  return frame;
}

/** @param {Detail[]} details @param {Compared | null} beside @param {Map<string, Epoch[]>} history @param {(run: Run) => void} edit */
export function panel(details, beside, history, edit) {
  shown = details;
  compared = beside;
  plots.forEach(plot => plot.dispose());
  plots.clear();
  surface = null;
  const place = found('#panel');
  place.replaceChildren();
  if (details.length === 0) return;
  place.append(element('h2', '', details.length === 1 ? details[0].run.id : `${details.length} runs beside each other`), element('div', 'live', ''));
  if (details.length > 1) {
    const seeded = compared?.groups.some(group => group.runs.length > 1) ?? false;
    if (seeded || repeated().length > 0) place.append(averaging(by, seeded, repeated(), chosen => {
      by = chosen;
      redraw(history);
    }));
    if (compared?.tests.length) place.append(tests(compared));
    place.append(differences());
  }
  if (details.length === 1) {
    button(place, 'Edit and train again', details[0].run.id, () => edit(details[0].run));
    if (details[0].run.state === 'training') steering(details[0].run, place);
    place.append(element('div', 'changed', ''));
  }
  if (details.length === 1 && details[0].model) {
    const tried = element('section', 'try', '');
    tried.setAttribute('aria-label', 'Try the model');
    place.append(tried);
    asking(details[0].run.id, tried);
  }
  if (details.length === 1 && details[0].report) {
    const frame = document.createElement('iframe');
    frame.className = 'report';
    frame.title = 'Report of ' + details[0].run.id;
    frame.setAttribute('sandbox', 'allow-scripts allow-downloads');
    frame.src = '/report?id=' + encodeURIComponent(details[0].run.id);
    place.append(frame);
  }
  redraw(history);
}
