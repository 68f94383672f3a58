/** Points by class beside the clusters of two methods, whose settings sliders step through. */
/** @import { Clustering, Lines, Tried } from './types.js' */
/** @import { Plot } from './chart.js' */
import { data } from './data.js';
import { all, button, found } from './dom.js';
import { bytes, figureOf } from './map.js';
import { mapsWithin, showGroups } from './maps.js';
import { figure } from './numbers.js';

/** @typedef {keyof Clustering} Method */
/** @typedef {'k' | 'epsilon' | 'minPoints'} Key */

const NOISE = 255;
/** @type {Record<Method, string>} */
const NAMES = { kmeans: 'k-means', dbscan: 'DBSCAN' };
/** @type {Record<Key, Method>} */
const METHOD = { k: 'kmeans', epsilon: 'dbscan', minPoints: 'dbscan' };

/** A cluster takes the colour of the class with which it shares most points, the largest share first. @param {Uint8Array} labels @param {number[]} classes */
function likeClasses(labels, classes) {
  /** @type {Map<number, number>} */
  const shares = new Map();
  labels.forEach((label, row) => {
    const pair = label * 256 + (classes[row] ?? 0);
    if (label !== NOISE) shares.set(pair, (shares.get(pair) ?? 0) + 1);
  });
  /** @type {Map<number, number>} */
  const taken = new Map();
  const used = new Set();
  for (const [pair] of [...shares].sort((a, b) => b[1] - a[1])) {
    const [label, group] = [pair >> 8, pair & 255];
    if (!classes.length || taken.has(label) || used.has(group)) continue;
    taken.set(label, group);
    used.add(group);
  }
  let next = 0;
  for (const label of [...new Set(labels)].filter(each => each !== NOISE && !taken.has(each)).sort((a, b) => a - b)) {
    while (used.has(next)) next++;
    taken.set(label, next);
    used.add(next);
  }
  return taken;
}

/** A slider steps through the values that were tried. @param {HTMLElement} input @param {Clustering} values @param {(method: Method) => void} turn */
function slider(input, values, turn) {
  if (!(input instanceof HTMLInputElement)) throw new Error('a slider is no input');
  const key = /** @type {Key} */ (input.dataset.turns);
  const steps = [...new Set(values[METHOD[key]].settings.map(each => each[key] ?? 0))].sort((a, b) => a - b);
  input.max = String(steps.length - 1);
  input.disabled = steps.length < 2;
  input.addEventListener('input', () => turn(METHOD[key]));
  return { key,
    value: () => steps[+input.value],
    show(/** @type {Tried} */ setting) {
      const shown = figure(setting[key] ?? 0);
      input.value = String(steps.indexOf(setting[key] ?? 0));
      found('output', input.parentElement ?? document).textContent = shown;
      input.setAttribute('aria-valuetext', shown);
      return key + ' ' + shown;
    } };
}

/** The marks in the curves stand at what the sliders show. @param {{ plot: Plot, chart: Lines, taken: string }[]} curves @param {Method} method @param {Tried} setting @param {boolean} isTaken */
function follow(curves, method, setting, isTaken) {
  for (const { plot, chart, taken } of curves) {
    const key = chart.mark?.level || chart.x === 'epsilon' ? 'epsilon' : 'k';
    if (METHOD[key] !== method || !chart.mark) continue;
    Object.assign(chart.mark, { at: setting[key], name: isTaken ? taken : 'shown' });
    plot.draw();
  }
}

/** @param {HTMLElement} box @param {Plot[]} plots all of the page */
function clustering(box, plots) {
  const values = data.clusterings[+(box.dataset.clustering ?? '')];
  const [known, ...others] = mapsWithin(box);
  const below = box.nextElementSibling;
  const curves = plots.flatMap(plot => plot.chart.kind === 'lines' && below?.contains(plot.element) ? [{ plot, chart: plot.chart, taken: plot.chart.mark?.name ?? '' }] : []);
  known.told = 'class';
  known.colours = Math.max(1, known.colours);
  const sliders = all('[data-turns]', box).map(input => slider(input, values, turn));
  const of = (/** @type {Method} */ method) => sliders.filter(each => METHOD[each.key] === method);

  /** @param {Method} method */
  function turn(method) {
    const number = values[method].settings.findIndex(setting => of(method).every(each => setting[each.key] === each.value()));
    if (number >= 0) show(method, number, true);
  }

  /** @param {Method} method @param {number} number of the setting @param {boolean} isTurned whether the curves follow */
  function show(method, number, isTurned) {
    const { settings, taken } = values[method];
    const [setting, map] = [settings[number], others[method === 'kmeans' ? 0 : 1]];
    map.called = `${map.chart.caption}, ${of(method).map(each => each.show(setting)).join(', ')}`;
    found('figcaption', figureOf(map)).textContent = setting.words;
    const labels = bytes(setting.labels);
    const places = likeClasses(labels, known.groups);
    /** @type {string[]} */
    const names = [];
    places.forEach((group, label) => { names[group] = String(label); });
    showGroups(map, names, Array.from(labels, label => places.get(label) ?? -1));
    if (isTurned) follow(curves, method, setting, number === taken);
  }

  for (const method of /** @type {Method[]} */ (Object.keys(NAMES))) {
    const map = Object.assign(others[method === 'kmeans' ? 0 : 1], { told: NAMES[method], none: 'noise', colours: known.colours });
    const { taken, best } = values[method];
    const place = found('.tools', figureOf(map));
    button(place, 'Without classes', NAMES[method], () => show(method, taken, true)).title = method === 'kmeans' ? 'k with the largest silhouette' : 'epsilon at the knee';
    if (best !== undefined) button(place, 'Best ARI', NAMES[method], () => show(method, best, true)).title = 'the largest ARI of all settings tried';
    show(method, taken, false);
  }
}

/** All clusterings of the page. @param {Plot[]} plots */
export const clusterings = plots => all('[data-clustering]').forEach(box => clustering(box, plots));
