/* Figures saved as SVG and PNG, tables as CSV. Joined to report.js. */
  const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

  /* Any colour of a style sheet as programs that draw know it; nothing where it cannot be seen. */
  function solid(colour) {
    inks.clearRect(0, 0, 1, 1);
    inks.fillStyle = colour;
    inks.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = inks.getImageData(0, 0, 1, 1).data;
    if (alpha === 0) return '';
    const hex = '#' + [red, green, blue].map(each => each.toString(16).padStart(2, '0')).join('');
    return alpha === 255 ? hex : hex + alpha.toString(16).padStart(2, '0');
  }

  const svg = (width, height, content) => `<svg xmlns="http://www.w3.org/2000/svg" width="${Math.ceil(width)}" height="${Math.ceil(height)}" viewBox="0 0 ${Math.ceil(width)} ${Math.ceil(height)}"`
    + ` font-family="${escaped(style('--plain').replaceAll('"', "'"))}"><rect width="100%" height="100%" fill="#ffffff"/>${content}</svg>`;

  /* A drawing below its title, which the page has beside it. */
  function titled(title, draws) {
    const ink = solid(style('--ink'));
    const picture = draws();
    const [width, height] = /<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(picture).slice(1).map(Number);
    inks.font = '600 14px ' + style('--plain');
    const lines = [];
    for (const word of title.split(/\s+/)) {
      const longer = lines.length ? lines.at(-1) + ' ' + word : word;
      if (lines.length && inks.measureText(longer).width <= width - 8) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    const top = 20 * lines.length + 8;
    const written = lines.map((line, row) => `<text x="4" y="${20 * row + 18}" font-size="14" font-weight="600" fill="${ink}">${escaped(line)}</text>`);
    return svg(Math.max(width, ...lines.map(line => inks.measureText(line).width + 8)), height + top, written.join('') + picture.replace('<svg ', `<svg y="${top}" `));
  }

  /* A text as it is broken into lines. */
  function brokenText(node) {
    const found = [];
    const range = document.createRange();
    for (const word of node.data.matchAll(/\S+/g)) {
      range.setStart(node, word.index);
      range.setEnd(node, word.index + word[0].length);
      const box = range.getBoundingClientRect();
      const last = found.at(-1);
      if (last && Math.abs(last.box.top - box.top) < 2) last.text += ' ' + word[0];
      else if (box.height) found.push({ text: word[0], box });
    }
    return found;
  }

  function written(node, look, frame) {
    const size = parseFloat(look.fontSize);
    if (!size) return '';
    inks.font = `${look.fontStyle} ${look.fontWeight} ${size}px ${look.fontFamily}`;
    const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = inks.measureText('x');
    const kind = `font-size="${size}" font-weight="${look.fontWeight}" font-style="${look.fontStyle}" fill="${solid(look.color)}"`;
    const upright = !look.writingMode.startsWith('vertical');
    return brokenText(node).map(({ text, box }) => {
      const [x, y] = upright ? [box.left, box.top + (box.height - above - below) / 2 + above] : [box.left + (box.width - above - below) / 2 + above, box.bottom];
      const place = upright ? `x="${(x - frame.left).toFixed(2)}" y="${(y - frame.top).toFixed(2)}"` : `transform="translate(${(x - frame.left).toFixed(2)} ${(y - frame.top).toFixed(2)}) rotate(-90)"`;
      return `<text ${place} ${kind}>${escaped(text)}</text>`;
    }).join('');
  }

  function area(look, box, frame) {
    const at = (x, y, width, height, fill, round) => `<rect x="${(x - frame.left).toFixed(2)}" y="${(y - frame.top).toFixed(2)}" width="${width.toFixed(2)}" height="${height.toFixed(2)}" fill="${fill}"${round}/>`;
    const fill = solid(look.backgroundColor);
    const top = parseFloat(look.borderTopWidth), below = parseFloat(look.borderBottomWidth), left = parseFloat(look.borderLeftWidth);
    return (fill ? at(box.left, box.top, box.width, box.height, fill, parseFloat(look.borderRadius) ? ` rx="${parseFloat(look.borderRadius)}"` : '') : '')
      + (top ? at(box.left, box.top, box.width, top, solid(look.borderTopColor), '') : '')
      + (left ? at(box.left, box.top, left, box.height, solid(look.borderLeftColor), '') : '')
      + (below ? at(box.left, box.bottom - below, box.width, below, solid(look.borderBottomColor), '') : '');
  }

  /* A drawing within the page, with the colours that the style sheet gives it. */
  function inner(drawing, box, frame) {
    const copy = drawing.cloneNode(true);
    const parts = [...copy.querySelectorAll('*')];
    [...drawing.querySelectorAll('*')].forEach((part, at) => {
      const look = getComputedStyle(part);
      parts[at].setAttribute('fill', look.visibility === 'hidden' ? 'none' : solid(look.fill) || 'none');
    });
    for (const [name, value] of [['x', box.left - frame.left], ['y', box.top - frame.top], ['width', box.width], ['height', box.height]]) copy.setAttribute(name, value.toFixed(2));
    copy.removeAttribute('class');
    return new XMLSerializer().serializeToString(copy);
  }

  /* What the page shows of an element: texts, pictures, drawings, fields and their edges. */
  function shown(node, frame) {
    const look = getComputedStyle(node);
    const box = node.getBoundingClientRect();
    if (look.display === 'none' || look.visibility === 'hidden' || !box.width || node.matches('.tools, .choices, canvas')) return '';
    if (node.matches('img')) {
      return `<image x="${(box.left - frame.left).toFixed(2)}" y="${(box.top - frame.top).toFixed(2)}" width="${box.width}" height="${box.height}" preserveAspectRatio="none" style="image-rendering:${look.imageRendering}" href="${escaped(node.src)}"/>`;
    }
    if (node.matches('svg')) return inner(node, box, frame);
    const parts = [...node.childNodes].map(child => child.nodeType === Node.TEXT_NODE ? written(child, look, frame) : child.nodeType === Node.ELEMENT_NODE ? shown(child, frame) : '');
    return area(look, box, frame) + parts.join('');
  }

  function elementSvg(node) {
    const frame = node.getBoundingClientRect();
    return svg(frame.width, frame.height, shown(node, frame));
  }

  /* A saved figure is meant for paper, whatever the screen's colours are. */
  function inLight(act) {
    document.documentElement.classList.add('light');
    try {
      return act();
    } finally {
      document.documentElement.classList.remove('light');
    }
  }

  function download(name, ending, blob) {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(blob);
    link.download = ([...name.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '-')].slice(0, 60).join('').replace(/^-|-$/g, '') || 'figure') + ending;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  }

  const MOST_PIXELS = 12000;
  function raster(name, text) {
    const image = new Image();
    image.onload = () => {
      const scale = Math.min(3, MOST_PIXELS / Math.max(image.width, image.height));
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width * scale, image.height * scale];
      const pen = canvas.getContext('2d');
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, canvas.width, canvas.height);
      pen.imageSmoothingEnabled = false;
      pen.drawImage(image, 0, 0, canvas.width, canvas.height);
      canvas.toBlob(blob => download(name, '.png', blob));
    };
    image.src = 'data:image/svg+xml;charset=utf-8,' + encodeURIComponent(text);
  }

  /* Without the signs that XML cannot hold. */
  const drawing = picture => inLight(picture).replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '');

  /* The tools of a figure, below it; picture() gives its SVG, named() the name of its file. */
  function saving(frame, name, picture, named = () => name) {
    const place = frame.querySelector(':scope > .tools') ?? tools(frame);
    button(place, 'Save as SVG', name, () => download(named(), '.svg', new Blob([drawing(picture)], { type: 'image/svg+xml' })));
    button(place, 'Save as PNG', name, () => raster(named(), drawing(picture)));
  }

  /* A text that a spreadsheet would run as a formula begins with an apostrophe; a number does not, and a missing value is an empty cell. */
  function csv(table) {
    const cell = each => {
      const text = (each.dataset.value ?? each.textContent).replaceAll('\u00a0', ' ').trim();
      const safe = text === '–' ? '' : /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text) ? "'" + text : text;
      return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
    };
    return [...table.rows].map(row => [...row.cells].map(cell).join(',')).join('\r\n') + '\r\n';
  }

  for (const figure of document.querySelectorAll('figure.network, figure.gallery')) {
    saving(figure, figure.querySelector(':scope > figcaption').textContent, () => elementSvg(figure));
  }
  for (const frame of document.querySelectorAll('.table')) {
    const table = frame.querySelector('table');
    const name = table.caption.textContent;
    button(tools(frame), 'Save as CSV', name, () => download(name, '.csv', new Blob([csv(table)], { type: 'text/csv;charset=utf-8' })));
    if (table.matches('.confusion')) saving(frame, name, () => elementSvg(table));
  }
