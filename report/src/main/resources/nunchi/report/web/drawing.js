/** What the page shows, as an SVG: texts, pictures, drawings, fields and their edges, below a title. */
import { solid, style, textHeights, textWidth } from './look.js';

/** @param {string} text */
export const escaped = text => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

/** @param {number} width @param {number} height @param {string} content */
export function svg(width, height, content) {
  const [across, down] = [Math.ceil(width), Math.ceil(height)];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${down}" viewBox="0 0 ${across} ${down}"`
    + ` font-family="${escaped(style('--plain').replaceAll('"', "'"))}"><rect width="100%" height="100%" fill="#ffffff"/>${content}</svg>`;
}

/**
 * A drawing below its title, which the page has beside it.
 *
 * @param {string} title
 * @param {() => string} draws an SVG
 */
export function titled(title, draws) {
  const picture = draws();
  const [width, height] = (/<svg[^>]* width="([\d.]+)" height="([\d.]+)"/.exec(picture) ?? []).slice(1).map(Number);
  const font = '600 14px ' + style('--plain');
  /** @type {string[]} */
  const lines = [];
  for (const word of title.split(/\s+/)) {
    const longer = lines.length ? lines.at(-1) + ' ' + word : word;
    if (lines.length && textWidth(longer, font) <= width - 8) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  const [top, ink] = [20 * lines.length + 8, solid(style('--ink'))];
  const written = lines.map((line, row) => `<text x="4" y="${20 * row + 18}" font-size="14" font-weight="600" fill="${ink}">${escaped(line)}</text>`);
  const widest = Math.max(width, ...lines.map(line => textWidth(line, font) + 8));
  return svg(widest, height + top, written.join('') + picture.replace('<svg ', `<svg y="${top}" `));
}

/** A text as it is broken into lines. @param {Text} node */
function brokenText(node) {
  /** @type {{ text: string, box: DOMRect }[]} */
  const lines = [];
  const range = document.createRange();
  for (const word of node.data.matchAll(/\S+/g)) {
    range.setStart(node, word.index);
    range.setEnd(node, word.index + word[0].length);
    const box = range.getBoundingClientRect();
    const last = lines.at(-1);
    if (last && Math.abs(last.box.top - box.top) < 2) last.text += ' ' + word[0];
    else if (box.height) lines.push({ text: word[0], box });
  }
  return lines;
}

/** @param {Text} node @param {CSSStyleDeclaration} look @param {DOMRect} frame */
function written(node, look, frame) {
  const size = parseFloat(look.fontSize);
  if (!size) return '';
  const { above, below } = textHeights(`${look.fontStyle} ${look.fontWeight} ${size}px ${look.fontFamily}`);
  const kind = `font-size="${size}" font-weight="${look.fontWeight}" font-style="${look.fontStyle}" fill="${solid(look.color)}"`;
  const upright = !look.writingMode.startsWith('vertical');
  return brokenText(node).map(({ text, box }) => {
    const [x, y] = upright ? [box.left, box.top + (box.height - above - below) / 2 + above] : [box.left + (box.width - above - below) / 2 + above, box.bottom];
    const [left, top] = [(x - frame.left).toFixed(2), (y - frame.top).toFixed(2)];
    const place = upright ? `x="${left}" y="${top}"` : `transform="translate(${left} ${top}) rotate(-90)"`;
    return `<text ${place} ${kind}>${escaped(text)}</text>`;
  }).join('');
}

/** The field of an element and its edges. @param {CSSStyleDeclaration} look @param {DOMRect} box @param {DOMRect} frame */
function area(look, box, frame) {
  const at = (/** @type {number} */ x, /** @type {number} */ y, /** @type {number} */ width, /** @type {number} */ height, /** @type {string} */ fill, round = 0) =>
    `<rect x="${(x - frame.left).toFixed(2)}" y="${(y - frame.top).toFixed(2)}" width="${width.toFixed(2)}" height="${height.toFixed(2)}" fill="${fill}"${round ? ` rx="${round}"` : ''}/>`;
  const fill = solid(look.backgroundColor);
  const [top, below, left] = [look.borderTopWidth, look.borderBottomWidth, look.borderLeftWidth].map(parseFloat);
  return (fill ? at(box.left, box.top, box.width, box.height, fill, parseFloat(look.borderRadius)) : '')
    + (top ? at(box.left, box.top, box.width, top, solid(look.borderTopColor)) : '')
    + (left ? at(box.left, box.top, left, box.height, solid(look.borderLeftColor)) : '')
    + (below ? at(box.left, box.bottom - below, box.width, below, solid(look.borderBottomColor)) : '');
}

/** A drawing within the page, with the colours that the style sheet gives it. @param {Element} drawing @param {DOMRect} box @param {DOMRect} frame */
function inner(drawing, box, frame) {
  const copy = /** @type {Element} */ (drawing.cloneNode(true));
  const parts = [...copy.querySelectorAll('*')];
  [...drawing.querySelectorAll('*')].forEach((part, at) => {
    const look = getComputedStyle(part);
    parts[at].setAttribute('fill', look.visibility === 'hidden' ? 'none' : solid(look.fill) || 'none');
  });
  const place = { x: box.left - frame.left, y: box.top - frame.top, width: box.width, height: box.height };
  for (const [name, value] of Object.entries(place)) copy.setAttribute(name, value.toFixed(2));
  copy.removeAttribute('class');
  return new XMLSerializer().serializeToString(copy);
}

/** @param {HTMLImageElement} image @param {DOMRect} box @param {CSSStyleDeclaration} look @param {DOMRect} frame */
function picture(image, box, look, frame) {
  return `<image x="${(box.left - frame.left).toFixed(2)}" y="${(box.top - frame.top).toFixed(2)}" width="${box.width}" height="${box.height}" preserveAspectRatio="none"`
    + ` style="image-rendering:${look.imageRendering}" href="${escaped(image.src)}"/>`;
}

/** @param {Element} node @param {DOMRect} frame @returns {string} */
function shown(node, frame) {
  const look = getComputedStyle(node);
  const box = node.getBoundingClientRect();
  if (look.display === 'none' || look.visibility === 'hidden' || !box.width || node.matches('.tools, .choices, canvas')) return '';
  if (node instanceof HTMLImageElement) return picture(node, box, look, frame);
  if (node.matches('svg')) return inner(node, box, frame);
  const parts = [...node.childNodes].map(child => child instanceof Text ? written(child, look, frame) : child instanceof Element ? shown(child, frame) : '');
  return area(look, box, frame) + parts.join('');
}

/** @param {Element} node */
export function elementSvg(node) {
  const frame = node.getBoundingClientRect();
  return svg(frame.width, frame.height, shown(node, frame));
}
