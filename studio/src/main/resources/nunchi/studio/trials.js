/** The runs below a folder, such as the trials of a search: which settings matter, and which lead where. */
/** @import { Trials } from './answered.js' */
import { choice, element, found } from './dom.js';
import { theme, rank } from './look.js';
import { figure, percent } from './numbers.js';
import { isShare, words } from './runs.js';

const FIRST = ['val_accuracy', 'val_loss', 'test_accuracy', 'test_loss', 'accuracy', 'loss'];
const LEFT_OUT = ['seconds', 'learning_rate'];
const ROW = 26;

/** @type {any[]} */
const plots = [];

/** @param {string} metric @param {number} value */
const told = (metric, value) => isShare(metric) ? percent(value) : figure(value);

/** @param {HTMLElement} place @param {string} caption @param {number} height */
function plot(place, caption, height) {
  const figure = element('figure', '', '');
  const canvas = element('div', 'plot', '');
  canvas.style.height = height + 'px';
  canvas.setAttribute('role', 'img');
  figure.append(element('figcaption', '', caption), canvas);
  place.append(figure);
  const made = /** @type {any} */ (window).echarts.init(canvas, null, { renderer: 'canvas' });
  plots.push(made);
  return { canvas, made };
}

/** Numbers by their size, words by the alphabet. @param {string[]} values */
function ordered(values) {
  const numbers = values.every(value => value !== '' && Number.isFinite(+value));
  return [...new Set(values)].sort((a, b) => numbers ? +a - +b : a.localeCompare(b));
}

/** @param {Trials} trials @param {string} metric */
const measured = (trials, metric) => trials.trials.filter(trial => typeof trial.values[metric] === 'number');

/** @param {HTMLElement} place @param {Trials} trials @param {string} metric */
function parallel(place, trials, metric) {
  const known = measured(trials, metric);
  const look = theme();
  const { canvas, made } = plot(place, 'Each trial a line through its settings', 320);
  const values = known.map(trial => trial.values[metric]);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const axes = trials.keys.map((key, dim) => {
    const all = known.map(trial => trial.settings[dim]);
    return { dim, name: key.split('.').slice(-2).join('.'), type: 'category', data: ordered(all) };
  });
  const text = { color: look.soft, fontFamily: look.font };
  made.setOption({ animation: false, textStyle: { fontFamily: look.font }, tooltip: {},
    visualMap: { show: false, min: low, max: high === low ? low + 1 : high, dimension: axes.length, inRange: { color: (isShare(metric) ? [0, .5, 1] : [1, .5, 0]).map(rank) } },
    parallel: { left: 60, right: 130, top: 34, bottom: 20, parallelAxisDefault: { axisLine: { lineStyle: { color: look.line } }, axisLabel: text, nameTextStyle: text } },
    parallelAxis: [...axes, { dim: axes.length, name: words(metric), axisLabel: { ...text, formatter: (/** @type {number} */ value) => told(metric, value) }, scale: true }],
    series: [{ type: 'parallel', smooth: false, lineStyle: { width: 2, opacity: .7 }, data: known.map(trial => ({ name: trial.id, value: [...trial.settings, trial.values[metric]] })) }] });
  canvas.setAttribute('aria-label', `${known.length} trials by ${trials.keys.join(', ')} and ${words(metric)}`);
}

