/** Lines over any quantity; a dashed line has a colour of its own or that of its group; whiskers are intervals. */
/** @import { Lines } from './types.js' */
/** @import { View } from './axes.js' */
import { axis, axisFormat, edge, ends, isShare, labels, legendOf, limits, tooltip, valueFormat, whiskers } from './axes.js';
import { textWidth } from './look.js';
import { figure } from './numbers.js';

const FEW_POINTS = 40;

/** @param {Lines} chart @param {View} view */
function series({ series: all, mark }, { look }) {
  const marked = mark && { silent: true, precision: 15, symbol: 'none', data: [{ [mark.level ? 'yAxis' : 'xAxis']: mark.at, name: mark.name }],
    lineStyle: { color: look.soft, type: 'dashed' },
    label: { formatter: '{b}', color: look.soft, position: mark.level ? 'insideStartTop' : 'end', distance: mark.level ? undefined : 3, textBorderWidth: 0 } };
  return all.flatMap((each, number) => {
    const colour = look.palette[(each.colour ?? 0) % look.palette.length];
    const line = { name: each.name, told: each.label ?? each.name, type: 'line', data: each.points, symbol: each.points.length < FEW_POINTS ? 'circle' : 'none', symbolSize: 6,
      animation: false, color: colour, markLine: number ? undefined : marked, lineStyle: { width: 2, type: each.dashed ? [6, 3] : 'solid' } };
    if (!each.ends) return [line];
    const { ends } = each;
    const data = each.points.map((point, i) => [point[0], point[1] ?? NaN, ...ends[i]]);
    return [line, whiskers(each.name, colour, data, value => [[value(0), value(2)], [value(0), value(3)]])];
  });
}

/** Names at the axis stand upright where they have room, else aslant. @param {Lines} chart @param {View} view */
function places({ names, x, wide }, { look, width }) {
  if (!names) {
    return { grid: { left: 64, right: 20, bottom: 44 },
      xAxis: { ...axis(look, x), type: wide ? 'log' : 'value', min: 'dataMin', max: 'dataMax', minInterval: x === 'epoch' ? 1 : undefined, nameGap: 28,
        axisLine: edge(look), axisLabel: labels(look, { formatter: figure }), splitLine: { show: false } } };
  }
  const widths = names.map(name => textWidth(name, '12px ' + look.font));
  const turned = names.length * (Math.max(...widths) + 16) > width - 120;
  const axisLabel = labels(look, turned ? { rotate: 35, width: 105, overflow: 'truncate', interval: 0 } : { interval: 0 });
  return { grid: { left: Math.max(96, turned ? 0 : 12 + widths[0] / 2), right: turned ? 20 : 12 + (widths.at(-1) ?? 0) / 2, bottom: turned ? 84 : 34 },
    xAxis: { ...axis(look, ''), type: 'category', data: names, boundaryGap: false, axisLabel } };
}

/** @param {Lines} chart @param {View} view */
export function lines(chart, view) {
  const { look, isLogarithmic } = view;
  /** @type {any[]} */
  const drawn = series(chart, view);
  const { mark } = chart;
  const values = [...chart.series.flatMap(each => [...each.points.map(point => point[1]), ...(each.ends ?? []).flat()]), ...(mark?.level ? [mark.at] : [])];
  const { legend, more } = legendOf(view, [...new Set(chart.series.map(each => each.name))], 20);
  const { grid, xAxis } = places(chart, view);
  const shown = valueFormat(chart.measure);
  return {
    more, legend, grid: { ...grid, top: (mark && !mark.level ? 44 : 34) + more }, xAxis,
    tooltip: tooltip(look, items => [chart.names ? items[0].name : `${chart.x} ${figure(items[0].value[0])}`,
      ...items.filter((/** @type {any} */ item) => item.seriesType === 'line')
        .map((/** @type {any} */ item) => [item.color, drawn[item.seriesIndex].told, item.value[1] === null ? '–' : shown(item.value[1])])], { trigger: 'axis' }),
    yAxis: { ...axis(look, chart.y), nameGap: 46, type: isLogarithmic ? 'log' : 'value',
      ...(isLogarithmic ? {} : ends(isShare(chart.measure) || chart.y ? values : [...values, 0], limits(chart.measure))),
      axisLabel: labels(look, { formatter: axisFormat(chart.measure) }) },
    series: drawn,
  };
}
