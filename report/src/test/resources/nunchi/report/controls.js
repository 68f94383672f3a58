/* Works the controls of a page as a reader does, and gives as JSON what each brought about. */
(async () => {
  const pause = milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds));
  const blobs = new Map(), saved = [];
  URL.createObjectURL = blob => { const address = 'blob:' + blobs.size; blobs.set(address, blob); return address; };
  URL.revokeObjectURL = () => {};
  HTMLAnchorElement.prototype.click = function () { saved.push({ name: this.download, blob: blobs.get(this.href) }); };
  const one = (selector, within = document) => within.querySelector(selector);
  const every = (selector, within = document) => [...within.querySelectorAll(selector)];
  const named = (text, within = document) => every('button', within).find(each => each.textContent === text);
  const texts = plot => every('svg text', plot).map(each => each.textContent);

  /* A column in the order of a first and of a second press on its title. */
  function sorted() {
    const table = one('table.sortable');
    if (!table) return [];
    return [...table.tHead.rows[0].cells].map((head, column) => [1, 2].map(() => {
      head.querySelector('button').click();
      return [...table.tBodies[0].rows].map(row => row.cells[column].dataset.value ?? row.cells[column].textContent);
    }));
  }

  function filtered() {
    const box = one('.answers');
    if (!box) return null;
    const [order, truth] = every('select', box);
    const shown = () => every('[data-pair]', box).filter(each => !each.hidden);
    const all = shown().length;
    order.value = 'row';
    order.dispatchEvent(new Event('change'));
    const rows = shown().map(each => +each.dataset.row);
    truth.value = truth.options[1].value;
    truth.dispatchEvent(new Event('change'));
    return { all, rows, wanted: truth.value, left: shown().map(each => each.dataset.true), told: one('.choices [role=status]', box).textContent };
  }

  function cell() {
    const link = one('table.confusion td a');
    if (!link) return null;
    link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    const opened = { heading: one('.cell h4').textContent, pictures: every('.cell [data-pair]').length };
    named('Close', one('.cell')).click();
    return { ...opened, after: every('.cell [data-pair]').length };
  }

  function pointed() {
    const boxes = every('[data-map]');
    if (!boxes.length) return null;
    const rings = () => boxes.map(box => one('.ring', box).style.display);
    boxes[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'Home', bubbles: true, cancelable: true }));
    const byKey = { rings: rings(), card: one('.pointed').textContent, place: one('.ring', boxes[0]).style.left };
    const frame = boxes[0].getBoundingClientRect();
    const ring = one('.ring', boxes[0]);
    boxes[0].dispatchEvent(new PointerEvent('pointermove', { clientX: frame.left + parseFloat(ring.style.left) + 2, clientY: frame.top + parseFloat(ring.style.top), bubbles: true, pointerType: 'mouse' }));
    const byPointer = { rings: rings(), hidden: one('.pointed').hidden };
    boxes[0].dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    return { byKey, byPointer, after: rings(), hidden: one('.pointed').hidden };
  }

  /* Hides a group by the legend, and shows another one alone. */
  function grouped() {
    const entries = every('.legend button');
    if (entries.length < 2) return null;
    const pressed = () => every('.legend button').slice(0, entries.length).map(each => each.getAttribute('aria-pressed'));
    entries[0].click();
    const hidden = pressed();
    entries[1].dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    const alone = pressed();
    entries[1].dispatchEvent(new MouseEvent('click', { shiftKey: true, bubbles: true }));
    return { hidden, alone, after: pressed() };
  }

  const slid = () => every('input[type=range]').map(input => {
    const figure = input.closest('figure');
    const steps = [];
    for (let value = 0; value <= +input.max; value++) {
      input.value = value;
      input.dispatchEvent(new Event('input'));
      steps.push({ told: input.parentElement.querySelector('output').textContent, words: one('figcaption', figure).textContent, legend: every('.legend button', figure).length });
    }
    return { turns: input.dataset.turns, steps };
  });

  async function charted() {
    const charts = [];
    for (const plot of every('[data-chart]')) {
      const toggle = named('Logarithmic axis', plot.closest('figure'));
      const before = texts(plot);
      toggle?.click();
      charts.push({ kind: plot.className.split(' ')[1], texts: before, drawn: every('svg path, canvas', plot).length, toggled: toggle ? texts(plot).join() !== before.join() : null });
      toggle?.click();
    }
    return charts;
  }

  async function files() {
    every('button').filter(each => each.textContent.startsWith('Save as')).forEach(each => each.click());
    for (let waited = 0; waited < 400 && saved.filter(each => each.name.endsWith('.png')).length < every('button').filter(each => each.textContent === 'Save as PNG').length; waited++) await pause(50);
    return Promise.all(saved.map(async ({ name, blob }) => {
      if (!name.endsWith('.png')) return { name, text: (await blob.text()).slice(0, 300) };
      const picture = await createImageBitmap(blob);
      return { name, width: picture.width, height: picture.height };
    }));
  }

  try {
    return JSON.stringify({ charts: await charted(), sorted: sorted(), filtered: filtered(), cell: cell(), pointed: pointed(), grouped: grouped(), slid: slid(), files: await files(), failed });
  } catch (failure) {
    return JSON.stringify({ failed: [...failed, String(failure.stack)] });
  }
})();
