/** Tables: sorted by a press on a column's title, saved as CSV, and with a shadow where they go on beyond their frame. */
import { elementSvg } from './drawing.js';
import { all, button, tools } from './dom.js';
import { download, saving } from './saving.js';

/** What a cell holds, exactly where the page knows it. @param {HTMLTableCellElement} cell */
const value = cell => cell.dataset.value ?? (cell.textContent ?? '').trim();

/** Rows without a number come last, in either order. @param {HTMLTableElement} table @param {HTMLTableCellElement} head */
function sort(table, head) {
  const body = table.tBodies[0];
  const key = (/** @type {HTMLTableRowElement} */ row) => value(row.cells[head.cellIndex]);
  const number = (/** @type {HTMLTableRowElement} */ row) => parseFloat(key(row));
  const rows = [...body.rows];
  const numeric = rows.some(row => Number.isFinite(number(row)));
  const sign = head.getAttribute('aria-sort') === 'ascending' ? -1 : 1;
  rows.sort((a, b) => {
    if (!numeric) return sign * key(a).localeCompare(key(b));
    const [first, second] = [number(a), number(b)];
    if (Number.isNaN(first) || Number.isNaN(second)) return +Number.isNaN(first) - +Number.isNaN(second);
    return sign * (first - second);
  });
  [...(table.tHead?.rows[0].cells ?? [])].forEach(cell => cell.removeAttribute('aria-sort'));
  head.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
  body.append(...rows);
}

/** A text that a spreadsheet would run as a formula begins with an apostrophe; a number does not, and a missing value is an empty cell. @param {HTMLTableElement} table */
function csv(table) {
  const cell = (/** @type {HTMLTableCellElement} */ each) => {
    const text = value(each).replaceAll('\u00a0', ' ').trim();
    const isFormula = /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.]+(e[+-]?\d+)?$/i.test(text);
    const safe = text === '–' ? '' : isFormula ? "'" + text : text;
    return /[",\n\r]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  return [...table.rows].map(row => [...row.cells].map(cell).join(',')).join('\r\n') + '\r\n';
}

/** All tables of the page. */
export function tables() {
  for (const frame of all('.table')) {
    const table = frame.querySelector('table');
    if (!table) continue;
    const name = table.caption?.textContent ?? '';
    button(tools(frame), 'Save as CSV', name, () => download(name, '.csv', new Blob([csv(table)], { type: 'text/csv;charset=utf-8' })));
    if (table.matches('.confusion')) saving(frame, name, { picture: () => elementSvg(table) });
    if (table.matches('.sortable')) [...(table.tHead?.rows[0].cells ?? [])].forEach(head => sortable(table, head));
  }
}

/** @param {HTMLTableElement} table @param {HTMLTableCellElement} head */
function sortable(table, head) {
  const title = head.textContent ?? '';
  head.textContent = '';
  button(head, title, '', () => sort(table, head)).title = 'order by ' + title;
}

/** Marks the frames beyond which a table goes on. */
export function widen() {
  const frames = all('.scroll');
  frames.forEach(frame => frame.classList.remove('over'));
  frames.filter(frame => frame.scrollWidth > frame.clientWidth + 1).forEach(frame => frame.classList.add('over'));
}
