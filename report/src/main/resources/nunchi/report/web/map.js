/** One map: rows as points, coloured by group, with the groups' names amid their points, and axes where these mean something. */
/** @import { PointMap } from './types.js' */
/** @import { Pen } from './pens.js' */
import { around, element } from './dom.js';
import { svg } from './drawing.js';
import { groupColour, isPrinting, shortened, style, textWidth } from './look.js';
import { figure, roundStep } from './numbers.js';
import { canvasPen, svgPen } from './pens.js';

/**
 * @typedef {object} Map
 * @property {HTMLElement} box
 * @property {PointMap} chart
 * @property {Uint16Array} places x, y, x, y, …
 * @property {number} count of points
 * @property {string[]} names of groups; there may be gaps
 * @property {number[]} groups by row; empty where all have one colour
 * @property {number} colours how many groups are told apart
 * @property {string} none what points of no group are called
 * @property {string} told what its groups are called beside those of other maps
 * @property {string} called the title of its saved file
 * @property {Set<number>} hidden groups
 * @property {([number, number] | null)[]} middles of the groups
 * @property {HTMLCanvasElement} canvas
 * @property {HTMLElement} ring around the row that is pointed at
 * @property {number} size in pixels; 0 where it is not known
 * @property {boolean} isNear whether it is in sight, or soon
 * @property {boolean} isStale whether it is to be drawn once it is near
 */

const MARGIN = 12;
const FOOT = 50;
const MOST_NAMED = 24;
const NAME = 12;
const PRINTED = 300;
const MOST_PLACE = 65535;

/** @param {string} base64 */
export const bytes = base64 => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0));

/** @param {number[]} values */
const median = values => values.sort((a, b) => a - b)[values.length >> 1];

/** @param {Uint16Array} places @param {number[]} groups @param {number} count @returns {([number, number] | null)[]} */
function middles(places, groups, count) {
  /** @type {number[][]} */
  const rows = Array.from({ length: count }, () => []);
  groups.forEach((group, row) => rows[group]?.push(row));
  return rows.map(each => each.length ? [median(each.map(row => places[2 * row])), median(each.map(row => places[2 * row + 1]))] : null);
}

/** @param {HTMLElement} box @param {PointMap} chart @param {{ names: string[], groups: number[] }} colouring @returns {Map} */
export function mapIn(box, chart, { names, groups }) {
  const places = new Uint16Array(bytes(chart.places).buffer);
  const [canvas, ring] = [document.createElement('canvas'), element('i', 'ring', '')];
  canvas.setAttribute('aria-hidden', 'true');
  box.append(canvas, ring);
  return { box, chart, places, count: places.length / 2, names, groups, colours: names.length, none: chart.rest, told: chart.caption, called: chart.caption, hidden: new Set(),
    middles: middles(places, groups, names.length), canvas, ring, size: 0, isNear: false, isStale: true };
}

/** Gives the same points other groups. @param {Map} map @param {string[]} names @param {number[]} groups */
export function regroup(map, names, groups) {
  Object.assign(map, { names, groups, middles: middles(map.places, groups, names.length), hidden: new Set() });
}

/** Whether a row's group is shown. @param {Map} map @param {number} row */
export const isShown = (map, row) => !map.hidden.has(map.groups[row] ?? 0);

/** @param {Map} map */
export const width = map => map.size ||= map.box.clientWidth;

/** The square within which the points lie. @param {Map} map @param {number} size */
export function square(map, size) {
  const foot = map.chart.axes.length === 2 ? FOOT : MARGIN;
  return { left: foot, top: MARGIN, side: size - foot - MARGIN };
}

/** Where a row is, in pixels. @param {Map} map @param {number} row @param {ReturnType<typeof square>} frame @returns {[number, number]} */
export function place(map, row, { left, top, side }) {
  return [left + side * map.places[2 * row] / MOST_PLACE, top + side * (1 - map.places[2 * row + 1] / MOST_PLACE)];
}

/** @param {number} low @param {number} extent */
function ticks(low, extent) {
  const step = roundStep(extent / 4);
  const first = Math.ceil(low / step);
  return Array.from({ length: Math.max(0, Math.floor((low + extent) / step) - first + 1) }, (_, number) => (first + number) * step);
}

