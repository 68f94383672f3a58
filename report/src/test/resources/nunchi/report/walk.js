/* Hovers over every chart and map, presses every control, and gives what happened as JSON. */
(async () => {
  const tips = new Set(), saved = [];
  const pause = () => new Promise(resolve => setTimeout(resolve, 5));
  const blobs = new Map();
  URL.createObjectURL = blob => { const address = 'blob:' + blobs.size; blobs.set(address, blob); return address; };
  URL.revokeObjectURL = () => {};
  HTMLAnchorElement.prototype.click = function () { saved.push([this.download, blobs.get(this.href)]); };
  const note = () => document.querySelectorAll('.plot div, .tip, .pointed').forEach(each => { if (each.textContent) tips.add(each.textContent); });
  const pointers = (node, names) => {
    const box = node.getBoundingClientRect();
    for (let x = .04; x < 1; x += .23) for (let y = .04; y < 1; y += .23) {
      const at = { clientX: box.left + x * box.width, clientY: box.top + y * box.height, bubbles: true, pointerType: 'mouse' };
      names.forEach(name => node.dispatchEvent(name.startsWith('pointer') ? new PointerEvent(name, at) : new MouseEvent(name, at)));
      note();
    }
  };
  async function hover() {
    for (const plot of document.querySelectorAll('[data-chart]')) {
      const chart = echarts.getInstanceByDom(plot);
      pointers(plot.firstElementChild, ['mousemove']);
      chart.getOption().series.forEach((series, seriesIndex) => (series.data ?? []).slice(0, 12).forEach((_, dataIndex) => {
        chart.dispatchAction({ type: 'showTip', seriesIndex, dataIndex });
        note();
      }));
    }
    document.querySelectorAll('[data-map]').forEach(map => pointers(map, ['pointermove']));
    document.querySelectorAll('[data-pair]').forEach(figure => { figure.dispatchEvent(new Event('focus')); note(); });
    await pause();
  }
  const press = control => {
    if (control.matches('select')) [...control.options].forEach(option => { control.value = option.value; control.dispatchEvent(new Event('change')); });
    else if (control.matches('input')) for (let value = 0; value <= +control.max; value++) { control.value = value; control.dispatchEvent(new Event('input')); }
    else control.matches('a') ? control.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true })) : control.click();
  };
  try {
    document.querySelectorAll('details').forEach(each => { each.open = true; });
    const frames = [...document.querySelectorAll('.scroll')].filter(frame => frame.clientWidth);
    window.hiddenCaptions = frames.filter(frame => frame.querySelector('caption > span').getBoundingClientRect().width > frame.clientWidth + 1).map(frame => frame.ariaLabel);
    window.crowded = frames.filter(frame => frame.querySelector('tbody th').getBoundingClientRect().width > .6 * frame.clientWidth && frame.scrollWidth > frame.clientWidth + 1).map(frame => frame.ariaLabel);
    const lines = text => { const range = document.createRange(); range.selectNodeContents(text); return new Set([...range.getClientRects()].map(box => Math.round(box.top))).size; };
    window.brokenNames = [...document.querySelectorAll('.confusion thead th.number > span')].filter(name => !/\s/.test(name.textContent) && lines(name) > 1).map(name => name.textContent);
    await hover();
    for (const control of document.querySelectorAll('button, select, input, td a')) press(control);
    await hover();
    dispatchEvent(new Event('beforeprint'));
    dispatchEvent(new Event('afterprint'));
    await new Promise(resolve => setTimeout(resolve, 200));
    const files = [], drawings = [];
    for (const [name, blob] of saved) {
      files.push([name, name.endsWith('.png') ? '' : await blob.text()]);
      if (!name.endsWith('.svg')) continue;
      const drawing = new DOMParser().parseFromString(files.at(-1)[1], 'image/svg+xml');
      if (drawing.querySelector('parsererror, script, foreignObject') || [...drawing.querySelectorAll('*')].some(each => [...each.attributes].some(held => held.name.startsWith('on')))) failed.push('unsafe drawing ' + name);
      drawings.push([name, drawing.documentElement.textContent]);
    }
    Object.assign(window, { files, drawings });
  } catch (failure) {
    failed.push(String(failure.stack));
  }
  return JSON.stringify({ ran, failed, tips: [...tips], charts: document.querySelectorAll('[data-chart]').length, maps: document.querySelectorAll('[data-map]').length,
    saved: saved.length, files: window.files ?? [], drawings: window.drawings ?? [], hiddenCaptions: window.hiddenCaptions, crowded: window.crowded, brokenNames: window.brokenNames, wide: document.documentElement.scrollWidth > innerWidth });
})();
