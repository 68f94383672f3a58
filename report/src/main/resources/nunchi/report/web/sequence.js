/** Heat maps over the steps of a sequence, one below the other: of what units hold, above what goes in, or of named rows. */
/** @import { Panel, Sequence, Series } from './types.js' */
/** @import { Theme } from './look.js' */
/** @import { Told, View } from './axes.js' */
import { axis, edge, ends, labels, tooltip } from './axes.js';
import { solid, textWidth, theme } from './look.js';
import { figure } from './numbers.js';

const [LEFT, RIGHT, ABOVE] = [64, 84, 28];
const [LEAST, MOST, PIXELS] = [36, 96, 2];
/** Of a named row, and the widest column beside such rows. */
const [NAME, WIDE, LONGEST] = [18, 56, 140];
const MOST_TOLD = 3;
const LINES = 72;
const LABELS = 40;
/** Of a byte: the largest value, no sign, and what is not finite. */
const [FULL, MIDDLE, NONE] = [254, 127, 255];
const SHARPNESS = 2;
const EVERY = [1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000];

/** @param {Panel} panel @returns {Uint8Array} */
const bytes = panel => Uint8Array.from(atob(panel.values), letter => letter.charCodeAt(0));

/** @param {Sequence} chart @param {Panel} panel */
const rows = (chart, panel) => bytes(panel).length / chart.steps;

/** Left of the heat maps: names of rows may need more. @param {Sequence} chart @param {string} font */
const left = (chart, font) => Math.max(LEFT, ...chart.panels.flatMap(panel => (panel.names ?? []).map(name => Math.min(LONGEST, textWidth(name, '12px ' + font)) + 30)));

/** Right of the heat maps, where few columns beside named rows leave room. @param {Sequence} chart @param {number} width @param {string} font */
const right = (chart, width, font) => chart.panels.some(panel => panel.names) ? Math.max(RIGHT, width - left(chart, font) - WIDE * chart.steps) : RIGHT;

/** The tokens stand upright where they have no room side by side. @param {Sequence} chart @param {number} width @param {string} font */
function turned(chart, width, font) {
  const { tokens, steps } = chart;
  const room = (width - left(chart, font) - right(chart, width, font)) / steps;
  return tokens ? Math.max(...tokens.map(token => textWidth(token, '12px ' + font))) + 6 > room : false;
}

/** Where each heat map and the lines stand. @param {Sequence} chart */
function places(chart) {
  const heights = chart.panels.map(panel => panel.names ? NAME * panel.names.length : Math.min(MOST, Math.max(LEAST, PIXELS * rows(chart, panel))));
  if (chart.inputs.length) heights.push(LINES);
  let top = 0;
  return heights.map(height => {
    const place = { top: top + ABOVE, height };
    top += ABOVE + height;
    return place;
  });
}

/** In pixels. @param {Sequence} chart @param {number} width */
export function sequenceHeight(chart, width) {
  const last = /** @type {{ top: number, height: number }} */ (places(chart).at(-1));
  return last.top + last.height + (turned(chart, width, theme().font) ? 2 * LABELS : LABELS);
}

/** How strong the colour of a byte is: below 0 for values below 0. @param {Panel} panel @param {number} byte */
const strength = (panel, byte) => panel.least < 0 ? (byte - MIDDLE) / MIDDLE : byte / FULL;

/** @param {Panel} panel @param {number} byte */
const value = (panel, byte) => byte === NONE ? NaN : panel.least + (panel.largest - panel.least) * byte / FULL;

/** @param {string} colour @returns {number[]} */
const channels = colour => [1, 3, 5].map(at => parseInt(solid(colour).slice(at, at + 2), 16));

/**
 * The heat map in as many pixels as it has on the page, with sharp edges.
 *
 * @param {Sequence} chart
 * @param {Panel} panel
 * @param {Theme} look
 * @param {number} width
 * @param {number} height
 */
function picture(chart, panel, look, width, height) {
  const values = bytes(panel);
  const [small, large] = [document.createElement('canvas'), document.createElement('canvas')];
  [small.width, small.height] = [chart.steps, values.length / chart.steps];
  const pixels = new ImageData(small.width, small.height);
  const [positive, negative, none] = [look.parts.training, look.parts.test, look.ink].map(channels);
  values.forEach((byte, at) => {
    const share = byte === NONE ? 1 : strength(panel, byte);
    const colour = byte === NONE ? none : share < 0 ? negative : positive;
    pixels.data.set([...colour, Math.round(255 * Math.abs(share))], 4 * at);
  });
  /** @type {CanvasRenderingContext2D} */ (small.getContext('2d')).putImageData(pixels, 0, 0);
  [large.width, large.height] = [Math.round(SHARPNESS * width), Math.round(SHARPNESS * height)];
  const pen = /** @type {CanvasRenderingContext2D} */ (large.getContext('2d'));
  pen.imageSmoothingEnabled = false;
  pen.drawImage(small, 0, 0, large.width, large.height);
  return large.toDataURL();
}

