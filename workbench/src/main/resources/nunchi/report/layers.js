/* Maps of rows: points by class, one row pointed at and shown in all of them. */
(() => {
  const light = ['#0067a3', '#d98a00', '#00795a', '#c2568f', '#3fa3dd', '#c2410a', '#7a1f50', '#7d7d1a', '#3d2b9b', '#6d6d6d'];
  const dark = ['#4aa3df', '#f0b030', '#2fc497', '#e79cc8', '#a5dcfb', '#f5793a', '#d8688f', '#c9c95e', '#9f92f5', '#b5b5b5'];
  const data = JSON.parse(document.getElementById('charts').textContent);
  const style = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const decode = text => new Uint16Array(Uint8Array.from(atob(text), letter => letter.charCodeAt(0)).buffer);
  const printing = () => document.documentElement.classList.contains('print');
  const colours = () => !printing() && matchMedia('(prefers-color-scheme: dark)').matches ? dark : light;
  const PAD = 12;

  function median(values) {
    return values.sort((a, b) => a - b)[values.length >> 1];
  }

  /* The names of the classes stand amid their points, so that no reader needs the colours. */
  function middles(places, labels, count) {
    return Array.from({ length: count }, (_, group) => {
      const rows = [...labels.keys()].filter(row => labels[row] === group);
      return rows.length ? [0, 1].map(axis => median(rows.map(row => places[2 * row + axis]))) : null;
    });
  }

  function begin(box) {
    const values = data[+box.dataset.maps];
    const labels = Int32Array.from(values.labels);
    const classes = values.classes;
    const maps = [...box.querySelectorAll('canvas')].map(canvas => {
      const places = decode(values.places[+canvas.dataset.places]);
      const ring = document.createElement('i');
      ring.className = 'ring';
      canvas.after(ring);
      return { canvas, ring, places, middles: middles(places, labels, classes.length) };
    });
    let chosen = -1;
    const card = document.createElement('div');
    card.className = 'pointed';
    card.hidden = true;
    document.body.append(card);

    const at = (map, row, size) => [0, 1].map(axis => {
      const share = map.places[2 * row + axis] / 65535;
      return PAD + (axis ? 1 - share : share) * (size - 2 * PAD);
    });

    function draw(map) {
      const size = printing() ? 300 : map.canvas.parentElement.clientWidth;
      const scale = printing() ? 3 : Math.min(2, devicePixelRatio || 1);
      map.size = size;
      map.canvas.width = map.canvas.height = size * scale;
      const pen = map.canvas.getContext('2d');
      pen.scale(scale, scale);
      const palette = colours();
      const count = labels.length || map.places.length / 2;
      const radius = count > 5000 ? 1.1 : count > 1000 ? 1.6 : 2.4;
      for (let row = 0; row < count; row++) {
        const group = labels.length ? labels[row] : 0;
        const [x, y] = at(map, row, size);
        pen.globalAlpha = chosen < 0 || chosen === group ? .75 : .07;
        pen.fillStyle = palette[group % palette.length];
        pen.beginPath();
        pen.arc(x, y, radius, 0, 7);
        pen.fill();
      }
      name(map, pen, size);
    }

    function name(map, pen, size) {
      pen.globalAlpha = 1;
      pen.font = '600 12px ' + style('--plain');
      pen.textAlign = 'center';
      pen.textBaseline = 'middle';
      pen.lineJoin = 'round';
      pen.lineWidth = 3.5;
      pen.strokeStyle = style('--paper');
      pen.fillStyle = style('--ink');
      map.middles.forEach((middle, group) => {
        if (!middle || chosen >= 0 && chosen !== group) return;
        const [x, y] = [0, 1].map(axis => PAD + (axis ? 1 - middle[1] / 65535 : middle[0] / 65535) * (size - 2 * PAD));
        const half = pen.measureText(classes[group]).width / 2 + 2;
        const inside = Math.max(half, Math.min(size - half, x));
        pen.strokeText(classes[group], inside, y);
        pen.fillText(classes[group], inside, y);
      });
    }

    function nearest(map, x, y) {
      let best = -1;
      let least = 144;
      for (let row = 0; row < map.places.length / 2; row++) {
        if (chosen >= 0 && labels[row] !== chosen) continue;
        const [px, py] = at(map, row, map.size);
        const distance = (px - x) ** 2 + (py - y) ** 2;
        if (distance < least) [best, least] = [row, distance];
      }
      return best;
    }

    function show(row, event) {
      maps.forEach(map => {
        map.ring.style.display = row < 0 ? 'none' : 'block';
        if (row >= 0) [map.ring.style.left, map.ring.style.top] = at(map, row, map.size).map(value => value + 'px');
      });
      card.hidden = row < 0;
      if (row < 0) return;
      card.textContent = (labels.length ? classes[labels[row]] + ', ' : '') + values.part + ' row ' + values.rowNumbers[row];
      if (values.sprite) card.prepend(picture(row));
      card.style.left = Math.min(innerWidth - card.offsetWidth - 8, event.clientX + 16) + 'px';
      card.style.top = Math.min(innerHeight - card.offsetHeight - 8, event.clientY + 16) + 'px';
    }

    function picture(row) {
      const image = document.createElement('b');
      const zoom = Math.max(1, Math.round(84 / values.height));
      const [width, height] = [values.width * zoom, values.height * zoom];
      const lines = Math.ceil(values.rowNumbers.length / values.across);
      Object.assign(image.style, { width: width + 'px', height: height + 'px', backgroundImage: 'url(' + values.sprite + ')',
        backgroundSize: width * values.across + 'px ' + height * lines + 'px',
        backgroundPosition: -(row % values.across) * width + 'px ' + -Math.floor(row / values.across) * height + 'px' });
      return image;
    }

    const legend = box.querySelector('.legend');
    const entries = classes.map((each, group) => {
      const made = document.createElement('button');
      made.type = 'button';
      made.append(document.createElement('i'), each);
      made.setAttribute('aria-pressed', 'false');
      made.title = 'show ' + each + ' alone';
      made.addEventListener('click', () => {
        chosen = chosen === group ? -1 : group;
        entries.forEach((entry, other) => entry.setAttribute('aria-pressed', chosen === other));
        all();
      });
      legend.append(made);
      return made;
    });

    function all() {
      entries.forEach((entry, group) => { entry.firstChild.style.background = colours()[group % colours().length]; });
      maps.forEach(draw);
      show(-1);
    }

    maps.forEach(map => {
      const point = event => show(nearest(map, event.offsetX, event.offsetY), event);
      map.canvas.addEventListener('pointermove', point);
      map.canvas.addEventListener('pointerdown', point);
      map.canvas.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') show(-1); });
      const place = document.createElement('div');
      place.className = 'tools';
      const save = document.createElement('button');
      save.type = 'button';
      save.textContent = 'Save as PNG';
      save.addEventListener('click', () => {
        const link = document.createElement('a');
        link.href = map.canvas.toDataURL('image/png');
        link.download = map.canvas.closest('figure').querySelector('figcaption').textContent.toLowerCase().replace(/[^a-z0-9]+/g, '-') + '.png';
        link.click();
      });
      place.append(save);
      map.canvas.closest('figure').append(place);
    });
    all();
    let waiting;
    addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(all, 100); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', all);
    addEventListener('beforeprint', all);
    addEventListener('afterprint', all);
  }

  document.querySelectorAll('[data-maps]').forEach(begin);
})();
