/** Tensors as pictures and tables: red above 0, blue below, with the chosen element and what it is made of. */
import { element } from './dom.js';
import { figure } from './numbers.js';

const SIDE = 260;
const LARGEST_CELL = 22;
const LONG = 40;
const EXCERPT = 5;
const MOST_BOXES = 128;
const PALE = 90;

/**
 * How a tensor lies in the plane: tiles beside each other, one for each place on the other axes.
 *
 * @typedef {{ shape: number[], others: number[], tiles: number, across: number, rows: number, columns: number, row: number, column: number }} Layout
 */

/** @param {number[]} shape @param {boolean} kernel whether rows and columns are the first axes @returns {Layout} */
export function layout(shape, kernel) {
  const isImage = shape.length === 4 && (kernel || shape[1] > 1);
  const [row, column] = isImage ? kernel ? [0, 1] : [1, 2] : [shape.length - 2, shape.length - 1];
  const others = shape.map((_, axis) => axis).filter(axis => axis !== row && axis !== column);
  const tiles = others.reduce((product, axis) => product * shape[axis], 1);
  const [rows, columns] = [shape[row] ?? 1, shape[column] ?? 1];
  const isLong = rows === 1 && columns > LONG;
  const width = isLong ? Math.ceil(Math.sqrt(columns)) : columns;
  return { shape, others, tiles, across: Math.ceil(Math.sqrt(tiles)), rows: isLong ? Math.ceil(columns / width) : rows, columns: width, row, column };
}

/** @param {number[]} shape @param {number[]} at */
const flat = (shape, at) => shape.reduce((index, extent, axis) => index * extent + at[axis], 0);

/** The place of an element on each axis. @param {number[]} shape @param {number} index */
export function places(shape, index) {
  const at = [];
  for (let axis = shape.length - 1, rest = index; axis >= 0; axis--) {
    at[axis] = rest % shape[axis];
    rest = Math.floor(rest / shape[axis]);
  }
  return at;
}

/** The element of a cell; -1 where there is none. @param {Layout} laid @param {number} tile @param {number} row @param {number} column */
function indexAt(laid, tile, row, column) {
  const at = laid.shape.map(() => 0);
  for (let i = laid.others.length - 1, rest = tile; i >= 0; i--) {
    at[laid.others[i]] = rest % laid.shape[laid.others[i]];
    rest = Math.floor(rest / laid.shape[laid.others[i]]);
  }
  const isWrapped = laid.columns !== (laid.shape[laid.column] ?? 1);
  const along = isWrapped ? row * laid.columns + column : column;
  if (along >= (laid.shape[laid.column] ?? 1)) return -1;
  if (laid.row >= 0) at[laid.row] = isWrapped ? 0 : row;
  if (laid.column >= 0) at[laid.column] = along;
  return flat(laid.shape, at);
}

/** The cell of an element. @param {Layout} laid @param {number[]} at @returns {[number, number, number]} tile, row and column */
function cellOf(laid, at) {
  const tile = laid.others.reduce((index, axis) => index * laid.shape[axis] + at[axis], 0);
  const [row, column] = [at[laid.row] ?? 0, at[laid.column] ?? 0];
  const isWrapped = laid.columns !== (laid.shape[laid.column] ?? 1);
  return isWrapped ? [tile, Math.floor(column / laid.columns), column % laid.columns] : [tile, row, column];
}

/** The element that lies in a direction of another; it itself at the edge. @param {Layout} laid @param {number} index @param {string} key @returns {number | null} null for another key */
export function moved(laid, index, key) {
  const [tile, row, column] = cellOf(laid, places(laid.shape, index));
  const to = {
    ArrowLeft: [tile, row, column - 1], ArrowRight: [tile, row, column + 1], ArrowUp: [tile, row - 1, column], ArrowDown: [tile, row + 1, column],
    PageUp: [tile - 1, row, column], PageDown: [tile + 1, row, column], Home: [tile, row, 0], End: [tile, row, laid.columns - 1],
  }[key];
  if (!to) return null;
  const inside = to[0] >= 0 && to[0] < laid.tiles && to[1] >= 0 && to[1] < laid.rows && to[2] >= 0 && to[2] < laid.columns;
  const found = inside ? indexAt(laid, to[0], to[1], to[2]) : -1;
  return found < 0 ? index : found;
}

/** @param {number} share between -1 and 1 @returns {[number, number, number, number]} */
const shade = share => share > 0 ? [225, 60, 40, Math.round(255 * share)] : [50, 110, 235, Math.round(-255 * share)];

/** @param {Layout} laid */
const extents = laid => ({ width: laid.across * (laid.columns + 1) - 1, height: Math.ceil(laid.tiles / laid.across) * (laid.rows + 1) - 1 });

/** @param {Float32Array} values @param {Layout} laid @param {number} largest in size */
function drawn(values, laid, largest) {
  const { width, height } = extents(laid);
  const canvas = Object.assign(document.createElement('canvas'), { width, height, className: 'pixels' });
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext('2d'));
  const image = pen.createImageData(width, height);
  for (let tile = 0; tile < laid.tiles; tile++) {
    for (let row = 0; row < laid.rows; row++) {
      for (let column = 0; column < laid.columns; column++) {
        const index = indexAt(laid, tile, row, column);
        const pixel = (Math.floor(tile / laid.across) * (laid.rows + 1) + row) * width + tile % laid.across * (laid.columns + 1) + column;
        if (index >= 0) image.data.set(largest > 0 ? shade(values[index] / largest) : [0, 0, 0, 0], 4 * pixel);
      }
    }
  }
  pen.putImageData(image, 0, 0);
  canvas.setAttribute('aria-hidden', 'true');
  return canvas;
}

