/** Confusion matrices: a cell shows its pictures below the table. */
import { alive } from './answers.js';
import { all, around, button, element, tools } from './dom.js';
import { rove } from './keys.js';

/** The pictures of a pair of true and predicted class. @param {string} pair */
const pictures = pair => all('figure[data-pair="' + CSS.escape(pair) + '"]').filter(each => !each.closest('.cell'));

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
  return `${pair.join(', ')}: ${number}${number === '1' ? ' image' : ' images'}${rest}`;
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
    const found = pictures(link.hash.slice(1));
    const [copies, grid] = [found.map(copied), element('div', 'pictures', '')];
    grid.append(...copies);
    panel.replaceChildren(element('h4', '', heading(link.getAttribute('aria-label') ?? '', found)), grid);
    button(tools(panel), 'Close', '', () => { panel.replaceChildren(); link.removeAttribute('aria-current'); link.focus(); });
    alive(copies);
    panel.scrollIntoView({ block: 'nearest' });
  }

  links.forEach(link => link.addEventListener('click', event => { event.preventDefault(); open(link); }));
  rove(links);
}

/** All confusion matrices whose cells lead to pictures. */
export const confusions = () => all('table.confusion:not(.heat)').forEach(cells);
