/** Figures over the epochs: of one training's parts, of many trainings, or small ones of a model's layers. */
/** @import { Convergence, Curves, Depth, Point } from './types.js' */
/** @import { Theme } from './look.js' */
/** @import { Told, View } from './axes.js' */
import { axis, axisFormat, edge, ends, isShare, labels, legendOf, limits, tooltip, valueFormat } from './axes.js';
import { isSaving, rank } from './look.js';
import { figure } from './numbers.js';

const MANY = 8;
const FEW_POINTS = 15;

/** From the worst to the best of many lines, and the legend that says so. @param {NonNullable<Curves['scale']>} scale @param {Theme} look */
function ranks(scale, look) {
  return { type: 'continuous', min: 0, max: 1, seriesIndex: [], calculable: false, hoverLink: false, orient: 'horizontal', left: 10, top: 0,
    itemWidth: 10, itemHeight: 70, text: [scale.best, scale.figure + ' ' + scale.worst], textGap: 6, textStyle: { color: look.ink },
    inRange: { color: [0, .2, .4, .6, .8, 1].map(rank) } };
}

/** The dashes of a training's parts. @param {string} name */
const dashes = name => name === 'validation' ? [7, 3] : name === 'test' ? [2, 3] : 'solid';

/**
 * The lines that mark the best epoch and the point of convergence. The name of a line stands left of it, but at the left edge and beside another line's name.
 *
 * @param {Curves} chart
 * @param {[number, number]} epochs the first and the last
 * @param {Theme} look
 * @param {boolean} isBelow whether names stand at the foot of the chart
 */
function marks({ best, converged }, [begin, end], look, isBelow) {
  const room = .06 * (end - begin);
  const near = best !== undefined && converged && Math.abs(best - converged.epoch) < room;
  const line = (/** @type {number} */ epoch, /** @type {string} */ text, /** @type {boolean} */ away) => ({ xAxis: epoch,
    label: { formatter: text, position: (isBelow ? 'insideStart' : 'insideEnd') + ((away || epoch - begin < room) === isBelow ? 'Bottom' : 'Top') },
    lineStyle: { color: look.soft, type: 'dashed' } });
  return [
    ...(best ? [line(best, 'best epoch ' + figure(best), Boolean(near && converged && best >= converged.epoch))] : []),
    ...(converged ? [line(converged.epoch, 'converged, epoch ' + figure(converged.epoch), Boolean(near && best && best < converged.epoch))] : []),
  ];
}

/** The range within which a figure stayed. @param {Convergence} converged @param {(value: number) => number} height @param {Theme} look */
function rest({ epoch, last, least, most }, height, look) {
  return { silent: true, itemStyle: { color: look.soft, opacity: .18 }, data: [[{ coord: [epoch, height(least)] }, { coord: [last, height(most)] }]] };
}

/** @param {Curves} chart @param {View} view @param {(points: Point[]) => any[]} placed */
function lines(chart, { look }, placed) {
  const many = chart.series.length > MANY;
  return chart.series.map(each => {
    const best = each.place === 1;
    const alone = chart.alike ? look.parts.training : look.parts[each.name] ?? look.soft;
    return {
      name: each.name, told: each.label ?? each.name, type: 'line', data: placed(each.points), z: best ? 4 : 2,
      symbol: each.points.length < FEW_POINTS && !many ? 'circle' : 'none', symbolSize: 6, animation: false, triggerLineEvent: true, emphasis: { focus: 'series' },
      lineStyle: { width: best ? 3 : many ? 1.2 : 2, opacity: many && !best ? .75 : 1, type: dashes(each.name) },
      color: each.colour !== undefined ? look.palette[each.colour % look.palette.length] : each.place !== undefined ? rank(each.place) : alone,
    };
  });
}

/**
 * On a logarithmic axis a share is drawn by what is missing to 1, upside down: 0, 90, 99, 99.9 %.
 *
 * @param {Curves} chart
 * @param {View} view
 */
