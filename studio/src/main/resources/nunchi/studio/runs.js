/** The table of runs: filtered, sorted, and chosen from. */
import { all, button, element, found } from './dom.js';
import { figure, percent } from './numbers.js';

/**
 * @typedef {object} Run
 * @property {string} id
 * @property {string} name
 * @property {string} state
 * @property {number} [seed]
 * @property {number} epoch
 * @property {number} [epochs]
 * @property {number} changed
 * @property {Record<string, number>} values
 */

const FIRST = ['loss', 'accuracy', 'val_loss', 'val_accuracy', 'test_loss', 'test_accuracy'];
const LEFT_OUT = ['seconds', 'learning_rate'];
let sorted = '';
let sign = 1;
/** @type {string[]} */
let columns = [];

/** Whether a metric is a share. @param {string} key */
export const isShare = key => /(^|_)(accuracy|precision|recall|f1|exactMatch|tokenAccuracy|topK\w*)$/.test(key);

/** @param {string} key */
export const words = key => key.replace(/^val_/, 'validation ').replace(/^test_/, 'test ');

/** @param {string} key @param {number | undefined} value */
const text = (key, value) => typeof value !== 'number' ? '–' : isShare(key) ? percent(value) : figure(value);

/** @param {Run} run @param {string} column @returns {string | number} */
function value(run, column) {
  switch (column) {
    case 'run': return run.id;
    case 'state': return run.state;
    case 'seed': return run.seed ?? NaN;
    case 'epoch': return run.epoch;
    default: return typeof run.values[column] === 'number' ? run.values[column] : NaN;
  }
}

/** @param {Run} a @param {Run} b */
function compare(a, b) {
  const [first, second] = [value(a, sorted), value(b, sorted)];
  if (typeof first === 'string' || typeof second === 'string') return sign * String(first).localeCompare(String(second));
  if (Number.isNaN(first) || Number.isNaN(second)) return +Number.isNaN(first) - +Number.isNaN(second);
  return sign * (first - second);
}

/** @param {(id: string, also: boolean) => void} choose @param {(ids: string[]) => void} chooseAll @param {() => void} again */
export function table(choose, chooseAll, again) {
  found('#filter').addEventListener('input', again);
  found('#within').addEventListener('change', again);
  const body = found('#runs tbody');
  const filter = found('.filter');
  button(filter, 'Choose all', 'runs of the table', () => chooseAll(all('tr', body).map(each => each.dataset.id ?? '')));
  button(filter, 'Choose none', '', () => chooseAll([]));
  const run = (/** @type {Event} */ event) => /** @type {HTMLElement} */ (event.target).closest('tr')?.dataset.id;
  body.addEventListener('click', event => {
    const id = run(event);
    if (id) choose(id, event.ctrlKey || event.metaKey || event.shiftKey || event.target instanceof HTMLInputElement);
  });
  body.addEventListener('keydown', event => {
    const id = run(event);
    if (id && event.key === 'Enter' && !(event.target instanceof HTMLInputElement)) choose(id, event.ctrlKey || event.metaKey);
  });
  found('#runs thead').addEventListener('click', event => {
    const column = /** @type {HTMLElement} */ (event.target).closest('th')?.dataset.column;
    if (!column) return;
    sign = sorted === column ? -sign : 1;
    sorted = column;
    again();
  });
}

/** @param {string[]} wanted */
function head(wanted) {
  const row = found('#runs thead tr');
  if (wanted.join() !== columns.join()) {
    columns = wanted;
    row.replaceChildren(...columns.map(column => {
      const cell = element('th', ['run', 'state'].includes(column) ? '' : 'number', '');
      cell.setAttribute('scope', 'col');
      cell.dataset.column = column;
      cell.append(Object.assign(document.createElement('button'), { type: 'button', textContent: words(column), title: 'order by ' + words(column) }));
      return cell;
    }));
  }
  [.../** @type {HTMLTableRowElement} */ (row).cells].forEach(cell => {
    if (cell.dataset.column === sorted) cell.setAttribute('aria-sort', sign > 0 ? 'ascending' : 'descending');
    else cell.removeAttribute('aria-sort');
  });
}

/** @param {Run} run @param {boolean} isChosen */
function row(run, isChosen) {
  const made = document.createElement('tr');
  made.dataset.id = run.id;
  made.tabIndex = 0;
  made.setAttribute('aria-selected', String(isChosen));
  for (const column of columns) {
    if (column === 'run') {
      const cell = document.createElement('td');
      const box = Object.assign(document.createElement('input'), { type: 'checkbox', checked: isChosen });
      box.setAttribute('aria-label', 'choose ' + run.id);
      cell.append(box, ' ', element('bdi', '', run.id));
      made.append(cell);
    } else if (column === 'state') {
      const cell = document.createElement('td');
      cell.append(element('span', 'state ' + run.state.replace(/ .*/, ''), run.state));
      made.append(cell);
    } else if (column === 'epoch') {
      made.append(element('td', 'number', run.epoch + (run.epochs ? ' of ' + run.epochs : '')));
    } else {
      made.append(element('td', 'number', column === 'seed' ? String(run.seed ?? '–') : text(column, run.values[column])));
    }
  }
  return made;
}

/** The folder of a run's id: that of the search for a trial. @param {string} id */
const folderOf = id => id.includes('/') ? id.slice(0, id.lastIndexOf('/')).replace(/\/trials$/, '') : '';

/** The folder that is looked at; empty for all. */
export const folder = () => /** @type {HTMLSelectElement} */ (found('#within')).value;

/** Folders with several runs, to be chosen from. @param {Run[]} runs */
function folders(runs) {
  const counts = new Map();
  runs.map(run => folderOf(run.id)).filter(Boolean).forEach(each => counts.set(each, (counts.get(each) ?? 0) + 1));
  const names = ['', ...[...counts].filter(([, count]) => count > 1).map(([name]) => name).sort()];
  const select = /** @type {HTMLSelectElement} */ (found('#within'));
  if ([...select.options].map(option => option.value).join('\n') !== names.join('\n')) {
    const before = select.value;
    select.replaceChildren(...names.map(name => new Option(name || 'all', name)));
    select.value = names.includes(before) ? before : '';
  }
  /** @type {HTMLElement} */ (select.parentElement).hidden = names.length === 1;
}

/** @param {Run[]} runs @param {Set<string>} chosen */
export function show(runs, chosen) {
  const asked = /** @type {HTMLInputElement} */ (found('#filter')).value.trim().toLowerCase();
  folders(runs);
  const within = folder();
  const shown = runs.filter(run => (within === '' || run.id.startsWith(within + '/')) && [run.id, run.name, run.state].some(each => each.toLowerCase().includes(asked)));
  const there = new Set(runs.flatMap(run => Object.keys(run.values)));
  LEFT_OUT.forEach(key => there.delete(key));
  head(['run', 'state', 'epoch', 'seed', ...FIRST.filter(key => there.delete(key)), ...there].slice(0, 14));
  if (sorted) shown.sort(compare);
  const body = found('#runs tbody');
  const focused = document.activeElement?.closest('#runs tbody tr');
  const id = focused instanceof HTMLElement ? focused.dataset.id : undefined;
  const box = document.activeElement instanceof HTMLInputElement;
  body.replaceChildren(...shown.map(run => row(run, chosen.has(run.id))));
  if (id === undefined) return;
  const again = [...body.children].find(each => each instanceof HTMLElement && each.dataset.id === id);
  const target = box ? again?.querySelector('input') : again;
  if (target instanceof HTMLElement) target.focus();
}