/** The colours of a heat map with their values, beside it. @param {Panel} panel @param {{ top: number, height: number }} place @param {Theme} look @param {number} x */
function scale(panel, { top, height }, look, x) {
  const signed = panel.least < 0;
  const clear = (/** @type {string} */ colour) => solid(colour).slice(0, 7) + '00';
  const stops = signed
    ? [[0, solid(look.parts.training)], [.5, clear(look.parts.training)], [.5, clear(look.parts.test)], [1, solid(look.parts.test)]]
    : [[0, solid(look.parts.training)], [1, clear(look.parts.training)]];
  const told = signed ? [panel.largest, 0, panel.least] : [panel.largest, 0];
  return [
    { type: 'rect', silent: true, shape: { x, y: top, width: 10, height },
      style: { fill: { type: 'linear', x: 0, y: 0, x2: 0, y2: 1, colorStops: stops.map(([offset, color]) => ({ offset, color })) }, stroke: look.line } },
    ...told.map((each, at) => ({ type: 'text', silent: true, style: { text: figure(each), x: x + 15, y: top + at * height / (told.length - 1), fill: look.soft,
      font: '11px ' + look.font, verticalAlign: at === 0 ? 'top' : at === told.length - 1 ? 'bottom' : 'middle' } })),
  ];
}

/** @param {Series} line @param {Theme} look */
const colourOf = (line, look) => look.palette[(line.colour ?? 0) % look.palette.length];

/** @param {number[]} sorted @param {number} share */
const quantile = (sorted, share) => sorted[Math.round((sorted.length - 1) * share)];

/** The rows with the largest values at a step. @param {Sequence} chart @param {Panel} panel @param {string[]} names @param {number} step */
function largest(chart, panel, names, step) {
  const values = bytes(panel);
  const ordered = names.map((name, row) => ({ name, value: value(panel, values[row * chart.steps + step]) })).sort((a, b) => b.value - a.value);
  return ordered.slice(0, MOST_TOLD).map(each => `${each.name} ${figure(+each.value.toFixed(2))}`).join(' | ');
}

/** What is told of a step: the middle half of the units, or the largest of named rows, and what goes in. @param {Sequence} chart @param {number} step @param {Theme} look @returns {Told[]} */
function told(chart, step, look) {
  const name = chart.tokens ? `${chart.tokens[step]} (step ${step + 1})` : `step ${step + 1}`;
  const lines = chart.panels.map(panel => {
    if (panel.names) return /** @type {Told} */ ([look.parts.training, panel.name, largest(chart, panel, panel.names, step)]);
    const values = bytes(panel);
    const sorted = Array.from({ length: rows(chart, panel) }, (_, row) => value(panel, values[row * chart.steps + step])).sort((a, b) => a - b);
    return /** @type {Told} */ ([look.parts.training, panel.name, [.25, .5, .75].map(share => figure(+quantile(sorted, share).toFixed(2))).join(' | ')]);
  });
  const inputs = chart.inputs.map(line => /** @type {Told} */ ([colourOf(line, look), line.name, figure(line.points[step][1] ?? NaN)]));
  return [name, chart.panels.some(panel => panel.names) ? 'the largest' : 'quartiles of the units', ...lines, ...inputs];
}

/** @param {Sequence} chart @param {View} view @param {boolean} last whether the labels stand below this one */
function steps(chart, { look, width }, last) {
  const names = chart.tokens ?? Array.from({ length: chart.steps }, (_, step) => String(step + 1));
  const every = EVERY.find(each => chart.steps / each <= (width - left(chart, look.font) - right(chart, width, look.font)) / 40) ?? chart.steps;
  const shown = (/** @type {number} */ at) => at === 0 || (at + 1) % every === 0 && (at > 1 || every === 1);
  const isTurned = turned(chart, width, look.font);
  const axisLabel = chart.tokens
    ? labels(look, { show: last, interval: 0, rotate: isTurned ? 90 : 0, width: isTurned ? 2 * LABELS - 14 : undefined, overflow: 'truncate', padding: 0 })
    : labels(look, { show: last, interval: shown });
  return { ...axis(look, last && !chart.tokens ? 'step' : ''), nameGap: 26, type: 'category', data: names, axisLabel, axisLine: edge(look), splitLine: { show: false },
    axisTick: { show: last, interval: chart.tokens ? 0 : shown } };
}