/** @param {Layout} laid @param {number} tile @param {[number, number]} row first and last @param {[number, number]} column @param {string} kind */
function box(laid, tile, [top, bottom], [left, right], kind) {
  const { width, height } = extents(laid);
  const [x, y] = [tile % laid.across * (laid.columns + 1), Math.floor(tile / laid.across) * (laid.rows + 1)];
  const made = element('i', kind, '');
  Object.assign(made.style, { left: 100 * (x + left) / width + '%', top: 100 * (y + top) / height + '%',
    width: 100 * (right - left + 1) / width + '%', height: 100 * (bottom - top + 1) / height + '%' });
  return made;
}

/** Boxes around all elements from one place to another. @param {Layout} laid @param {number[]} from @param {number[]} to */
function reach(laid, from, to) {
  const boxes = [];
  for (let tile = 0; tile < laid.tiles && boxes.length < MOST_BOXES; tile++) {
    const at = places(laid.shape, indexAt(laid, tile, 0, 0));
    if (laid.others.some(axis => at[axis] < from[axis] || at[axis] > to[axis])) continue;
    const [first, last] = [cellOf(laid, at.map((place, axis) => laid.others.includes(axis) ? place : from[axis])),
      cellOf(laid, at.map((place, axis) => laid.others.includes(axis) ? place : to[axis]))];
    const isBroken = last[2] < first[2] || laid.columns !== (laid.shape[laid.column] ?? 1) && last[1] > first[1];
    boxes.push(box(laid, tile, [first[1], last[1]], isBroken ? [0, laid.columns - 1] : [first[2], last[2]], 'reach'));
  }
  return boxes;
}

/**
 * A few numbers as a table, around a place.
 *
 * @param {Float32Array} values @param {Layout} laid @param {number[]} at @param {(index: number) => boolean} marked @param {number} largest
 */
function excerpt(values, laid, at, marked, largest) {
  const [tile, row, column] = cellOf(laid, at);
  const begin = (/** @type {number} */ middle, /** @type {number} */ extent) => Math.max(0, Math.min(middle - Math.floor(EXCERPT / 2), extent - EXCERPT));
  const [top, left] = [begin(row, laid.rows), begin(column, laid.columns)];
  const table = document.createElement('table');
  table.className = 'excerpt';
  for (let y = top; y < Math.min(laid.rows, top + EXCERPT); y++) {
    const line = table.insertRow();
    for (let x = left; x < Math.min(laid.columns, left + EXCERPT); x++) {
      const index = indexAt(laid, tile, y, x);
      const cell = line.insertCell();
      if (index < 0) continue;
      cell.textContent = short(values[index]);
      const [red, green, blue, strength] = shade(largest > 0 ? values[index] / largest : 0);
      cell.style.background = `rgb(${red} ${green} ${blue} / ${strength / 255 * PALE / 255})`;
      if (marked(index)) cell.className = 'marked';
    }
  }
  return table;
}

/** @param {number} value */
const short = value => Math.abs(value) >= 1e-3 && Math.abs(value) < 1e4 ? String(+value.toPrecision(3)).replace('-', '−') : figure(value).replace('-', '−');

/**
 * A figure of a tensor.
 *
 * @param {HTMLElement} caption
 * @param {Float32Array} values
 * @param {Layout} laid
 * @returns {{ figure: HTMLElement, stack: HTMLElement, mark: (chosen: number | null, from: number[], to: number[]) => void, at: (event: MouseEvent) => number }}
 */
export function tensor(caption, values, laid) {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const [made, stack, numbers] = [element('figure', 'tensor', ''), element('div', 'stack', ''), element('div', '', '')];
  const canvas = drawn(values, laid, largest);
  const { width, height } = extents(laid);
  stack.style.width = Math.max(8, width * Math.min(LARGEST_CELL, SIDE / width, SIDE / height)) + 'px';
  stack.append(canvas);
  made.append(caption, stack, element('figcaption', '', `from ${short(Math.min(...range(values)))} to ${short(Math.max(...range(values)))}`), numbers);
  return { figure: made, stack,
    mark(chosen, from, to) {
      stack.querySelectorAll('i').forEach(each => each.remove());
      const at = chosen === null ? from.length ? from.map((place, axis) => Math.floor((place + to[axis]) / 2)) : laid.shape.map(() => 0) : places(laid.shape, chosen);
      if (chosen === null && from.length) stack.append(...reach(laid, from, to));
      const [tile, row, column] = cellOf(laid, at);
      if (chosen !== null) stack.append(box(laid, tile, [row, row], [column, column], 'chosen'));
      const isMarked = (/** @type {number} */ index) => chosen === null
        ? from.length > 0 && places(laid.shape, index).every((place, axis) => place >= from[axis] && place <= to[axis]) : index === chosen;
      numbers.replaceChildren(excerpt(values, laid, at, isMarked, largest));
    },
    at(event) {
      const frame = canvas.getBoundingClientRect();
      const x = Math.floor((event.clientX - frame.left) / frame.width * width);
      const y = Math.floor((event.clientY - frame.top) / frame.height * height);
      const [row, column] = [y % (laid.rows + 1), x % (laid.columns + 1)];
      const tile = Math.floor(y / (laid.rows + 1)) * laid.across + Math.floor(x / (laid.columns + 1));
      return row < laid.rows && column < laid.columns && tile >= 0 && tile < laid.tiles ? indexAt(laid, tile, row, column) : -1;
    } };
}

/** The least and the largest value. @param {Float32Array} values */
function range(values) {
  let [least, largest] = [values[0], values[0]];
  values.forEach(value => {
    if (value < least) least = value;
    if (value > largest) largest = value;
  });
  return [least, largest];
}
