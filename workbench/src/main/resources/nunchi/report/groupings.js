/* Points by class beside the clusters of two methods, whose settings sliders step through. */
  function groupings(box) {
    const values = data[+box.dataset.groupings];
    const bytes = text => Uint8Array.from(atob(text), letter => letter.charCodeAt(0));
    const places = new Uint16Array(bytes(values.places).buffer);
    const count = places.length / 2;
    const classes = bytes(values.labels);
    const shown = { kmeans: values.kmeans.taken, dbscan: values.dbscan.taken };
    const NOISE = 255, PAD = 12;
    const printing = () => document.documentElement.classList.contains('print');

    /* A cluster takes the colour of the class with which it shares most points, the largest share first. */
    function colours(labels) {
      const shares = new Map();
      labels.forEach((label, row) => {
        if (label !== NOISE) shares.set(label * 256 + (classes[row] ?? 0), (shares.get(label * 256 + (classes[row] ?? 0)) || 0) + 1);
      });
      const found = new Map(), used = new Set();
      [...shares].sort((a, b) => b[1] - a[1]).forEach(([pair]) => {
        const [label, group] = [pair >> 8, pair & 255];
        if (classes.length && !found.has(label) && !used.has(group)) { found.set(label, group); used.add(group); }
      });
      let next = 0;
      [...new Set(labels)].filter(label => label !== NOISE && !found.has(label)).sort((a, b) => a - b).forEach(label => {
        while (used.has(next)) next++;
        found.set(label, next);
        used.add(next);
      });
      return found;
    }

    function paint(canvas, labels, colour) {
      const size = printing() ? 220 : canvas.parentElement.clientWidth;
      const scale = printing() ? 3 : Math.min(2, devicePixelRatio || 1);
      canvas.width = canvas.height = size * scale;
      const pen = canvas.getContext('2d');
      pen.scale(scale, scale);
      const most = Math.max(0, ...colour.values()) + 1;
      const radius = count > 5000 ? 1.1 : count > 1000 ? 1.6 : 2.4;
      for (let row = 0; row < count; row++) {
        const x = PAD + places[2 * row] / 65535 * (size - 2 * PAD), y = PAD + (1 - places[2 * row + 1] / 65535) * (size - 2 * PAD);
        const noise = labels[row] === NOISE;
        pen.globalAlpha = noise ? .9 : .8;
        pen.beginPath();
        if (noise) {
          pen.strokeStyle = style('--soft');
          pen.lineWidth = 1;
          [[-1, -1], [-1, 1]].forEach(([dx, dy]) => { pen.moveTo(x + 2.2 * dx, y + 2.2 * dy); pen.lineTo(x - 2.2 * dx, y - 2.2 * dy); });
          pen.stroke();
        } else {
          pen.fillStyle = hue(colour.get(labels[row]) ?? 0, most);
          pen.arc(x, y, radius, 0, 7);
          pen.fill();
        }
      }
    }

    function drawAll() {
      for (const canvas of box.querySelectorAll('canvas')) {
        const by = canvas.dataset.by;
        if (by === 'labels') {
          paint(canvas, classes.length ? classes : new Uint8Array(count), new Map([...new Set(classes.length ? classes : [0])].map(each => [each, each])));
          continue;
        }
        const setting = values[by].settings[shown[by]];
        const labels = bytes(setting.labels);
        paint(canvas, labels, colours(labels));
        canvas.setAttribute('aria-label', setting.words);
        canvas.closest('figure').querySelector('figcaption').textContent = setting.words;
      }
    }

    const turns = { k: 'kmeans', epsilon: 'dbscan', minPoints: 'dbscan' };
    const sliders = [...box.querySelectorAll('[data-turns]')].map(input => {
      const key = input.dataset.turns;
      const steps = [...new Set(values[turns[key]].settings.map(each => each[key]))].sort((a, b) => a - b);
      input.max = steps.length - 1;
      input.disabled = steps.length < 2;
      input.addEventListener('input', () => turn(turns[key]));
      return { input, key, steps, told: input.nextElementSibling };
    });
    const of = method => sliders.filter(each => turns[each.key] === method);

    function turn(method) {
      shown[method] = values[method].settings.findIndex(setting => of(method).every(each => setting[each.key] === each.steps[+each.input.value]));
      tell();
    }

    function show(method, number) {
      shown[method] = number;
      of(method).forEach(each => { each.input.value = each.steps.indexOf(values[method].settings[number][each.key]); });
      tell();
    }

    function tell() {
      sliders.forEach(each => {
        each.told.textContent = figure(each.steps[+each.input.value]);
        each.input.setAttribute('aria-valuetext', each.told.textContent);
      });
      drawAll();
    }

    for (const method of ['kmeans', 'dbscan']) {
      const place = tools(box.querySelector(`[data-by="${method}"]`).closest('figure'));
      button(place, 'Without classes', '', () => show(method, values[method].taken)).title = method === 'kmeans' ? 'k with the largest silhouette' : 'epsilon at the knee';
      if (values[method].best >= 0) button(place, 'Best ARI', '', () => show(method, values[method].best)).title = 'the largest ARI of all settings tried';
    }
    box.querySelectorAll('canvas').forEach(canvas => {
      const place = canvas.closest('figure').querySelector('.tools') ?? tools(canvas.closest('figure'));
      button(place, 'Save as PNG', '', () => download(canvas.getAttribute('aria-label'), '.png', canvas.toDataURL('image/png')));
    });
    show('kmeans', shown.kmeans);
    show('dbscan', shown.dbscan);
    let waiting;
    addEventListener('resize', () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 100); });
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', drawAll);
    addEventListener('beforeprint', drawAll);
    addEventListener('afterprint', drawAll);
  }

  document.querySelectorAll('[data-groupings]').forEach(groupings);
