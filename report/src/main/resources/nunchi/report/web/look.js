/** Colours and letters as the style sheet has them at the moment: light or dark, on the screen, on paper or in a saved file. */

/**
 * @typedef {object} Theme
 * @property {string} ink
 * @property {string} soft
 * @property {string} line
 * @property {string} paper
 * @property {Record<string, string>} parts of the data, by name
 * @property {string} purple of what others published
 * @property {string[]} palette
 * @property {string} font
 */

/** Without quotation marks, which the charts' library would put into attributes. */
const FONT = 'system-ui, Segoe UI, Roboto, Liberation Sans, sans-serif';

const page = document.documentElement;

/** While the page is laid out for paper. */
export const isPrinting = () => page.classList.contains('print');

/** While a figure is drawn for a file: it is meant for paper, whatever the screen's colours are. */
export const isSaving = () => page.classList.contains('light');

export const isDark = () => !isPrinting() && !isSaving() && matchMedia('(prefers-color-scheme: dark)').matches;

/**
 * @template T
 * @param {() => T} act
 * @returns {T}
 */
export function inLight(act) {
  page.classList.add('light');
  try {
    return act();
  } finally {
    page.classList.remove('light');
  }
}

/** @param {boolean} on */
export const setPrinting = on => page.classList.toggle('print', on);

/** A value of the style sheet. @param {string} name */
export const style = name => getComputedStyle(page).getPropertyValue(name).trim();

/** @returns {Theme} */
export function theme() {
  return { ink: style('--ink'), soft: style('--soft'), line: style('--line'), paper: style('--paper'),
    parts: { training: style('--blue'), validation: style('--green'), test: style('--orange') }, purple: style('--purple'),
    palette: ['--blue', '--orange', '--green', '--purple', '--ink', '--soft', '--gold', '--rose'].map(style), font: FONT };
}

const pen = /** @type {CanvasRenderingContext2D} */ (document.createElement('canvas').getContext('2d', { willReadFrequently: true }));

/**
 * How wide a text is, in pixels.
 *
 * @param {string} text
 * @param {string} font
 */
export function textWidth(text, font) {
  pen.font = font;
  return pen.measureText(text).width;
}

/** How far letters of a font reach above and below their line. @param {string} font */
export function textHeights(font) {
  pen.font = font;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = pen.measureText('x');
  return { above, below };
}

/**
 * A name cut to a width, with a sign that it is cut.
 *
 * @param {string} name
 * @param {number} room
 * @param {string} font
 */
export function shortened(name, room, font) {
  let letters = [...name];
  while (letters.length > 1 && textWidth(letters.join(''), font) > room) letters = [...letters.slice(0, -2), '…'];
  return letters.join('');
}

/** Any colour of a style sheet as programs that draw know it; nothing where it cannot be seen. @param {string} colour */
export function solid(colour) {
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red, green, blue, alpha] = pen.getImageData(0, 0, 1, 1).data;
  if (alpha === 0) return '';
  const hex = '#' + [red, green, blue].map(each => each.toString(16).padStart(2, '0')).join('');
  return alpha === 255 ? hex : hex + alpha.toString(16).padStart(2, '0');
}

/** The colour of a place among many, 0 for the first or worst to 1 for the last or best. @param {number} place */
export const rank = place => `hsl(${215 - 195 * place}, 70%, 48%)`;

const LIGHT = ['#0067a3', '#d98a00', '#00795a', '#c2568f', '#3fa3dd', '#c2410a', '#7a1f50', '#7d7d1a', '#3d2b9b', '#6d6d6d'];
const DARK = ['#4aa3df', '#f0b030', '#2fc497', '#e79cc8', '#a5dcfb', '#f5793a', '#d8688f', '#c9c95e', '#9f92f5', '#b5b5b5'];

/**
 * The colour of a group on a map.
 *
 * @param {number} group -1 for none
 * @param {number} groups how many there are
 */
export function groupColour(group, groups) {
  const palette = isDark() ? DARK : LIGHT;
  if (group < 0) return isDark() ? '#7f8a96' : '#89929b';
  if (groups <= palette.length && group < palette.length) return palette[group];
  return solid(`hsl(${Math.round(360 * group / groups)} ${group % 2 ? 75 : 50}% ${[45, 60, 52][group % 3]}%)`);
}
