/* Points by class beside the clusters of two methods, whose settings sliders step through. Joined to report.js. */
  const NOISE = 255;
  const METHODS = { kmeans: 'k-means', dbscan: 'DBSCAN' };
  const TURNS = { k: 'kmeans', epsilon: 'dbscan', minPoints: 'dbscan' };

  /* A cluster takes the colour of the class with which it shares most points, the largest share first. */
  function likeClasses(labels, classes) {
    const shares = new Map();
    labels.forEach((label, row) => {
      const pair = label * 256 + (classes[row] ?? 0);
      if (label !== NOISE) shares.set(pair, (shares.get(pair) || 0) + 1);
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

  function groupings(box) {
    const values = data.clusterings[+box.dataset.groupings];
    const [known, ...found] = maps.filter(map => box.contains(map.box));
    const curves = [...box.nextElementSibling.querySelectorAll('[data-chart]')];
    known.told = 'class';
    known.colours = Math.max(1, known.colours);
    const views = new Map(Object.keys(METHODS).map((method, number) => [method, Object.assign(found[number], { told: METHODS[method], none: 'noise', colours: known.colours })]));
    const shown = {};

    const sliders = [...box.querySelectorAll('[data-turns]')].map(input => {
      const key = input.dataset.turns;
      const steps = [...new Set(values[TURNS[key]].settings.map(each => each[key]))].sort((a, b) => a - b);
      input.max = steps.length - 1;
      input.disabled = steps.length < 2;
      input.addEventListener('input', () => turn(TURNS[key]));
      return { input, key, steps, told: input.nextElementSibling };
    });
    const of = method => sliders.filter(each => TURNS[each.key] === method);

    function turn(method) {
      const number = values[method].settings.findIndex(setting => of(method).every(each => setting[each.key] === each.steps[+each.input.value]));
      if (number >= 0) show(method, number);
    }

    function show(method, number) {
      const before = shown[method];
      const setting = values[method].settings[number];
      const map = views.get(method);
      shown[method] = number;
      of(method).forEach(each => {
        each.input.value = each.steps.indexOf(setting[each.key]);
        each.told.textContent = figure(setting[each.key]);
        each.input.setAttribute('aria-valuetext', each.told.textContent);
      });
      map.called = `${map.chart.caption}, ${of(method).map(each => each.key + ' ' + each.told.textContent).join(', ')}`;
      map.box.closest('figure').querySelector('figcaption').textContent = setting.words;
      const labels = Uint8Array.from(atob(setting.labels), letter => letter.charCodeAt(0));
      const places = likeClasses(labels, known.groups);
      const names = [];
      places.forEach((group, label) => { names[group] = String(label); });
      regroup(map, names, Array.from(labels, label => places.get(label) ?? -1));
      if (before !== undefined) follow(method, setting);
    }

    /* The marks in the curves stand at what the sliders show. */
    function follow(method, setting) {
      for (const plot of curves) {
        const chart = data.charts[+plot.dataset.chart];
        const key = chart.mark.level || chart.x === 'epsilon' ? 'epsilon' : 'k';
        if (TURNS[key] !== method) continue;
        chart.mark.at = setting[key];
        chart.mark.name = shown[method] === values[method].taken ? chart.mark.taken : 'shown';
        draw(plot);
      }
    }

    curves.forEach(plot => { const { mark } = data.charts[+plot.dataset.chart]; mark.taken = mark.name; });
    for (const [method, map] of views) {
      const place = map.box.closest('figure').querySelector('.tools');
      button(place, 'Without classes', METHODS[method], () => show(method, values[method].taken)).title = method === 'kmeans' ? 'k with the largest silhouette' : 'epsilon at the knee';
      if (values[method].best !== undefined) button(place, 'Best ARI', METHODS[method], () => show(method, values[method].best)).title = 'the largest ARI of all settings tried';
      show(method, values[method].taken);
    }
  }

  document.querySelectorAll('[data-groupings]').forEach(groupings);