export function curves(chart, view) {
  const { look, isLogarithmic } = view;
  const missing = isLogarithmic && isShare(chart.measure);
  const height = (/** @type {number} */ value) => missing ? 1 - value : value;
  const placed = (/** @type {Point[]} */ points) => points.map(([epoch, value]) => [epoch, value === null ? null : height(value)])
    .filter(point => !isLogarithmic || (point[1] ?? 0) > 0);
  /** @type {any[]} */
  const series = lines(chart, view, placed);
  const epochs = chart.series.flatMap(each => each.points.map(point => point[0]));
  const [begin, end] = [Math.min(...epochs), Math.max(...epochs)];
  series[0].markLine = { silent: true, precision: 15, symbol: 'none', data: marks(chart, [begin, end], look, chart.measure.rises !== missing), label: { color: look.soft, textBorderWidth: 0 } };
  if (chart.converged) series[0].markArea = rest(chart.converged, height, look);
  if (chart.published.length) {
    series.push({ name: 'published', type: 'scatter', data: placed(chart.published), symbol: 'diamond', symbolSize: 10, color: look.purple, animation: false, z: 5 });
  }
  const grouped = chart.alike ? series.filter((each, number) => chart.series[number]?.label !== undefined || each.type === 'scatter') : series;
  const { legend, more } = legendOf(view, [...new Set(grouped.map(each => each.name))], 60);
  const values = [...chart.series.flatMap(each => each.points), ...chart.published].map(point => point[1]);
  const scale = missing ? 'logarithmic scale of the distance to 100 %' : '';
  return {
    more, legend, visualMap: chart.scale && ranks(chart.scale, look), grid: { left: 64, right: 24, top: 34 + more, bottom: 44 },
    tooltip: tooltip(look, items => {
      const shown = view.nearest(items);
      const rows = shown.map(item => /** @type {Told} */ ([item.color, series[item.seriesIndex].told ?? item.seriesName, valueFormat(chart.measure)(height(item.value[1]))]));
      return ['epoch ' + figure(items[0].value[0]), ...rows, ...(items.length > shown.length ? [`and ${items.length - shown.length} more`] : [])];
    }, { trigger: 'axis', order: 'seriesAsc' }),
    xAxis: { ...axis(look, 'epoch'), type: 'value', minInterval: 1, nameGap: 28, splitLine: { show: false }, axisLine: edge(look), ...epochAxis(begin, end, look) },
    yAxis: { ...axis(look, scale), type: isLogarithmic ? 'log' : 'value', inverse: missing, ...(isLogarithmic ? {} : ends(chart.measure.rises ? values : [...values, 0], limits(chart.measure))),
      axisLabel: labels(look, { formatter: (/** @type {number} */ value) => axisFormat(chart.measure)(height(value)) }) },
    series,
  };
}

/** An axis of one epoch has one label. @param {number} begin @param {number} end @param {Theme} look */
function epochAxis(begin, end, look) {
  if (begin < end) return { min: 'dataMin', max: 'dataMax' };
  return { min: begin - .5, max: begin + .5, interval: .5, axisLabel: labels(look, { formatter: (/** @type {number} */ value) => value === begin ? value : '' }) };
}

/**
 * Curves of layers, coloured from the first to the last; the page has one legend for several, a saved drawing its own.
 *
 * @param {Depth} chart
 * @param {View} view
 */
export function depth(chart, view) {
  const measure = { name: 'deviation', share: false, rises: false, logarithmic: true };
  const option = curves({ kind: 'curves', measure, alike: false, published: [], caption: chart.caption, series: chart.series }, { ...view, isLogarithmic: true });
  option.series.forEach((each, number) => { each.color = rank(chart.series[number].place ?? 0); });
  return isSaving() ? option : { ...option, more: 0, legend: undefined, grid: { ...option.grid, left: 52, top: 12 } };
}
