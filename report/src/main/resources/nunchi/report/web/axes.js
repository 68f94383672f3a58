/** What all charts have: axes with round ends, tooltips, and a legend that takes as many rows as it needs. */
/** @import { Measure } from './types.js' */
/** @import { Theme } from './look.js' */
import { element } from './dom.js';
import { isPrinting, isSaving, shortened, textWidth } from './look.js';
import { axisPercent, figure, percent, roundStep } from './numbers.js';

/**
 * A chart's place on the page.
 *
 * @typedef {object} View
 * @property {Theme} look
 * @property {number} width in pixels
 * @property {boolean} isLogarithmic
 * @property {(items: any[]) => any[]} nearest those of a tooltip's items whose lines are nearest to the pointer, if they are more than can be read
 */

/**
 * A line of a tooltip: a text, or a line's colour, name and value.
 *
 * @typedef {string | [string, string, string]} Told
 */

/** @param {Measure | undefined} measure */
export const isShare = measure => Boolean(measure?.share);

/** @param {Measure | undefined} measure */
export const valueFormat = measure => isShare(measure) ? percent : figure;

/** @param {Measure | undefined} measure */
export const axisFormat = measure => isShare(measure) ? axisPercent : figure;

/**
 * Between which numbers a figure can lie.
 *
 * @param {Measure | undefined} measure
 * @returns {[number, number]}
 */
export function limits(measure) {
  if (isShare(measure) || measure?.name === 'auc') return [0, 1];
  return [-Infinity, measure?.name === 'r2' ? 1 : Infinity];
}

/** The padding keeps labels apart that would touch, also those of two axes in their corner. @param {Theme} look @param {object} more */
export const labels = (look, more = {}) => ({ color: look.soft, hideOverlap: true, padding: [2, 3], ...more });

/** @param {Theme} look @param {string} name */
export function axis(look, name) {
  return { name, nameLocation: 'middle', nameTextStyle: { color: look.soft }, axisLabel: labels(look),
    axisLine: { lineStyle: { color: look.soft } }, splitLine: { lineStyle: { color: look.line } } };
}

/** The line of an axis at the chart's edge, also where 0 lies elsewhere. @param {Theme} look */
export const edge = look => ({ onZero: false, lineStyle: { color: look.soft } });

/**
 * Round ends of an axis around all values, and the step between its labels; never beyond what a figure can be.
 *
 * @param {(number | null)[]} values
 * @param {[number, number]} within
 */
export function ends(values, [least, most]) {
  const finite = values.filter(value => value !== null).filter(Number.isFinite);
  if (!finite.length) return {};
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const step = roundStep((high - low || Math.abs(low) / 5 || 1) / 5);
  const apart = low < high ? 0 : 1;
  const [first, last] = [Math.floor(low / step + 1e-6) - apart, Math.ceil(high / step - 1e-6) + apart];
  return { min: Math.max(least, first * step), max: Math.min(most, last * step), interval: step };
}

/**
 * A tooltip has one element for each line, never markup, so that no name in the data is read as such.
 *
 * @param {Theme} look
 * @param {(item: any) => Told[]} lines
 * @param {object} more
 */
export function tooltip(look, lines, more = {}) {
  /** @param {Told} line */
  const row = line => {
    if (!Array.isArray(line)) return element('div', '', line);
    const [colour, name, value] = line;
    const [made, dot] = [element('div', '', ''), element('span', 'dot', '')];
    dot.style.background = colour;
    made.append(dot, name + ' ', element('b', '', value));
    return made;
  };
  return { confine: true, backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink, fontSize: 12 }, ...more,
    formatter: (/** @type {any} */ item) => lines(item).map(row) };
}

const MOST_ROWS = 12;
const ROW = 20;

/**
 * The drawing begins below the legend's rows; on the screen one of very many rows has pages, which paper and saved pictures cannot have.
 *
 * @param {View} view
 * @param {string[]} names
 * @param {number} left
 * @returns {{ legend: any, more: number }} and the height that it takes beyond its first row
 */
export function legendOf({ look, width }, names, left) {
  const font = '12px ' + look.font;
  const room = width - 30;
  const shared = { data: names, top: 0, textStyle: { color: look.ink }, itemHeight: 10, formatter: (/** @type {string} */ name) => shortened(name, room - 32, font) };
  const widths = names.map(name => Math.min(room, textWidth(name, font) + 32));
  if (widths.reduce((sum, each) => sum + each, 0) <= width - left - 20) return { legend: { ...shared, left, itemWidth: 14, itemGap: 8 }, more: 0 };
  let [rows, used] = [1, 0];
  for (const taken of widths) {
    if (used && used + taken > room) [rows, used] = [rows + 1, 0];
    used += taken;
  }
  if (rows > MOST_ROWS && !isPrinting() && !isSaving()) return { legend: { ...shared, type: 'scroll', left, itemWidth: 20 }, more: 0 };
  return { legend: { ...shared, left: 10, width: room, itemWidth: 14, itemGap: 8 }, more: ROW * (rows - 1) };
}

/**
 * A line between two values of the same point, as whiskers are, beside lines or points of the same name.
 *
 * @param {string} name
 * @param {string} colour
 * @param {number[][]} data each begins with x and y
 * @param {(value: (place: number) => number) => [[number, number], [number, number]]} span both ends, in the axes' values
 * @param {[number, number]} apart in pixels
 */
export function whiskers(name, colour, data, span, apart = [0, 0]) {
  const renderItem = (/** @type {any} */ _, /** @type {any} */ api) => {
    const [from, to] = span(api.value).map(point => api.coord(point));
    return { type: 'line', shape: { x1: from[0] + apart[0], y1: from[1] + apart[1], x2: to[0] + apart[0], y2: to[1] + apart[1] },
      style: { stroke: colour, lineWidth: 2, opacity: .6 } };
  };
  return { type: 'custom', clip: true, name, data, color: colour, silent: true, animation: false, tooltip: { show: false }, encode: { x: 0, y: 1 }, renderItem };
}
