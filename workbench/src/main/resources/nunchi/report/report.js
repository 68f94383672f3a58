/* Charts, tables and the page; with answers.js in one function of report.html. */
  const data = JSON.parse(document.getElementById('charts').textContent);
  const plots = [...document.querySelectorAll('[data-chart]')];
  const drawn = new Map();
  const logarithmic = new Map();
  /* Where the pointer is over a chart. */
  const heights = new Map();
  /* Measures texts and reads colours. */
  const inks = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const percent = value => (100 * value + Math.sign(value) * 1e-9).toFixed(2) + ' %'; // 99.535 becomes 99.54, as in the text
  const raised = exponent => [...String(exponent)].map(each => each === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[each]).join('');
  function scientific(value) {
    const [mantissa, exponent] = value.toExponential(3).split('e');
    return (+mantissa === 1 ? '' : +mantissa + '·') + '10' + raised(+exponent);
  }
  const figure = value => value === 0 ? '0' : Math.abs(value) < 1e-4 || Math.abs(value) >= 1e5 ? scientific(value) : (+value.toPrecision(4)).toLocaleString('en', { maximumFractionDigits: 20 });
  const isShare = chart => Boolean(chart.measure?.share);
  const format = chart => isShare(chart) ? percent : figure;
  const axisPercent = value => +(100 * value).toFixed(2) + ' %';

  function theme() {
    return { ink: style('--ink'), soft: style('--soft'), line: style('--line'), paper: style('--paper'),
      colours: { training: style('--blue'), validation: style('--green'), test: style('--orange') }, purple: style('--purple'),
      groups: ['--blue', '--orange', '--green', '--purple', '--ink', '--soft', '--gold', '--rose'].map(style),
      font: 'system-ui, Segoe UI, Roboto, Liberation Sans, sans-serif' };
  }

  /* The padding keeps labels apart that would touch, also those of two axes in their corner. */
  const labels = (look, more) => ({ color: look.soft, hideOverlap: true, padding: [2, 3], ...more });

  function axis(look, name) {
    return { name, nameLocation: 'middle', nameTextStyle: { color: look.soft }, axisLabel: labels(look),
      axisLine: { lineStyle: { color: look.soft } }, splitLine: { lineStyle: { color: look.line } } };
  }

  /* The least of 1, 2, 5, 10, 20, … times a power of ten that is no smaller. */
  function roundStep(least) {
    const power = 10 ** Math.floor(Math.log10(least));
    return [1, 2, 5, 10].map(each => each * power).find(each => each > .999999 * least);
  }

  /* Round ends of an axis around all values, and the step between its labels; never beyond what a figure can be. */
  function ends(values, [least, most] = [-Infinity, Infinity]) {
    const finite = values.filter(Number.isFinite);
    if (!finite.length) return {};
    const [low, high] = [Math.min(...finite), Math.max(...finite)];
    const step = roundStep((high - low || Math.abs(low) / 5 || 1) / 5);
    const [first, last] = [Math.floor(low / step + 1e-6), Math.ceil(high / step - 1e-6)].map((each, end) => low < high ? each : each + 2 * end - 1);
    return { min: Math.max(least, first * step), max: Math.min(most, last * step), interval: step };
  }

  const limits = chart => isShare(chart) || chart.measure?.name === 'auc' ? [0, 1] : chart.measure?.name === 'r2' ? [-Infinity, 1] : undefined;

  /* A tooltip has one element for each line, never markup, so that no name in the data is read as such. A line is a text, or colour, name and value. */
  function tooltip(look, lines, more = {}) {
    const row = line => {
      const made = element('div', '', Array.isArray(line) ? '' : line);
      if (Array.isArray(line)) {
        const [colour, name, value] = line;
        const dot = element('span', 'dot', '');
        dot.style.background = colour;
        made.append(dot, name + ' ', element('b', '', value));
      }
      return made;
    };
    return { confine: true, backgroundColor: look.paper, borderColor: look.line, textStyle: { color: look.ink, fontSize: 12 }, ...more, formatter: item => lines(item).map(row) };
  }

  /* A legend takes as many rows as it needs, and the drawing begins below them; on the screen one of very many rows has pages, which paper and saved pictures cannot have. */
  const MOST_ROWS = 12;
  function legendOf(look, plot, names, left) {
    const shared = { data: names, top: 0, textStyle: { color: look.ink }, itemHeight: 10 };
    const width = paper(plot).width ?? plot.clientWidth;
    const room = width - 30;
    inks.font = '12px ' + look.font;
    const widths = names.map(name => inks.measureText(name).width + 32);
    const isOneRow = widths.reduce((a, b) => a + b, 0) <= width - left - 20;
    let [rows, used] = [1, 0];
    for (const taken of isOneRow ? [] : widths) {
      if (used && used + taken > room) [rows, used] = [rows + 1, 0];
      used += taken;
    }
    if (rows > MOST_ROWS && !document.documentElement.matches('.print, .light')) return { legend: { ...shared, type: 'scroll', left, itemWidth: 20 }, more: 0 };
    return { legend: { ...shared, left: isOneRow ? left : 10, width: isOneRow ? undefined : room, itemWidth: 14, itemGap: 8 }, more: 20 * (rows - 1) };
  }

  /* From the worst to the best of many lines, and the legend that says so. */
  const rank = place => `hsl(${215 - 195 * place}, 70%, 48%)`;
  function ranks(scale, look) {
    return { type: 'continuous', min: 0, max: 1, seriesIndex: [], calculable: false, hoverLink: false, orient: 'horizontal', left: 10, top: 0, itemWidth: 10, itemHeight: 70,
      text: [scale.best, scale.figure + ' ' + scale.worst], textGap: 6, textStyle: { color: look.ink }, inRange: { color: [0, .2, .4, .6, .8, 1].map(rank) } };
  }

  /* A tooltip names the lines nearest to the pointer, the nearest first, where there are more than can be read. */
  const MOST_TOLD = 8;
  function nearest(plot, items) {
    const height = item => drawn.get(plot).convertToPixel({ yAxisIndex: 0 }, item.value[1]);
    const away = item => Math.abs(height(item) - (heights.get(plot) ?? 0));
    return items.length > MOST_TOLD ? [...items].sort((a, b) => away(a) - away(b)).slice(0, MOST_TOLD) : items;
  }

  /* On a logarithmic axis a share is drawn by what is missing to 1, upside down: 0, 90, 99, 99.9 %. */
  function curves(chart, look, plot, isLogarithmic) {
    const missing = isLogarithmic && isShare(chart);
    const height = value => missing ? 1 - value : value;
    const placed = points => points.map(([epoch, value]) => [epoch, height(value)]).filter(point => !isLogarithmic || point[1] > 0);
    const shown = value => format(chart)(height(value));
    const groups = [...new Set(chart.series.filter(each => each.label).map(each => each.name))];
    const many = chart.series.length > 8;
    const series = chart.series.map(each => ({
      name: each.name, told: each.label ?? each.name, type: 'line', data: placed(each.points), z: each.place === 1 ? 4 : 2,
      symbol: each.points.length < 15 && !many ? 'circle' : 'none', symbolSize: 6, animation: false, triggerLineEvent: true, emphasis: { focus: 'series' },
      lineStyle: { width: each.place === 1 ? 3 : many ? 1.2 : 2, opacity: many && each.place !== 1 ? .75 : 1, type: each.name === 'validation' ? [7, 3] : each.name === 'test' ? [2, 3] : 'solid' },
      color: each.colour !== undefined ? look.groups[each.colour] : each.place !== undefined ? rank(each.place) : chart.alike ? look.colours.training : look.colours[each.name] ?? look.soft,
    }));
    const lines = [];
    const epochs = chart.series.flatMap(each => each.points.map(point => point[0]));
    const [begin, end] = [Math.min(...epochs), Math.max(...epochs)];
    const near = chart.best && chart.converged && Math.abs(chart.best - chart.converged.epoch) < .06 * (end - begin);
    const rises = Boolean(chart.measure.rises);
    /* The name of a line stands left of it, but at the left edge and beside another line's name. */
    const line = (epoch, text, away) => lines.push({ xAxis: epoch, label: { formatter: text, position: (rises !== missing ? 'insideStart' : 'insideEnd') + ((away || epoch - begin < .06 * (end - begin)) !== missing ? 'Bottom' : 'Top') }, lineStyle: { color: look.soft, type: 'dashed' } });
    if (chart.best) line(chart.best, 'best epoch ' + figure(chart.best), near && chart.best >= chart.converged.epoch);
    if (chart.converged) line(chart.converged.epoch, 'converged, epoch ' + figure(chart.converged.epoch), near && chart.best < chart.converged.epoch);
    series[0].markLine = { silent: true, precision: 15, symbol: 'none', data: lines, label: { color: look.soft, textBorderWidth: 0 } };
    if (chart.converged) {
      const { epoch, last, least, most } = chart.converged;
      series[0].markArea = { silent: true, itemStyle: { color: look.soft, opacity: .18 }, data: [[{ coord: [epoch, height(least)] }, { coord: [last, height(most)] }]] };
    }
    if (chart.published.length) {
      series.push({ name: 'published', type: 'scatter', data: placed(chart.published), symbol: 'diamond', symbolSize: 10, color: look.purple, animation: false, z: 5 });
    }
    const names = chart.alike ? [...groups, ...(chart.published.length ? ['published'] : [])] : series.map(each => each.name);
    const { legend, more } = legendOf(look, plot, names, 60);
    return {
      more, legend, visualMap: chart.scale && ranks(chart.scale, look), grid: { left: 64, right: 24, top: 34 + more, bottom: 44 },
      tooltip: tooltip(look, items => ['epoch ' + figure(items[0].value[0]), ...nearest(plot, items).map(item => [item.color, series[item.seriesIndex].told ?? item.seriesName, shown(item.value[1])]),
        ...(items.length > MOST_TOLD ? [`and ${items.length - MOST_TOLD} more` ] : [])], { trigger: 'axis', order: 'seriesAsc' }),
      xAxis: { ...axis(look, 'epoch'), type: 'value', minInterval: 1, nameGap: 28, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: look.soft } },
        ...(begin < end ? { min: 'dataMin', max: 'dataMax' } : { min: begin - .5, max: begin + .5, interval: .5, axisLabel: labels(look, { formatter: value => value === begin ? value : '' }) }) },
      yAxis: { ...axis(look, ''), type: isLogarithmic ? 'log' : 'value', inverse: missing,
        ...(isLogarithmic ? {} : ends([...chart.series.flatMap(each => each.points), ...chart.published].map(point => point[1]).concat(rises ? [] : [0]), limits(chart))),
        axisLabel: labels(look, { formatter: isShare(chart) ? value => axisPercent(height(value)) : figure }) },
      series,
    };
  }

  /* Equal accuracies are stacked, so that every trial is seen. */
  function stacked(trials) {
    const seen = new Map();
    return trials.map(([accuracy, seed]) => {
      const key = accuracy.toFixed(6);
      seen.set(key, (seen.get(key) || 0) + 1);
      return [accuracy, seen.get(key), seed];
    });
  }

  function spread(chart, look) {
    const points = stacked(chart.trials);
    const height = Math.max(...points.map(point => point[1]));
    const others = stacked(chart.publishedTrials).map(([accuracy, row, number]) => [accuracy, row + height, number]);
    const lines = chart.published.map(value => ({ xAxis: value, name: 'published ' + percent(value), lineStyle: { color: look.purple, type: 'solid', width: 2 }, label: { color: look.purple } }));
    const areas = [];
    if (chart.mean !== undefined) {
      lines.push({ xAxis: chart.mean, name: 'mean ' + percent(chart.mean), lineStyle: { color: look.colours.training, type: 'dashed', width: 2 }, label: { color: look.colours.training, distance: [0, 20] } });
      areas.push(chart.ends.map(end => ({ xAxis: end })));
    }
    const values = [...chart.trials.map(trial => trial[0]), ...chart.publishedTrials.map(trial => trial[0]), ...chart.published];
    const [low, high] = [Math.min(...values), Math.max(...values)];
    const margin = Math.max((high - low) * .12, .002);
    return {
      legend: others.length ? { data: ['here', 'published'], right: 10, top: 0, textStyle: { color: look.ink }, itemHeight: 10, itemWidth: 14 } : undefined,
      grid: { left: 20, right: 24, top: 44, bottom: 44 },
      tooltip: tooltip(look, item => [(item.seriesName === 'published' ? 'published training ' : 'seed ') + item.value[2] + ': ' + percent(item.value[0])]),
      xAxis: { ...axis(look, 'test accuracy'), type: 'value', nameGap: 28, min: Math.max(-margin, low - margin), max: high + margin,
        axisLabel: labels(look, { showMinLabel: false, showMaxLabel: false, formatter: value => value < 0 || value > 1 ? '' : axisPercent(value) }), splitLine: { show: false } },
      yAxis: { type: 'value', show: false, min: 0, max: Math.max(3, ...[...points, ...others].map(point => point[1])) + .7 },
      series: [{ type: 'scatter', name: 'published', data: others, symbol: 'diamond', symbolSize: 11, color: look.purple, animation: false }, { type: 'scatter', name: 'here', data: points, symbolSize: 11, color: look.colours.training, animation: false, itemStyle: { opacity: .85, borderColor: look.paper, borderWidth: 1 },
        markLine: { silent: true, symbol: 'none', precision: 15, data: lines, label: { formatter: '{b}', position: 'end' } },
        markArea: { silent: true, data: areas, itemStyle: { color: look.colours.training, opacity: .1 } } }],
    };
  }

  function settings(chart, look, plot) {
    const shown = format(chart);
    const names = chart.settings.map(each => each.name);
    const wide = plot.clientWidth > 600;
    inks.font = '12px ' + look.font;
    const room = Math.min(.5 * plot.clientWidth, Math.max(...names.map(name => inks.measureText(name).width)) + 8);
    const series = ['validation', 'test'].filter(part => chart.settings.some(each => each[part])).flatMap((part, shift) => {
      const data = chart.settings.flatMap((each, row) => each[part] ? [[each[part][0], row, each[part][1], each[part][2], part]] : []);
      const apart = [0, shift === 0 ? -4 : 4];
      const bar = { type: 'custom', clip: true, name: part, data, color: look.colours[part], silent: true, animation: false, tooltip: { show: false }, encode: { x: 0, y: 1 },
        renderItem: (_, api) => {
          const [from, to] = [2, 3].map(end => api.coord([api.value(end), api.value(1)]));
          return { type: 'line', shape: { x1: from[0], y1: from[1] + apart[1], x2: to[0], y2: to[1] + apart[1] }, style: { stroke: look.colours[part], lineWidth: 2, opacity: .6 } };
        } };
      return [bar, { type: 'scatter', name: part, data, color: look.colours[part], symbol: part === 'test' ? 'diamond' : 'circle', symbolSize: 9, symbolOffset: apart, animation: false }];
    });
    const ends = chart.settings.flatMap(each => ['validation', 'test'].flatMap(part => each[part] ? each[part].slice(1) : []));
    const [low, high] = [Math.min(...ends), Math.max(...ends)];
    const margin = (high - low) * .06 || .002;
    return {
      grid: { left: wide ? room + 20 : 12, right: 24, top: 34, bottom: 44 },
      legend: { data: ['validation', 'test'], right: 10, top: 0, textStyle: { color: look.ink }, itemHeight: 10 },
      tooltip: tooltip(look, item => [names[item.value[1]], item.value[4] + ' ' + shown(item.value[0]) + (item.value[3] > item.value[2] ? ' (' + shown(item.value[2]) + ' to ' + shown(item.value[3]) + ')' : '')]),
      xAxis: { ...axis(look, chart.measure.name), type: 'value', nameGap: 28, min: low - margin, max: high + margin,
        axisLabel: labels(look, { showMinLabel: false, showMaxLabel: false, formatter: isShare(chart) ? axisPercent : figure }) },
      yAxis: { type: 'category', data: names, inverse: true, axisTick: { show: false }, axisLine: { show: false }, splitLine: { show: true, lineStyle: { color: look.line } },
        axisLabel: wide ? { color: look.ink, width: room, overflow: 'truncate' } : { color: look.soft, inside: true, verticalAlign: 'bottom', padding: [0, 0, 15, 0], fontSize: 11, z: 9 } },
      series,
    };
  }

  function scatter(chart, look) {
    const shown = format(chart);
    return {
      grid: { left: 64, right: 16, top: 20, bottom: 44 },
      tooltip: tooltip(look, item => [item.value[2], chart.y + ' ' + shown(item.value[1])]),
      xAxis: { ...axis(look, chart.x), type: chart.wide ? 'log' : 'value', scale: true, nameGap: 28, splitLine: { show: false }, axisLabel: labels(look, { formatter: figure }) },
      yAxis: { ...axis(look, ''), type: 'value', ...ends(chart.points.map(point => point[1]), limits(chart)), axisLabel: labels(look, { formatter: isShare(chart) ? axisPercent : figure }) },
      series: [{ type: 'scatter', data: chart.points, symbolSize: 9, color: look.colours.training, animation: false, itemStyle: { opacity: .7 } }],
    };
  }

  /* Lines over any quantity; a dashed line has the colour of its group; whiskers are intervals. */
  function lines(chart, look, plot, isLogarithmic) {
    const shown = format(chart);
    const colour = each => look.groups[each.colour % look.groups.length];
    const mark = chart.mark;
    const marked = mark && { silent: true, precision: 15, symbol: 'none', data: [{ [mark.level ? 'yAxis' : 'xAxis']: mark.at, name: mark.name }], lineStyle: { color: look.soft, type: 'dashed' },
      label: { formatter: '{b}', color: look.soft, position: mark.level ? 'insideStartTop' : 'end', distance: mark.level ? undefined : 3, textBorderWidth: 0 } };
    const series = chart.series.flatMap((each, number) => {
      const line = { name: each.name, told: each.label ?? each.name, type: 'line', data: each.points, symbol: each.points.length < 40 ? 'circle' : 'none', symbolSize: 6, animation: false, color: colour(each), markLine: number ? undefined : marked,
        lineStyle: { width: 2, type: each.dashed ? [6, 3] : 'solid' } };
      if (!each.ends) return [line];
      const whiskers = { name: each.name, type: 'custom', clip: true, silent: true, animation: false, color: colour(each), tooltip: { show: false }, encode: { x: 0, y: 1 },
        data: each.points.map((point, i) => [...point, ...each.ends[i]]), renderItem: (_, api) => {
          const [from, to] = [2, 3].map(end => api.coord([api.value(0), api.value(end)]));
          return { type: 'line', shape: { x1: from[0], y1: from[1], x2: to[0], y2: to[1] }, style: { stroke: colour(each), lineWidth: 2, opacity: .6 } };
        } };
      return [line, whiskers];
    });
    const values = [...chart.series.flatMap(each => [...each.points.map(point => point[1]), ...(each.ends ?? []).flat()]), ...(mark?.level ? [mark.at] : [])];
    const { legend, more } = legendOf(look, plot, [...new Set(chart.series.map(each => each.name))], 20);
    inks.font = '12px ' + look.font;
    const widths = (chart.names ?? []).map(name => inks.measureText(name).width);
    const turned = chart.names && chart.names.length * (Math.max(...widths) + 16) > plot.clientWidth - 120;
    return {
      more, legend, grid: { left: chart.names ? Math.max(96, turned ? 0 : 12 + widths[0] / 2) : 64, right: chart.names && !turned ? 12 + widths.at(-1) / 2 : 20, top: (mark && !mark.level ? 44 : 34) + more, bottom: turned ? 84 : chart.names ? 34 : 44 },
      tooltip: tooltip(look, items => [chart.names ? items[0].name : `${chart.x} ${figure(items[0].value[0])}`,
        ...items.filter(item => item.seriesType === 'line').map(item => [item.color, series[item.seriesIndex].told, item.value[1] === null ? '–' : shown(item.value[1])])], { trigger: 'axis' }),
      xAxis: chart.names ? { ...axis(look, ''), type: 'category', data: chart.names, boundaryGap: false, axisLabel: labels(look, turned ? { rotate: 35, width: 105, overflow: 'truncate', interval: 0 } : { interval: 0 }) }
        : { ...axis(look, chart.x), type: chart.wide ? 'log' : 'value', min: 'dataMin', max: 'dataMax', minInterval: chart.x === 'epoch' ? 1 : undefined, nameGap: 28, axisLine: { onZero: false, lineStyle: { color: look.soft } },
          axisLabel: labels(look, { formatter: figure }), splitLine: { show: false } },
      yAxis: { ...axis(look, chart.y ?? ''), type: isLogarithmic ? 'log' : 'value', ...(isLogarithmic ? {} : ends(isShare(chart) || chart.y ? values : [...values, 0], limits(chart))),
        axisLabel: labels(look, { formatter: isShare(chart) ? axisPercent : figure }) },
      series,
    };
  }

  /* Above: how often answers of each confidence are right. Below: how many there are of them. */
  function calibration(chart, look, plot) {
    const bins = chart.bins.filter(bin => bin.rows > 0);
    const bar = (from, to, foot, top) => (_, api) => {
      const [left, right] = [api.coord([api.value(from), api.value(top)]), api.coord([api.value(to), foot])];
      return { type: 'rect', shape: { x: left[0] + 1, y: left[1], width: right[0] - left[0] - 2, height: right[1] - left[1] }, style: { fill: api.visual('color'), opacity: api.value(5) } };
    };
    const values = opacity => bins.map(bin => [bin.from, bin.to, bin.accuracy, bin.rows, bin.confidence, opacity]);
    const both = { type: 'value', min: 0, max: 1 };
    const shares = { ...axis(look, ''), ...both, axisLabel: labels(look, { formatter: axisPercent }) };
    const { legend, more } = legendOf(look, plot, ['accuracy in the bin', 'the same at its mean confidence'], 60);
    return {
      more, legend: { ...legend, itemWidth: 12 }, grid: [{ left: 64, right: 20, top: 34 + more, height: '50%' }, { left: 64, right: 20, bottom: 44, height: '20%' }],
      tooltip: tooltip(look, item => {
        const bin = bins[item.dataIndex];
        return bin ? ['confidence ' + axisPercent(bin.from) + ' to ' + axisPercent(bin.to), bin.rows.toLocaleString('en') + ' examples', 'mean confidence ' + percent(bin.confidence), 'accuracy ' + percent(bin.accuracy)] : [];
      }),
      xAxis: [{ ...shares, gridIndex: 0, splitLine: { show: false } }, { ...shares, name: 'confidence', nameGap: 28, gridIndex: 1, splitLine: { show: false } }],
      yAxis: [{ ...shares, gridIndex: 0 }, { ...axis(look, 'examples'), nameGap: 36, type: 'log', min: .5, max: bins.every(bin => bin.rows < 10) ? 10 : undefined, gridIndex: 1, splitNumber: 3, axisLabel: labels(look, { formatter: value => value < 1 ? '' : figure(value) }) }],
      series: [
        { name: 'accuracy in the bin', type: 'custom', data: values(.45), color: look.colours.training, animation: false, renderItem: bar(0, 1, 0, 2), encode: { x: [0, 1], y: 2 } },
        { name: 'the same at its mean confidence', type: 'scatter', data: bins.map(bin => [bin.confidence, bin.accuracy]), symbol: 'diamond', symbolSize: 9, color: look.colours.test, animation: false,
          markLine: { silent: true, symbol: 'none', data: [[{ coord: [0, 0] }, { coord: [1, 1] }]], lineStyle: { color: look.soft, type: 'dashed' } } },
        { name: 'examples', type: 'custom', xAxisIndex: 1, yAxisIndex: 1, data: values(.8), color: look.soft, animation: false, renderItem: bar(0, 1, .5, 3), encode: { x: [0, 1], y: 3 } },
      ],
    };
  }

  /* One column for each epoch: the darker, the more of its values lie there. */
  function distribution(chart, look) {
    const epochs = chart.columns.map(column => column.epoch);
    const side = i => i <= 0 ? epochs[0] - ((epochs[1] ?? epochs[0] + 1) - epochs[0]) / 2 : i >= epochs.length ? epochs.at(-1) + (epochs.at(-1) - (epochs.at(-2) ?? epochs[0] - 1)) / 2 : (epochs[i - 1] + epochs[i]) / 2;
    const cells = chart.columns.flatMap(({ epoch, least, largest, counts }, i) => {
      const most = Math.max(...counts), all = counts.reduce((a, b) => a + b, 0), width = (largest - least) / counts.length;
      return counts.flatMap((count, bin) => count ? [[side(i), side(i + 1), least + bin * width, least + (bin + 1) * width, .1 + .9 * Math.sqrt(count / most), count / all, epoch]] : []);
    });
    const drawn = (_, api) => {
      const [left, right] = [api.coord([api.value(0), api.value(3)]), api.coord([api.value(1), api.value(2)])];
      return { type: 'rect', shape: { x: left[0], y: left[1], width: right[0] - left[0] + .5, height: Math.max(1.5, right[1] - left[1]) }, style: { fill: look.colours.training, opacity: api.value(4) } };
    };
    const marks = labels(look, { fontSize: 11, showMinLabel: false, showMaxLabel: false });
    return {
      grid: { left: 52, right: 8, top: 8, bottom: 26 },
      tooltip: tooltip(look, ({ value }) => ['epoch ' + value[6], figure(value[2]) + ' to ' + figure(value[3]), percent(value[5]) + ' of the values']),
      xAxis: { ...axis(look, ''), type: 'value', min: side(0), max: side(epochs.length), minInterval: 1, splitLine: { show: false }, axisLine: { onZero: false, lineStyle: { color: look.soft } }, axisLabel: { ...marks, formatter: value => Number.isInteger(value) ? value : '' } },
      yAxis: { ...axis(look, ''), type: 'value', scale: true, splitNumber: 4, axisLine: { onZero: false, lineStyle: { color: look.soft } }, axisLabel: { ...marks, formatter: figure } },
      series: [{ type: 'custom', clip: true, data: cells, renderItem: drawn, encode: { x: [0, 1], y: [2, 3] }, animation: false, progressive: 0 }],
    };
  }

  /* Curves of layers, coloured from the first to the last; the page has one legend for several, a saved drawing its own. */
  function depth(chart, look, plot) {
    const option = curves({ measure: { name: 'deviation' }, published: [], ...chart }, look, plot, true);
    option.series.forEach((each, number) => { each.color = rank(chart.series[number].place); });
    return document.documentElement.matches('.light') ? option : { ...option, more: 0, legend: undefined, grid: { ...option.grid, left: 52, top: 12 } };
  }

  /* While a page is laid out for paper, its elements still have their sizes on the screen. */
  function paper(plot) {
    if (!document.documentElement.classList.contains('print')) return {};
    if (plot.classList.contains('calibration')) return { width: 420, height: 380 };
    if (plot.closest('.three')) return { width: 205, height: plot.classList.contains('depth') ? 210 : 140 };
    if (plot.classList.contains('named')) return { width: 650, height: 290 };
    return { width: plot.closest('.charts')?.children.length > 1 ? 312 : 650, height: plot.classList.contains('spread') ? 160 : plot.classList.contains('settings') ? plot.clientHeight : 210 };
  }

  /* Many small rectangles are quicker on a canvas. */
  function draw(plot, renderer = data.charts[+plot.dataset.chart].kind === 'distribution' ? 'canvas' : 'svg') {
    const number = +plot.dataset.chart;
    const chart = data.charts[number];
    const look = theme();
    plot.style.height = chart.kind === 'settings' ? 90 + (plot.clientWidth > 600 ? 34 : 54) * chart.settings.length + 'px' : '';
    if (chart.names) plot.classList.add('named');
    const kinds = { spread, settings, scatter, calibration, distribution, depth, curves: (...given) => curves(...given, logarithmic.get(number)), lines: (...given) => lines(...given, logarithmic.get(number)) };
    const { more = 0, ...option } = kinds[chart.kind](chart, look, plot);
    drawn.get(plot)?.dispose();
    const sheet = paper(plot);
    if (more) plot.style.height = (sheet.height ?? plot.clientHeight) + more + 'px';
    const instance = echarts.init(plot, null, { renderer, ...sheet, ...(sheet.height ? { height: sheet.height + more } : {}) });
    instance.getZr().on('mousemove', event => heights.set(plot, event.offsetY));
    instance.setOption({ textStyle: { fontFamily: look.font }, ...option });
    drawn.set(plot, instance);
  }

  function chartSvg(plot) {
    draw(plot, 'svg');
    const text = drawn.get(plot).renderToSVGString();
    document.documentElement.classList.remove('light');
    draw(plot);
    return text;
  }

  function button(place, text, label, act) {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = text;
    if (label) made.setAttribute('aria-label', text + ': ' + label);
    made.addEventListener('click', event => act(event, made));
    place.append(made);
    return made;
  }

  function tools(after) {
    const made = document.createElement('div');
    made.className = 'tools';
    after.append(made);
    return made;
  }

  for (const plot of plots) {
    const number = +plot.dataset.chart;
    const chart = data.charts[number];
    logarithmic.set(number, Boolean(chart.measure?.logarithmic));
    draw(plot);
    const place = tools(plot.parentElement);
    if (chart.kind === 'curves' ? chart.measure.name === 'loss' || isShare(chart) : chart.kind === 'lines' && chart.measure?.name === 'loss') {
      const toggle = button(place, 'Logarithmic axis', chart.caption, (event, made) => {
        logarithmic.set(number, !logarithmic.get(number));
        made.setAttribute('aria-pressed', logarithmic.get(number));
        draw(plot);
      });
      toggle.setAttribute('aria-pressed', logarithmic.get(number));
    }
    saving(plot.parentElement, chart.caption, () => titled(chart.caption, () => chartSvg(plot)));
  }

  function order(table, column) {
    const key = row => row.cells[column].dataset.value ?? row.cells[column].textContent.trim();
    const number = row => { const value = parseFloat(key(row)); return Number.isNaN(value) ? Infinity : value; };
    const rows = [...table.tBodies[0].rows];
    const numeric = rows.some(row => Number.isFinite(number(row)));
    const head = table.tHead.rows[0].cells[column];
    const descending = head.getAttribute('aria-sort') === 'ascending';
    rows.sort((a, b) => (descending ? -1 : 1) * (numeric ? number(a) - number(b) || 0 : key(a).localeCompare(key(b))));
    [...table.tHead.rows[0].cells].forEach(cell => cell.removeAttribute('aria-sort'));
    head.setAttribute('aria-sort', descending ? 'descending' : 'ascending');
    table.tBodies[0].append(...rows);
  }

  for (const table of document.querySelectorAll('table.sortable')) {
    [...table.tHead.rows[0].cells].forEach((head, column) => {
      const title = head.textContent;
      head.textContent = '';
      button(head, title, '', () => order(table, column)).title = 'order by ' + title;
    });
  }

  for (const deck of document.querySelectorAll('.deck')) {
    const cards = [...deck.children];
    let shown = 0;
    deck.classList.add('alive');
    cards[0].classList.add('shown');
    if (cards.length > 1) {
      const place = document.createElement('div');
      place.className = 'tools';
      deck.after(place);
      button(place, 'Another one', '', () => {
        cards[shown].classList.remove('shown');
        shown = (shown + 1) % cards.length;
        cards[shown].classList.add('shown');
      });
    }
  }

  const frames = [...document.querySelectorAll('.scroll')];
  function widen() {
    frames.forEach(frame => frame.classList.remove('over'));
    frames.filter(frame => frame.scrollWidth > frame.clientWidth + 1).forEach(frame => frame.classList.add('over'));
  }
  widen();
  document.addEventListener('toggle', widen, true);

  const contents = document.querySelector('nav details');
  const narrow = matchMedia('(max-width: 60rem)').matches;
  if (narrow) contents.open = false;
  const listed = [...document.querySelectorAll('nav li')];
  const links = new Map(listed.map(entry => [entry.firstChild.hash.slice(1), entry.firstChild]));
  const member = entry => entry.classList.contains('level2') ? entry : member(entry.previousElementSibling);
  /* Of a long list only the sections of the member that is being read are unfolded. */
  const unfold = current => listed.length > 40 && !narrow && listed.forEach(entry => { entry.hidden = member(entry) !== member(current) && entry !== member(entry); });
  unfold(listed[0]);
  const watch = new IntersectionObserver(entries => entries.filter(entry => entry.isIntersecting).forEach(entry => {
    links.forEach(link => link.removeAttribute('aria-current'));
    const link = links.get(entry.target.id);
    link.setAttribute('aria-current', 'true');
    unfold(link.parentElement);
  }), { rootMargin: '0px 0px -80% 0px' });
  links.forEach((link, id) => watch.observe(document.getElementById(id)));

  const redraw = () => { widen(); plots.forEach(plot => draw(plot)); redrawMaps(); };
  let waiting;
  addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(redraw, 100); });
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
  /* On paper: light colours, and every section that is folded on the screen stays folded. */
  addEventListener('beforeprint', () => { document.documentElement.classList.add('print'); redraw(); });
  addEventListener('afterprint', () => { document.documentElement.classList.remove('print'); redraw(); });
