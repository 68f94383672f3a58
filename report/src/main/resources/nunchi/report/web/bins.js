/** Charts of what lies in bins: answers by their confidence, and values of a tensor by epoch. */
/** @import { Bin, Calibration, Distribution } from './types.js' */
/** @import { View } from './axes.js' */
import { axis, edge, labels, legendOf, tooltip } from './axes.js';
import { axisPercent, count, figure, percent } from './numbers.js';

/** A bin's bar from a foot up to a value, by their places in the data. @param {number} foot @param {number} top */
const bar = (foot, top) => (/** @type {any} */ _, /** @type {any} */ api) => {
  const [left, right] = [api.coord([api.value(0), api.value(top)]), api.coord([api.value(1), foot])];
  return { type: 'rect', shape: { x: left[0] + 1, y: left[1], width: right[0] - left[0] - 2, height: right[1] - left[1] },
    style: { fill: api.visual('color'), opacity: api.value(5) } };
};

/** What is told of a bin. @param {Bin} bin */
const told = bin => ['confidence ' + axisPercent(bin.from) + ' to ' + axisPercent(bin.to), count(bin.rows) + (bin.rows === 1 ? ' example' : ' examples'),
  'mean confidence ' + percent(bin.confidence ?? NaN), 'accuracy ' + percent(bin.accuracy ?? NaN)];

/** Above: how often answers of each confidence are right. Below: how many there are of them. @param {Calibration} chart @param {View} view */
export function calibration(chart, view) {
  const { look } = view;
  const bins = chart.bins.filter(bin => bin.rows > 0);
  const values = (/** @type {number} */ opacity) => bins.map(bin => [bin.from, bin.to, bin.accuracy, bin.rows, bin.confidence, opacity]);
  const shares = { ...axis(look, ''), type: 'value', min: 0, max: 1, axisLabel: labels(look, { formatter: axisPercent }) };
  const { legend, more } = legendOf(view, ['accuracy in the bin', 'accuracy at the mean confidence'], 60);
  return {
    more, legend: { ...legend, itemWidth: 12 }, grid: [{ left: 64, right: 20, top: 34 + more, height: '50%' }, { left: 64, right: 20, bottom: 44, height: '20%' }],
    tooltip: tooltip(look, item => bins[item.dataIndex] ? told(bins[item.dataIndex]) : []),
    xAxis: [{ ...shares, gridIndex: 0, splitLine: { show: false } }, { ...shares, name: 'confidence', nameGap: 28, gridIndex: 1, splitLine: { show: false } }],
    yAxis: [{ ...shares, gridIndex: 0 }, { ...axis(look, 'examples'), nameGap: 48, type: 'log', min: .5, max: bins.every(bin => bin.rows < 10) ? 10 : undefined, gridIndex: 1,
      splitNumber: 3, axisLabel: labels(look, { formatter: (/** @type {number} */ value) => value < 1 ? '' : figure(value) }) }],
    series: [
      { name: 'accuracy in the bin', type: 'custom', data: values(.45), color: look.parts.training, animation: false, renderItem: bar(0, 2), encode: { x: [0, 1], y: 2 } },
      { name: 'accuracy at the mean confidence', type: 'scatter', data: bins.map(bin => [bin.confidence, bin.accuracy]), symbol: 'diamond', symbolSize: 9, color: look.parts.test,
        animation: false, markLine: { silent: true, symbol: 'none', data: [[{ coord: [0, 0] }, { coord: [1, 1] }]], lineStyle: { color: look.soft, type: 'dashed' } } },
      { name: 'examples', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, data: values(.8), color: look.soft, animation: false, renderItem: bar(.5, 3), encode: { x: [0, 1], y: 3 } },
    ],
  };
}

/** Where the column of each epoch begins: in the middle between it and the one before. @param {number[]} epochs @returns {number[]} one more than epochs */
function sides(epochs) {
  const [first, last] = [epochs[0], epochs[epochs.length - 1]];
  const before = first - ((epochs[1] ?? first + 1) - first) / 2;
  const after = last + (last - (epochs.at(-2) ?? first - 1)) / 2;
  return [before, ...epochs.slice(1).map((epoch, i) => (epochs[i] + epoch) / 2), after];
}

/** One column for each epoch: the darker, the more of its values lie there. @param {Distribution} chart @param {View} view */
export function distribution(chart, { look }) {
  const edges = sides(chart.columns.map(column => column.epoch));
  const cells = chart.columns.flatMap(({ epoch, least, largest, counts }, i) => {
    const [most, sum, width] = [Math.max(...counts), counts.reduce((a, b) => a + b, 0), (largest - least) / counts.length];
    return counts.flatMap((number, bin) => number
      ? [[edges[i], edges[i + 1], least + bin * width, least + (bin + 1) * width, .1 + .9 * Math.sqrt(number / most), number / sum, epoch]] : []);
  });
  const renderItem = (/** @type {any} */ _, /** @type {any} */ api) => {
    const [left, right] = [api.coord([api.value(0), api.value(3)]), api.coord([api.value(1), api.value(2)])];
    return { type: 'rect', shape: { x: left[0], y: left[1], width: right[0] - left[0] + .5, height: Math.max(1.5, right[1] - left[1]) },
      style: { fill: look.parts.training, opacity: api.value(4) } };
  };
  const marks = labels(look, { fontSize: 11, showMinLabel: false, showMaxLabel: false });
  const whole = (/** @type {number} */ value) => Number.isInteger(value) ? value : '';
  return {
    grid: { left: 52, right: 8, top: 8, bottom: 26 },
    tooltip: tooltip(look, ({ value }) => ['epoch ' + value[6], figure(value[2]) + ' to ' + figure(value[3]), percent(value[5]) + ' of the values']),
    xAxis: { ...axis(look, ''), type: 'value', min: edges[0], max: edges.at(-1), minInterval: 1, splitLine: { show: false }, axisLine: edge(look), axisLabel: { ...marks, formatter: whole } },
    yAxis: { ...axis(look, ''), type: 'value', scale: true, splitNumber: 4, axisLine: edge(look), axisLabel: { ...marks, formatter: figure } },
    series: [{ type: 'custom', clip: true, data: cells, renderItem, encode: { x: [0, 1], y: [2, 3] }, animation: false, progressive: 0 }],
  };
}
