/** Charts of single trainings or settings as points: the spread over seeds, settings below each other, and figures against one number. */
/** @import { Mean, Scatter, Setting, Settings, Spread, Trial } from './types.js' */
/** @import { View } from './axes.js' */
import { axis, axisFormat, ends, labels, limits, tooltip, valueFormat, whiskers } from './axes.js';
import { textWidth } from './look.js';
import { axisPercent, figure, percent } from './numbers.js';

/** @typedef {'validation' | 'test'} Part */

/** @type {Part[]} */
const PARTS = ['validation', 'test'];

/** Equal accuracies are stacked, so that every trial is seen. @param {Trial[]} trials @returns {[number, number, number][]} accuracy, row and number */
function stacked(trials) {
  /** @type {Map<string, number>} */
  const seen = new Map();
  return trials.map(([accuracy, number]) => {
    const key = accuracy.toFixed(6);
    const row = (seen.get(key) ?? 0) + 1;
    seen.set(key, row);
    return [accuracy, row, number];
  });
}

/** @param {Spread} chart @param {View} view */
export function spread(chart, { look }) {
  const points = stacked(chart.trials);
  const height = Math.max(...points.map(point => point[1]));
  const others = stacked(chart.publishedTrials).map(([accuracy, row, number]) => [accuracy, row + height, number]);
  const own = look.parts.training;
  const lines = chart.published.map(value => ({ xAxis: value, name: 'published ' + percent(value), lineStyle: { color: look.purple, type: 'solid', width: 2 },
    label: { color: look.purple, distance: 4 } }));
  if (chart.mean !== undefined) {
    lines.push({ xAxis: chart.mean, name: 'mean ' + percent(chart.mean), lineStyle: { color: own, type: 'dashed', width: 2 }, label: { color: own, distance: 20 } });
  }
  const areas = chart.ends ? [chart.ends.map(end => ({ xAxis: end }))] : [];
  const values = [...chart.trials.map(trial => trial[0]), ...chart.publishedTrials.map(trial => trial[0]), ...chart.published];
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const margin = Math.max((high - low) * .12, .002);
  const shared = { type: 'scatter', symbolSize: 11, animation: false };
  return {
    legend: others.length ? { data: ['here', 'published'], right: 10, top: 0, textStyle: { color: look.ink }, itemHeight: 10, itemWidth: 14 } : undefined,
    grid: { left: 20, right: 24, top: 44, bottom: 44 },
    tooltip: tooltip(look, item => [(item.seriesName === 'published' ? 'published training ' : 'seed ') + item.value[2] + ': ' + percent(item.value[0])]),
    xAxis: { ...axis(look, 'test accuracy'), type: 'value', nameGap: 28, min: Math.max(-margin, low - margin), max: high + margin, splitLine: { show: false },
      axisLabel: labels(look, { showMinLabel: false, showMaxLabel: false, formatter: (/** @type {number} */ value) => value < 0 || value > 1 ? '' : axisPercent(value) }) },
    yAxis: { type: 'value', show: false, min: 0, max: Math.max(3, ...[...points, ...others].map(point => point[1])) + .7 },
    series: [{ ...shared, name: 'published', data: others, symbol: 'diamond', color: look.purple },
      { ...shared, name: 'here', data: points, color: own, itemStyle: { opacity: .85, borderColor: look.paper, borderWidth: 1 },
        markLine: { silent: true, symbol: 'none', precision: 15, data: lines, label: { formatter: '{b}', position: 'end' } },
        markArea: { silent: true, data: areas, itemStyle: { color: own, opacity: .1 } } }],
  };
}

/** A point for each setting's mean, and its interval. @param {Settings} chart @param {Part} part @param {number} shift in pixels @param {string} colour */
function means({ settings: all }, part, shift, colour) {
  const rows = all.flatMap((each, row) => /** @type {[Mean, number][]} */ (each[part] ? [[each[part], row]] : []));
  const data = rows.map(([[mean, low, high], row]) => [mean, row, low, high]);
  return [whiskers(part, colour, data, value => [[value(2), value(1)], [value(3), value(1)]], [0, shift]),
    { type: 'scatter', name: part, data, color: colour, symbol: part === 'test' ? 'diamond' : 'circle', symbolSize: 9, symbolOffset: [0, shift], animation: false }];
}

/** How high a chart of settings is: in a narrow one, names stand above the points. @param {Settings} chart @param {number} width */
export const settingsHeight = (chart, width) => 90 + (width > 600 ? 34 : 54) * chart.settings.length;

/** @param {Settings} chart @param {View} view */
export function settings(chart, { look, width }) {
  const shown = valueFormat(chart.measure);
  const names = chart.settings.map(each => each.name);
  const wide = width > 600;
  const room = Math.min(.5 * width, Math.max(...names.map(name => textWidth(name, '12px ' + look.font))) + 8);
  const parts = PARTS.filter(part => chart.settings.some(each => each[part]));
  const limits = chart.settings.flatMap((/** @type {Setting} */ each) => PARTS.flatMap(part => each[part]?.slice(1) ?? []));
  const [low, high] = [Math.min(...limits), Math.max(...limits)];
  const margin = (high - low) * .06 || .002;
  return {
    grid: { left: wide ? room + 20 : 12, right: 24, top: 34, bottom: 44 },
    legend: { data: parts, right: 10, top: 0, textStyle: { color: look.ink }, itemHeight: 10 },
    tooltip: tooltip(look, ({ value: [mean, row, from, to], seriesName }) => [names[row], `${seriesName} ${shown(mean)}${to > from ? ` (${shown(from)} to ${shown(to)})` : ''}`]),
    xAxis: { ...axis(look, chart.measure.name), type: 'value', nameGap: 28, min: low - margin, max: high + margin,
      axisLabel: labels(look, { showMinLabel: false, showMaxLabel: false, formatter: axisFormat(chart.measure) }) },
    yAxis: { type: 'category', data: names, inverse: true, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: look.line } },
      axisLabel: wide ? { color: look.ink, width: room, overflow: 'truncate' }
        : { color: look.soft, inside: true, verticalAlign: 'bottom', padding: [0, 0, 15, 0], fontSize: 11, z: 9, width: width - 48, overflow: 'truncate' } },
    series: parts.flatMap((part, number) => means(chart, part, number === 0 ? -4 : 4, look.parts[part])),
  };
}

/** @param {Scatter} chart @param {View} view */
export function scatter(chart, { look }) {
  const shown = valueFormat(chart.measure);
  return {
    grid: { left: 64, right: 16, top: 20, bottom: 44 },
    tooltip: tooltip(look, item => [item.value[2], chart.y + ' ' + shown(item.value[1])]),
    xAxis: { ...axis(look, chart.x), type: chart.wide ? 'log' : 'value', scale: true, nameGap: 28, splitLine: { show: false }, axisLabel: labels(look, { formatter: figure }) },
    yAxis: { ...axis(look, ''), type: 'value', ...ends(chart.points.map(point => point[1]), limits(chart.measure)), axisLabel: labels(look, { formatter: axisFormat(chart.measure) }) },
    series: [{ type: 'scatter', data: chart.points, symbolSize: 9, color: look.parts.training, animation: false, itemStyle: { opacity: .7 } }],
  };
}
