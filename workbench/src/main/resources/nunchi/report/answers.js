/* The pictures of answers: ordered, filtered, reached from the confusion matrix. Joined to report.js. */
  /* One of many is a stop of the tab key; the arrow keys go on from there. */
  function rove(items) {
    if (!items.length) return;
    let stop = items[0];
  items.forEach(item => { item.tabIndex = item === stop ? 0 : -1; });
    const middle = item => { const box = item.getBoundingClientRect(); return [box.left + box.width / 2, box.top + box.height / 2]; };
    function next(from, right, down) {
      const [x, y] = middle(from);
      const ahead = items.filter(item => item.offsetParent && item !== from).map(item => [item, ...middle(item)]).map(([item, left, top]) => right
        ? { item, along: (left - x) * right, aside: Math.abs(top - y) } : { item, along: (top - y) * down, aside: Math.abs(left - x) }).filter(each => each.along > 1);
      return ahead.sort((a, b) => a.along + 3 * a.aside - b.along - 3 * b.aside)[0]?.item;
    }
    items.forEach(item => item.addEventListener('focus', () => {
    stop.tabIndex = -1;
    stop = item;
    stop.tabIndex = 0;
  }));
  const keys = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
    items.forEach(item => item.addEventListener('keydown', event => {
      const goal = keys[event.key] && !event.ctrlKey && !event.altKey && !event.metaKey && next(item, ...keys[event.key]);
      if (!goal) return;
      event.preventDefault();
      item.tabIndex = -1;
      goal.tabIndex = 0;
      goal.focus();
    }));
  }

  const tip = document.createElement('div');
  tip.className = 'tip probabilities';
  tip.id = 'tip';
  tip.setAttribute('role', 'tooltip');
  function element(name, kind, text) {
    const made = document.createElement(name);
    made.className = kind;
    made.textContent = text;
    return made;
  }

  function tell(figure) {
    const list = document.createElement('ul');
    for (const [name, share] of JSON.parse(figure.dataset.said)) {
      const line = document.createElement('li');
      const bar = element('span', 'bar', '');
      bar.style.setProperty('--share', share);
      line.append(element('span', 'name', name), bar, element('span', 'number', (100 * share).toFixed(1) + ' %'));
      list.append(line);
    }
    tip.replaceChildren(element('p', '', 'row ' + figure.dataset.row), list);
    document.body.append(tip);
    const box = figure.getBoundingClientRect();
    const above = box.bottom + tip.offsetHeight + 8 > innerHeight;
    tip.style.left = Math.max(8, Math.min(innerWidth - tip.offsetWidth - 8, box.left + box.width / 2 - tip.offsetWidth / 2)) + 'px';
    tip.style.top = (above ? box.top - tip.offsetHeight - 6 : box.bottom + 6) + 'px';
    figure.setAttribute('aria-describedby', 'tip');
  }

  function alive(figures) {
    for (const figure of figures) {
      for (const begin of ['mouseenter', 'focus']) figure.addEventListener(begin, () => tell(figure));
      for (const end of ['mouseleave', 'blur']) figure.addEventListener(end, () => { tip.remove(); figure.removeAttribute('aria-describedby'); });
    }
    rove(figures);
  }
  addEventListener('scroll', () => tip.remove(), { passive: true });
  addEventListener('keydown', event => { if (event.key === 'Escape') tip.remove(); });

  function choice(place, title, options) {
    const label = element('label', '', title);
    const select = document.createElement('select');
    options.forEach(([value, text]) => select.append(new Option(text, value)));
    label.append(select);
    place.append(label);
    return select;
  }

  const FEW = 98;
  for (const gallery of document.querySelectorAll('.answers')) {
    const names = JSON.parse(gallery.dataset.classes);
    const figures = [...gallery.querySelectorAll('figure[data-pair]')];
    if (figures.length < 2) { alive(figures); continue; }
    const grid = figures[0].parentElement;
    const place = element('div', 'choices', '');
    gallery.prepend(place);
    const classes = key => [...new Set(figures.map(each => +each.dataset[key]))].sort((a, b) => a - b).map(each => [each, names[each]]);
    const order = choice(place, 'Order by', [['', 'confidence'], ['row', 'row'], ['true', 'true class'], ['pred', 'predicted class']]);
    const truth = choice(place, 'True', [['', 'any'], ...classes('true')]);
    const prediction = choice(place, 'Predicted', [['', 'any'], ...classes('pred')]);
    const count = element('span', 'note', '');
    count.setAttribute('role', 'status');
    place.append(count);
    const paper = element('p', 'note paper', '');
    gallery.append(paper);
    const more = button(tools(gallery), '', '', () => { all = true; show(); });
    let all = false;
    function show() {
      const wanted = figures.filter(each => (!truth.value || each.dataset.true === truth.value) && (!prediction.value || each.dataset.pred === prediction.value));
      figures.forEach(each => { each.hidden = true; });
      wanted.slice(0, all ? Infinity : FEW).forEach(each => { each.hidden = false; });
      more.hidden = all || wanted.length <= FEW;
      more.textContent = 'Show all ' + wanted.length.toLocaleString('en');
      paper.textContent = all || wanted.length <= FEW ? '' : 'The first ' + FEW + ' of ' + wanted.length.toLocaleString('en') + ' are printed.';
      count.textContent = wanted.length === figures.length ? '' : wanted.length + ' of ' + figures.length.toLocaleString('en');
    }
    const ranked = [...figures];
    order.addEventListener('change', () => {
      figures.sort((a, b) => (order.value ? a.dataset[order.value] - b.dataset[order.value] : 0) || ranked.indexOf(a) - ranked.indexOf(b));
      grid.append(...figures);
      show();
    });
    [truth, prediction].forEach(each => each.addEventListener('change', show));
    alive(figures);
    show();
  }
  document.querySelectorAll('details .pictures').forEach(each => alive([...each.querySelectorAll('figure[data-pair]')]));

  for (const table of document.querySelectorAll('table.confusion:not(.heat)')) {
    const links = [...table.querySelectorAll('td a')];
    if (!links.length) continue;
    const panel = element('div', 'cell', '');
    panel.setAttribute('aria-live', 'polite');
    table.closest('.table').after(panel);
    links.forEach(link => link.addEventListener('click', event => {
      event.preventDefault();
      links.forEach(each => each.removeAttribute('aria-current'));
      link.setAttribute('aria-current', 'true');
      const found = [...document.querySelectorAll('figure[data-pair="' + CSS.escape(link.hash.slice(1)) + '"]')].filter(each => !each.closest('.cell'));
      const copies = found.map(each => { const copy = each.cloneNode(true); copy.removeAttribute('id'); copy.hidden = false; return copy; });
      const [number, ...pair] = link.getAttribute('aria-label').split(', ');
      const right = found[0].dataset.true === found[0].dataset.pred;
      const rest = +number.replaceAll(',', '') > found.length ? ', of which the ' + found.length + (right ? ' least' : ' most') + ' confident are shown' : '';
      const grid = element('div', 'pictures', '');
      grid.append(...copies);
      panel.replaceChildren(element('h4', '', pair.join(', ') + ': ' + number + (number === '1' ? ' image' : ' images') + rest), grid);
      button(tools(panel), 'Close', '', () => { panel.replaceChildren(); link.removeAttribute('aria-current'); link.focus(); });
      alive(copies);
      panel.scrollIntoView({ block: 'nearest' });
    }));
    rove(links);
  }
