/** Charts: each draws itself into its element, anew where the size or the colours change, and has tools below it. */
/** @import { Chart } from './types.js' */
/** @import { View } from './axes.js' */
import { isShare } from './axes.js';
import { calibration, distribution } from './bins.js';
import { curves, depth } from './curves.js';
import { data } from './data.js';
import { all, around, button, tools } from './dom.js';
import { titled } from './drawing.js';
import { lines } from './lines.js';
import { isPrinting, theme } from './look.js';
import { scatter, settings, settingsHeight, spread } from './points.js';
import { sequence, sequenceHeight } from './sequence.js';
import { saving } from './saving.js';

/** A tooltip names as many lines. */
const MOST_TOLD = 8;

/**
 * While a page is laid out for paper, its elements still have their sizes on the screen.
 *
 * @param {HTMLElement} plot
 * @param {Chart} chart
 * @returns {{ width?: number, height?: number }}
 */
function paper(plot, chart) {
  if (!isPrinting()) return {};
  if (chart.kind === 'calibration') return { width: 420, height: 380 };
  if (plot.closest('.three')) return { width: 205, height: chart.kind === 'depth' ? 210 : 140 };
  if (chart.kind === 'settings') return { width: 650, height: settingsHeight(chart, 650) };
  if (chart.kind === 'sequence') return { width: 650, height: sequenceHeight(chart, 650) };
  if (plot.classList.contains('named')) return { width: 650, height: 290 };
  return { width: (plot.closest('.charts')?.children.length ?? 0) > 1 ? 312 : 650, height: chart.kind === 'spread' ? 160 : 210 };
}

/** Whether the reader may choose between a linear and a logarithmic axis. @param {Chart} chart */
function hasBothAxes(chart) {
  if (chart.kind === 'curves') return chart.measure.name === 'loss' || isShare(chart.measure);
  return chart.kind === 'lines' && chart.measure?.name === 'loss';
}

/** The height of a chart that does not fit any height; nothing of others. @param {Chart} chart @param {number} width */
function ownHeight(chart, width) {
  if (chart.kind === 'settings') return settingsHeight(chart, width) + 'px';
  return chart.kind === 'sequence' ? sequenceHeight(chart, width) + 'px' : '';
}

/** @param {Chart} chart @param {View} view @returns {any} an option of the charts' library, and how much `more` height its legend takes */
function option(chart, view) {
  switch (chart.kind) {
    case 'curves': return curves(chart, view);
    case 'depth': return depth(chart, view);
    case 'lines': return lines(chart, view);
    case 'spread': return spread(chart, view);
    case 'settings': return settings(chart, view);
    case 'scatter': return scatter(chart, view);
    case 'calibration': return calibration(chart, view);
    case 'distribution': return distribution(chart, view);
    case 'sequence': return sequence(chart, view);
  }
}

/**
 * @typedef {object} Plot
 * @property {HTMLElement} element
 * @property {Chart} chart
 * @property {() => void} draw
 */

/** @param {HTMLElement} plot @returns {Plot} */
function made(plot) {
  const chart = data.charts[+(plot.dataset.chart ?? '')];
  /** @type {any} */
  let instance;
  let pointer = 0;
  let isLogarithmic = 'measure' in chart && Boolean(chart.measure?.logarithmic);

  /** @param {any[]} items */
  function nearest(items) {
    const away = (/** @type {any} */ item) => Math.abs(instance.convertToPixel({ yAxisIndex: 0 }, item.value[1]) - pointer);
    return items.length > MOST_TOLD ? [...items].sort((a, b) => away(a) - away(b)).slice(0, MOST_TOLD) : items;
  }

  /* Many small rectangles are quicker on a canvas. */
  function draw(renderer = chart.kind === 'distribution' ? 'canvas' : 'svg') {
    plot.style.height = ownHeight(chart, plot.clientWidth);
    plot.classList.toggle('named', chart.kind === 'lines' && Boolean(chart.names));
    const sheet = paper(plot, chart);
    const { more = 0, ...drawn } = option(chart, { look: theme(), width: sheet.width ?? plot.clientWidth, isLogarithmic, nearest });
    instance?.dispose();
    if (more) plot.style.height = (sheet.height ?? plot.clientHeight) + more + 'px';
    instance = /** @type {any} */ (window).echarts.init(plot, null, { renderer, ...sheet, ...(sheet.height ? { height: sheet.height + more } : {}) });
    instance.getZr().on('mousemove', (/** @type {any} */ event) => { pointer = event.offsetY; });
    instance.setOption({ textStyle: { fontFamily: theme().font }, ...drawn });
  }

  function svg() {
    draw('svg');
    return instance.renderToSVGString();
  }

  const frame = around(plot, 'figure');
  const place = tools(frame);
  if (hasBothAxes(chart)) {
    const toggle = button(place, 'Logarithmic axis', chart.caption, () => {
      isLogarithmic = !isLogarithmic;
      toggle.setAttribute('aria-pressed', String(isLogarithmic));
      draw();
    });
    toggle.setAttribute('aria-pressed', String(isLogarithmic));
  }
  saving(frame, chart.caption, { picture: () => titled(chart.caption, svg), after: () => draw() });
  draw();
  return { element: plot, chart, draw: () => draw() };
}

/** All charts of the page. */
export const charts = () => all('[data-chart]').map(made);
