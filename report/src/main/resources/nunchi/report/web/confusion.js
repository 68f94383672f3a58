/** Confusion matrices: a cell shows its pictures or texts below the table. */
import { alive } from './answers.js';
import { all, around, button, element, tools } from './dom.js';
import { rove } from './keys.js';

/** The figures or rows of a pair of true and predicted class. @param {string} pair */
const answers = pair => all('[data-pair="' + CSS.escape(pair) + '"]').filter(each => !each.closest('.cell'));

/** @param {HTMLElement} figure */
function copied(figure) {
  const copy = /** @type {HTMLElement} */ (figure.cloneNode(true));
  copy.removeAttribute('id');
  copy.hidden = false;
  return copy;
}

/** What a cell counts, and which of them are shown. @param {string} label of the cell: the number, then the pair @param {HTMLElement[]} found */
function heading(label, found) {
  const [number, ...pair] = label.split(', ');
  const side = found[0].dataset.true === found[0].dataset.pred ? 'least' : 'most';
  const rest = +number.replaceAll(',', '') > found.length ? `, of which the ${found.length} ${side} confident are shown` : '';
  const kind = isRow(found[0]) ? 'text' : 'image';
  return `${pair.join(', ')}: ${number} ${number === '1' ? kind : kind + 's'}${rest}`;
}

/** @param {HTMLElement} answer */
const isRow = answer => answer instanceof HTMLTableRowElement;

/** Copies of pictures in a grid, or of rows in a table with the heads of theirs. @param {HTMLElement[]} copies @param {HTMLElement} first of what was copied */
function laidOut(copies, first) {
  if (!isRow(first)) {
    const grid = element('div', 'pictures', '');
    grid.append(...copies);
    return grid;
  }
  const [frame, table, body] = [element('div', 'rows', ''), element('table', '', ''), element('tbody', '', '')];
  const head = around(first, 'table').querySelector('thead');
  body.append(...copies);
  table.append(...(head ? [head.cloneNode(true)] : []), body);
  frame.append(table);
  return frame;
}

/** @param {HTMLElement} table */
function cells(table) {
  const links = [...table.querySelectorAll('td a')].filter(each => each instanceof HTMLAnchorElement);
  if (!links.length) return;
  const panel = element('div', 'cell', '');
  panel.setAttribute('aria-live', 'polite');
  around(table, '.table').after(panel);

  function open(/** @type {HTMLAnchorElement} */ link) {
    links.forEach(each => each.removeAttribute('aria-current'));
    link.setAttribute('aria-current', 'true');
    const found = answers(link.hash.slice(1));
    const copies = found.map(copied);
    panel.replaceChildren(element('h4', '', heading(link.getAttribute('aria-label') ?? '', found)), laidOut(copies, found[0]));
    button(tools(panel), 'Close', '', () => { panel.replaceChildren(); link.removeAttribute('aria-current'); link.focus(); });
    alive(copies);
    panel.scrollIntoView({ block: 'nearest' });
  }

  links.forEach(link => link.addEventListener('click', event => { event.preventDefault(); open(link); }));
  rove(links);
}

/** All confusion matrices whose cells lead to pictures or texts. */
export const confusions = () => all('table.confusion:not(.heat)').forEach(cells);