/** @param {Map} map @param {Pen} pen @param {ReturnType<typeof square>} frame */
function paintAxes({ chart: { low, extent, axes } }, pen, { left, top, side }) {
  const foot = top + side + 6;
  const [colour, bottom] = [style('--soft'), low[1]];
  pen.line(left - 6, top, left - 6, foot, colour);
  pen.line(left - 6, foot, left + side, foot, colour);
  for (const value of ticks(low[0], extent)) pen.text(left + side * (value - low[0]) / extent, foot + 11, figure(value), { size: 11, colour });
  for (const value of ticks(bottom, extent)) pen.text(left - 11, top + side * (1 - (value - bottom) / extent), figure(value), { size: 11, colour, isEnd: true });
  pen.text(left + side / 2, foot + 29, axes[0], { size: 11.5, colour });
  pen.text(9, top + side / 2, axes[1], { size: 11.5, colour, isTurned: true });
}

/**
 * The names of the groups stand amid their points, so that no reader needs the colours; of very many, once fewer are shown.
 * A name moves up or down where another one stands, by no more than three lines; it is left to the legend where that does not help.
 *
 * @param {Map} map @param {ReturnType<typeof square>} frame
 */
function named(map, { left, top, side }) {
  /** @type {{ x: number, y: number, half: number, name: string }[]} */
  const placed = [];
  if (map.names.filter((_, group) => !map.hidden.has(group)).length > MOST_NAMED) return placed;
  const font = `600 ${NAME}px ${style('--plain')}`;
  map.middles.forEach((middle, group) => {
    if (!middle || map.hidden.has(group)) return;
    const name = shortened(map.names[group], side / 2, font);
    const half = textWidth(name, font) / 2;
    const x = Math.max(left + half, Math.min(left + side - half, left + side * middle[0] / MOST_PLACE));
    const height = top + side * (1 - middle[1] / MOST_PLACE);
    const y = [0, 1, -1, 2, -2, 3, -3].map(lines => height + lines * (NAME + 1))
      .find(at => placed.every(other => Math.abs(other.y - at) > NAME || Math.abs(other.x - x) > other.half + half + 3));
    if (y !== undefined) placed.push({ x, y, half, name });
  });
  return placed;
}

/** @param {number} count of points */
const radiusOf = count => count > 20000 ? .8 : count > 5000 ? 1.1 : count > 1000 ? 1.6 : 2.4;

/** The one picture of a map, for the screen, for paper and for a file. @param {Map} map @param {Pen} pen @param {number} size */
function paint(map, pen, size) {
  const frame = square(map, size);
  const radius = radiusOf(map.count);
  const colours = [-1, ...map.names.keys(), 0].reduce((known, group) => known.set(group, groupColour(group, map.colours)), /** @type {globalThis.Map<number, string>} */ (new Map()));
  for (let row = 0; row < map.count; row++) {
    const group = map.groups[row] ?? 0;
    if (isShown(map, row)) pen.dot(...place(map, row, frame), group < 0 ? Math.max(1.6, radius) : radius, colours.get(group) ?? '', group < 0);
  }
  if (map.chart.axes.length === 2) paintAxes(map, pen, frame);
  for (const { x, y, name } of named(map, frame)) pen.text(x, y, name, { size: NAME, weight: 600, colour: style('--ink'), halo: style('--paper') });
}

/** @param {Map} map */
export function mapSvg(map) {
  const size = map.box.clientWidth;
  const pen = svgPen();
  paint(map, pen, size);
  return svg(size, size, pen.parts.join(''));
}

/** Draws it now where it is in sight or printed, else once it is. @param {Map} map */
export function drawMap(map) {
  map.isStale = !map.isNear && !isPrinting();
  map.size = isPrinting() ? PRINTED : map.isStale ? 0 : map.box.clientWidth;
  if (!map.isStale) paint(map, canvasPen(map.canvas, map.size, isPrinting() ? 3 : Math.min(2, devicePixelRatio || 1)), map.size);
}

/** @param {Map} map */
export const figureOf = map => around(map.box, 'figure');