/** The mean over the trials of each cell. @param {HTMLElement} place @param {Trials} trials @param {string} metric @param {[number, number]} dims */
function heat(place, trials, metric, [across, down]) {
  const known = measured(trials, metric);
  const look = theme();
  const [xs, ys] = [across, down].map(dim => ordered(known.map(trial => trial.settings[dim])));
  /** @type {Map<string, number[]>} */
  const cells = Map.groupBy ? new Map([...Map.groupBy(known, trial => xs.indexOf(trial.settings[across]) + ' ' + ys.indexOf(trial.settings[down]))]
    .map(([cell, inside]) => [cell, inside.map(trial => trial.values[metric])])) : new Map();
  const data = [...cells].map(([cell, values]) => [...cell.split(' ').map(Number), values.reduce((sum, value) => sum + value, 0) / values.length]);
  const means = data.map(each => each[2]);
  const { canvas, made } = plot(place, `Mean ${words(metric)} by ${trials.keys[across]} and ${trials.keys[down]}`, Math.max(200, 90 + ROW * ys.length));
  const text = { color: look.soft, fontFamily: look.font };
  const axis = (/** @type {string[]} */ values, /** @type {string} */ name, /** @type {number} */ nameGap) =>
    ({ type: 'category', data: values, name, nameLocation: 'middle', nameGap, axisLabel: text, nameTextStyle: text, splitArea: { show: false } });
  const [low, high] = [Math.min(...means), Math.max(...means)];
  const shades = isShare(metric) ? [0, .25, .5, .75, 1] : [1, .75, .5, .25, 0];
  made.setOption({ animation: false, textStyle: { fontFamily: look.font }, grid: { left: 90, right: 20, top: 10, bottom: 55 },
    tooltip: { formatter: (/** @type {any} */ item) => `${told(metric, item.value[2])}` },
    xAxis: axis(xs, trials.keys[across], 30), yAxis: axis(ys, trials.keys[down], 65),
    visualMap: { show: false, min: low, max: high === low ? low + 1 : high, inRange: { color: shades.map(rank) } },
    series: [{ type: 'heatmap', data, label: { show: data.length <= 64, color: '#ffffff', formatter: (/** @type {any} */ item) => told(metric, item.value[2]) } }] });
  canvas.setAttribute('aria-label', data.map(([x, y, value]) => `${xs[x]}, ${ys[y]}: ${told(metric, value)}`).join('; '));
}

/** @param {HTMLElement} place @param {Trials} trials @param {string} metric */
function importance(place, trials, metric) {
  const shares = [...trials.importance[metric] ?? []].sort((a, b) => b.share - a.share);
  if (shares.length === 0) return;
  const made = element('figure', '', '');
  const list = element('ol', 'likely wide', '');
  shares.forEach(({ key, share }) => {
    const row = element('li', '', '');
    const bar = element('i', '', '');
    bar.style.width = 100 * share + '%';
    row.append(element('bdi', '', key), bar, element('span', 'number', percent(share)));
    list.append(row);
  });
  made.append(element('figcaption', '', `Importance: the fraction of the variance of the ${words(metric)} that each setting explains by itself (ε²)`), list);
  place.append(made);
}

/** @param {Trials} trials */
export function showTrials(trials) {
  const place = found('#trials');
  const before = place.querySelector('select')?.value;
  plots.splice(0).forEach(each => each.dispose());
  place.replaceChildren();
  const metrics = Object.keys(trials.importance).filter(metric => !LEFT_OUT.includes(metric));
  if (trials.trials.length < 2 || trials.keys.length === 0 || metrics.length === 0) return;
  const ended = trials.trials.filter(trial => !['training', 'interrupted'].includes(trial.state)).length;
  const head = element('p', 'note', `${ended} of ${trials.trials.length} runs below ${trials.folder} have ended. `);
  place.append(element('h2', '', 'Settings and what they led to'), head);
  const select = choice(head, 'Metric ', metrics.map(metric => [metric, words(metric)]));
  select.value = before && metrics.includes(before) ? before : FIRST.find(metric => metrics.includes(metric)) ?? metrics[0];
  const charts = element('div', 'live', '');
  place.append(charts);
  const fill = () => {
    plots.splice(0).forEach(each => each.dispose());
    charts.replaceChildren();
    const metric = select.value;
    importance(charts, trials, metric);
    parallel(charts, trials, metric);
    const shares = [...trials.importance[metric] ?? []].filter(each => each.key !== 'seed').sort((a, b) => b.share - a.share).map(each => trials.keys.indexOf(each.key));
    const two = shares.length > 1 ? shares : trials.keys.map((_, number) => number).filter(number => trials.keys[number] !== 'seed');
    if (two.length > 1) heat(charts, trials, metric, [two[0], two[1]]);
  };
  select.addEventListener('change', fill);
  fill();
}

export const redrawTrials = () => plots.forEach(each => each.resize());

export function hideTrials() {
  plots.splice(0).forEach(each => each.dispose());
  found('#trials').replaceChildren();
}