/** Dashed lines at the marked steps. @param {Sequence} chart @param {Theme} look */
const marked = ({ marks }, look) => ({ silent: true, symbol: 'none', animation: false, label: { show: false }, data: marks.map(step => ({ xAxis: step })),
  lineStyle: { color: look.ink, type: 'dashed', width: 1, opacity: .7 } });

/** The first of a heat map's steps draws all of it. @param {Sequence} chart @param {Theme} look */
const maps = (chart, look) => chart.panels.map((panel, number) => ({
  type: 'custom', name: panel.name, xAxisIndex: number, yAxisIndex: number, animation: false, markLine: marked(chart, look), encode: { x: 0, y: 1 },
  data: Array.from({ length: chart.steps }, (_, step) => [step, 0]),
  renderItem: (/** @type {any} */ item) => {
    if (item.dataIndex) return undefined;
    const { x, y, width, height } = item.coordSys;
    return { type: 'image', style: { image: picture(chart, panel, look, width, height), x, y, width, height } };
  },
}));

/** @param {Sequence} chart @param {Theme} look */
const lines = (chart, look) => chart.inputs.map((line, number) => ({
  type: 'line', name: line.name, xAxisIndex: chart.panels.length, yAxisIndex: chart.panels.length, animation: false, symbol: 'none', color: colourOf(line, look), lineStyle: { width: 1.5 },
  markLine: number ? undefined : marked(chart, look), data: line.points.map(point => point[1]),
}));

/** @param {Sequence} chart @param {number} number @param {Theme} look */
function values(chart, number, look) {
  const panel = chart.panels[number];
  const plain = { gridIndex: number, type: 'value' };
  if (!panel) {
    const all = chart.inputs.flatMap(line => line.points.map(point => point[1]));
    return { ...plain, ...axis(look, ''), ...ends(all, [-Infinity, Infinity]), splitNumber: 2, interval: undefined, axisLabel: labels(look, { formatter: figure }) };
  }
  if (panel.names) {
    return { ...plain, ...axis(look, ''), type: 'category', data: panel.names, inverse: true, splitLine: { show: false }, axisLine: edge(look), axisTick: { show: false },
      axisLabel: labels(look, { interval: 0, width: LONGEST, overflow: 'truncate' }) };
  }
  const count = rows(chart, panel);
  return { ...plain, ...axis(look, panel.rows), nameGap: 30, inverse: true, min: 0, max: count, interval: count, splitLine: { show: false },
    axisLabel: labels(look, { formatter: (/** @type {number} */ row) => row || '1', showMinLabel: true, showMaxLabel: true }) };
}

/** @param {Sequence} chart @param {View} view */
export function sequence(chart, view) {
  const { look, width } = view;
  const all = places(chart);
  const [from, beside] = [left(chart, look.font), right(chart, width, look.font)];
  const heading = (/** @type {Panel} */ panel, /** @type {number} */ number) => ({ text: panel.name, left: from - 4, top: all[number].top - 22, padding: [2, 4],
    textStyle: { fontSize: 12, fontWeight: 'normal', color: look.ink, fontFamily: look.font } });
  const below = { left: from - 4, top: all[all.length - 1].top - 24, data: chart.inputs.map(line => line.name), selectedMode: false, textStyle: { color: look.ink }, itemHeight: 10, itemWidth: 14 };
  return {
    title: chart.panels.map(heading),
    grid: all.map(place => ({ left: from, right: beside, ...place })),
    legend: chart.inputs.length ? below : undefined,
    axisPointer: { link: [{ xAxisIndex: 'all' }], label: { show: false } },
    tooltip: tooltip(look, items => told(chart, items[0].dataIndex, look), { trigger: 'axis', axisPointer: { type: 'line', lineStyle: { color: look.ink } } }),
    xAxis: all.map((_, number) => ({ gridIndex: number, ...steps(chart, view, number === all.length - 1) })),
    yAxis: all.map((_, number) => values(chart, number, look)),
    graphic: chart.panels.flatMap((panel, number) => scale(panel, all[number], look, width - beside + 12)),
    series: [...maps(chart, look), ...lines(chart, look)],
  };
}
