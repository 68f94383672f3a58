/* Maps of rows: points by group; a row is shown in all maps of a box at once, by pointer or by keys. Joined to report.js. */
  const LIGHT = ['#0067a3', '#d98a00', '#00795a', '#c2568f', '#3fa3dd', '#c2410a', '#7a1f50', '#7d7d1a', '#3d2b9b', '#6d6d6d'];
  const DARK = ['#4aa3df', '#f0b030', '#2fc497', '#e79cc8', '#a5dcfb', '#f5793a', '#d8688f', '#c9c95e', '#9f92f5', '#b5b5b5'];
  const MARGIN = 12;
  const MOST_NAMED = 24;
  const NAME = 12;
  const isDark = () => !document.documentElement.matches('.print, .light') && matchMedia('(prefers-color-scheme: dark)').matches;

  function groupColour(group, count) {
    const palette = isDark() ? DARK : LIGHT;
    if (group < 0) return isDark() ? '#7f8a96' : '#89929b';
    return count <= palette.length && group < palette.length ? palette[group] : solid(`hsl(${Math.round(360 * group / count)} ${group % 2 ? 75 : 50}% ${[45, 60, 52][group % 3]}%)`);
  }

  const median = values => values.sort((a, b) => a - b)[values.length >> 1];

  /* The names of the groups stand amid their points, so that no reader needs the colours; of more than MOST_NAMED, once fewer are shown. */
  function middles(places, groups, count) {
    const rows = Array.from({ length: count }, () => []);
    groups.forEach((group, row) => rows[group]?.push(row));
    return rows.map(each => each.length ? [0, 1].map(way => median(each.map(row => places[2 * row + way]))) : null);
  }

  function read(box) {
    const chart = data.maps[+box.dataset.map];
    const bytes = Uint8Array.from(atob(chart.places), letter => letter.charCodeAt(0));
    const places = new Uint16Array(bytes.buffer);
    const { names, groups } = data.groupings[chart.grouping] ?? { names: [], groups: [] };
    const [canvas, ring] = [document.createElement('canvas'), element('i', 'ring', '')];
    canvas.setAttribute('aria-hidden', 'true');
    box.append(canvas, ring);
    return { box, chart, places, names, groups, canvas, ring, colours: names.length, none: chart.rest, count: places.length / 2, hidden: new Set(), middles: middles(places, groups, names.length), stale: true, near: false };
  }

  /* The square within which the points lie, and where in it a row is. */
  function square(map, size) {
    const foot = map.chart.axes.length === 2 ? 50 : MARGIN;
    return { left: foot, top: MARGIN, side: size - foot - MARGIN };
  }
  function place(map, row, { left, top, side }) {
    return [left + side * map.places[2 * row] / 65535, top + side * (1 - map.places[2 * row + 1] / 65535)];
  }

  const width = map => map.size ||= map.box.clientWidth;

  function ticks(low, extent) {
    const step = roundStep(extent / 4);
    const first = Math.ceil(low / step);
    return Array.from({ length: Math.max(0, Math.floor((low + extent) / step) - first + 1) }, (_, number) => (first + number) * step);
  }

  function paintAxes(map, pen, frame) {
    const { left, top, side } = frame;
    const foot = top + side + 6;
    const soft = style('--soft');
    pen.line(left - 6, top, left - 6, foot, soft);
    pen.line(left - 6, foot, left + side, foot, soft);
    const { low, extent, axes } = map.chart;
    for (const value of ticks(low[0], extent)) pen.text(left + side * (value - low[0]) / extent, foot + 11, figure(value), { size: 11, colour: soft });
    for (const value of ticks(low[1], extent)) pen.text(left - 11, top + side * (1 - (value - low[1]) / extent), figure(value), { size: 11, colour: soft, align: 'end' });
    pen.text(left + side / 2, foot + 29, axes[0], { size: 11.5, colour: soft });
    pen.text(9, top + side / 2, axes[1], { size: 11.5, colour: soft, turned: true });
  }

  function shortened(name, room) {
    let letters = [...name];
    while (letters.length > 1 && inks.measureText(letters.join('')).width > room) letters = [...letters.slice(0, -2), '…'];
    return letters.join('');
  }

  /* A name moves up or down where another one stands, by no more than three lines; it is left to the legend where that does not help. */
  function named(map, frame) {
    const placed = [];
    if (map.names.filter((_, group) => !map.hidden.has(group)).length > MOST_NAMED) return placed;
    inks.font = `600 ${NAME}px ${style('--plain')}`;
    map.middles.forEach((middle, group) => {
      if (!middle || map.hidden.has(group)) return;
      const name = shortened(map.names[group], frame.side / 2);
      const half = inks.measureText(name).width / 2;
      const [x, middleY] = [Math.max(frame.left + half, Math.min(frame.left + frame.side - half, frame.left + frame.side * middle[0] / 65535)), frame.top + frame.side * (1 - middle[1] / 65535)];
      const y = [0, 1, -1, 2, -2, 3, -3].map(lines => middleY + lines * (NAME + 1)).find(at => placed.every(other => Math.abs(other.y - at) > NAME || Math.abs(other.x - x) > other.half + half + 3));
      if (y !== undefined) placed.push({ x, y, half, name });
    });
    return placed;
  }

  /* The one picture of a map, for the screen, for paper and for a file. */
  function paint(map, pen, size) {
    const frame = square(map, size);
    const radius = map.count > 20000 ? .8 : map.count > 5000 ? 1.1 : map.count > 1000 ? 1.6 : 2.4;
    const colours = new Map([-1, ...map.names.keys(), 0].map(group => [group, groupColour(group, map.colours)]));
    for (let row = 0; row < map.count; row++) {
      const group = map.groups[row] ?? 0;
      if (!map.hidden.has(group)) pen.dot(...place(map, row, frame), group < 0 ? Math.max(1.6, radius) : radius, colours.get(group), group < 0);
    }
    if (map.chart.axes.length === 2) paintAxes(map, pen, frame);
    for (const { x, y, name } of named(map, frame)) pen.text(x, y, name, { size: NAME, weight: 600, colour: style('--ink'), halo: style('--paper'), within: size });
  }

  function mapSvg(map) {
    const size = map.box.clientWidth;
    const pen = svgPen();
    paint(map, pen, size);
    return svg(size, size, pen.parts.join(''));
  }

  function drawMap(map) {
    const printing = document.documentElement.classList.contains('print');
    map.stale = !map.near && !printing;
    map.size = printing ? 300 : map.stale ? 0 : map.box.clientWidth;
    if (map.stale) return;
    paint(map, canvasPen(map.canvas, map.size, printing ? 3 : Math.min(2, devicePixelRatio || 1)), map.size);
  }

  /* A short address: the style would have to be read anew with the whole sheet in it for every thumbnail. */
  function sheet(rows) {
    const bytes = Uint8Array.from(atob(rows.image.split(',')[1]), letter => letter.charCodeAt(0));
    return URL.createObjectURL(new Blob([bytes], { type: 'image/png' }));
  }

  function thumbnail(rows, row) {
    rows.address ??= sheet(rows);
    const image = document.createElement('b');
    const zoom = Math.max(1, Math.round(84 / rows.height));
    const [width, height] = [rows.width * zoom, rows.height * zoom];
    Object.assign(image.style, { width: width + 'px', height: height + 'px', backgroundImage: `url(${rows.address})`, backgroundSize: `${width * rows.across}px auto`,
      backgroundPosition: `${-(row % rows.across) * width}px ${-Math.floor(row / rows.across) * height}px` });
    return image;
  }

  /* Buttons that hide and show the groups of some maps. */
  function legend(box, maps, changed) {
    const { names, groups, colours, none } = maps[0];
    if (names.length === 0 && !groups.includes(-1)) return;
    if (names.length > 200) {
      box.append(element('span', 'note', `${names.length} groups; a legend has at most 200`));
      return;
    }
    const numbers = [...names.keys()].filter(number => names[number] !== undefined).sort((a, b) => names[a] - names[b] || a - b);
    if (groups.includes(-1)) numbers.push(-1);
    const hidden = maps[0].hidden;
    maps.forEach(map => { map.hidden = hidden; });
    const entries = numbers.map(number => {
      const name = names[number] ?? none;
      const made = button(box, name, '', event => { toggle(event.shiftKey, number); });
      made.prepend(document.createElement('i'));
      made.title = `hide or show ${name}; twice, or with Shift: ${name} alone`;
      made.addEventListener('dblclick', () => toggle(true, number));
      return made;
    });
    function toggle(alone, number) {
      const others = numbers.filter(each => each !== number);
      const only = !hidden.has(number) && others.every(each => hidden.has(each));
      if (alone) {
        hidden.clear();
        if (!only) others.forEach(each => hidden.add(each));
      } else if (!hidden.delete(number)) hidden.add(number);
      changed(maps);
      colour();
    }
    function colour() {
      entries.forEach((entry, at) => {
        entry.firstChild.style.background = groupColour(numbers[at], colours);
        entry.firstChild.className = numbers[at] < 0 ? 'none' : '';
        entry.setAttribute('aria-pressed', !hidden.has(numbers[at]));
      });
    }
    colour();
    return colour;
  }

  const card = element('div', 'pointed', '');
  card.hidden = true;
  document.body.append(card);
  addEventListener('scroll', () => { card.hidden = true; }, { passive: true });

  /* Maps of the same rows. */
  function together(maps) {
    const rows = data.rows[maps[0].chart.rows] ?? {};
    const status = element('p', 'spoken', '');
    status.setAttribute('role', 'status');
    maps[0].box.closest('figure').before(status);
    let shown = -1;
    const isSeen = row => maps.some(map => !map.hidden.has(map.groups[row] ?? 0));
    function groups(row) {
      const grouped = [...new Map(maps.filter(map => map.groups.length).map(map => [map.groups, map])).values()];
      return grouped.map(map => (grouped.length > 1 ? (map.told ?? map.chart.caption) + ': ' : '') + (map.names[map.groups[row]] ?? map.none)).join(', ');
    }

    /* Reads before it writes: the page is laid out once, however many maps there are. */
    function mark(row) {
      shown = row;
      const places = row < 0 ? [] : maps.map(each => place(each, row, square(each, width(each))));
      maps.forEach((each, number) => {
        each.ring.style.display = row < 0 ? 'none' : 'block';
        if (row >= 0) [each.ring.style.left, each.ring.style.top] = places[number].map(value => value + 'px');
      });
    }

    function show(map, row, at) {
      if (row !== shown) mark(row);
      card.hidden = row < 0;
      if (row < 0) return;
      const named = groups(row);
      card.textContent = `${named && named + ', '}${rows.part ? rows.part + ' ' : ''}row ${rows.numbers?.[row] ?? row}`;
      status.textContent = at ? '' : card.textContent;
      if (row < rows.sheet?.count) card.prepend(thumbnail(rows.sheet, row));
      const box = map.box.getBoundingClientRect();
      const [x, y] = at ?? place(map, row, square(map, width(map))).map((value, way) => value + (way ? box.top : box.left));
      card.style.left = Math.max(8, Math.min(innerWidth - card.offsetWidth - 8, x + 16)) + 'px';
      card.style.top = Math.max(8, Math.min(innerHeight - card.offsetHeight - 8, y + 16)) + 'px';
    }

    function nearest(map, x, y) {
      const frame = square(map, width(map));
      let [best, least] = [-1, 144];
      for (let row = 0; row < map.count; row++) {
        if (map.hidden.has(map.groups[row] ?? 0)) continue;
        const [px, py] = place(map, row, frame);
        const distance = (px - x) ** 2 + (py - y) ** 2;
        if (distance < least) [best, least] = [row, distance];
      }
      return best;
    }

    /* From row to row, and with up and down to rows of another group. */
    function step(map, key) {
      const by = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
      const other = key === 'ArrowUp' || key === 'ArrowDown';
      if (key === 'Home' || key === 'End') shown = -1;
      const from = shown < 0 ? (by > 0 && key !== 'End' ? -1 : map.count) : shown;
      const way = key === 'End' ? -1 : by;
      for (let row = from + way; row >= 0 && row < map.count; row += way) {
        if (isSeen(row) && !(other && shown >= 0 && map.groups[row] === map.groups[shown])) return row;
      }
      return shown;
    }

    for (const map of maps) {
      const point = event => { const box = map.box.getBoundingClientRect(); show(map, nearest(map, event.clientX - box.left, event.clientY - box.top), [event.clientX, event.clientY]); };
      map.box.addEventListener('pointermove', point);
      map.box.addEventListener('pointerdown', point);
      map.box.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') show(map, -1); });
      map.box.addEventListener('blur', () => show(map, -1));
      map.box.addEventListener('keydown', event => {
        if (event.key === 'Escape') show(map, -1);
        if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
        event.preventDefault();
        show(map, step(map, event.key));
      });
      map.box.tabIndex = 0;
      map.box.setAttribute('role', 'application');
      map.box.setAttribute('aria-label', map.box.getAttribute('aria-label') + ' Left and right go from point to point, up and down to a point of another group.');
    }
  }

  function linked(maps) {
    const boxes = Map.groupBy(maps, map => map.box.closest('.maps') ?? map.box.closest('.charts') ?? map.box);
    return [...boxes.values()].flatMap(inside => [...Map.groupBy(inside, map => map.count).values()]);
  }

  const maps = [...document.querySelectorAll('[data-map]')].map(read);
  linked(maps).forEach(together);
  const legends = new Map();
  function listGroups(own, within) {
    own.replaceChildren();
    legends.set(own, legend(own, within, changed => changed.forEach(drawMap)));
  }
  for (const [box, within] of Map.groupBy(maps, map => map.box.closest('figure').querySelector('.legend') ?? map.box.closest('.maps')?.querySelector(':scope > .legend') ?? map.box.closest('figure'))) {
    const own = box.matches('.legend') ? box : element('div', 'legend', '');
    if (own !== box) box.prepend(own);
    listGroups(own, within);
  }
  const redrawMaps = () => { maps.forEach(drawMap); legends.forEach(colour => colour?.()); };

  /* Other groups of the same points. */
  function regroup(map, names, groups) {
    Object.assign(map, { names, groups, middles: middles(map.places, groups, names.length), hidden: new Set() });
    listGroups(map.box.closest('figure').querySelector('.legend'), [map]);
    drawMap(map);
  }
  const nearby = new IntersectionObserver(entries => entries.forEach(entry => {
    const map = maps.find(each => each.box === entry.target);
    map.near = entry.isIntersecting;
    if (map.near && map.stale) drawMap(map);
  }), { rootMargin: '800px' });
  maps.forEach(map => {
    nearby.observe(map.box);
    saving(map.box.closest('figure'), map.chart.caption, () => titled(map.called ?? map.chart.caption, () => mapSvg(map)), () => map.called ?? map.chart.caption);
  });
