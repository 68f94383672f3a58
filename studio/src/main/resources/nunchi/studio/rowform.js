/** A row of a table, column by column: what if this value were another? */
/** @import { Column } from './answered.js' */
import { element } from './dom.js';
import { figure } from './numbers.js';

const STEPS = 200;

/** @param {Column} column @param {() => void} changed @returns {{ label: HTMLElement, value: () => string }} */
function numbers({ name, least = 0, median = 0, largest = 1 }, changed) {
  const label = element('label', '', '');
  const isWhole = [least, median, largest].every(Number.isInteger) && largest - least <= STEPS;
  const step = isWhole ? 1 : (largest - least) / STEPS || 1;
  const slider = Object.assign(document.createElement('input'),
    { type: 'range', min: String(least), max: String(largest), step: String(step), value: String(median) });
  const told = element('output', 'number', figure(median));
  slider.addEventListener('input', () => {
    told.textContent = figure(+slider.value);
    changed();
  });
  label.append(element('span', '', name), slider, told);
  return { label, value: () => slider.value };
}

/** @param {Column} column @param {() => void} changed @returns {{ label: HTMLElement, value: () => string }} */
function categories({ name, categories: all = [] }, changed) {
  const label = element('label', '', '');
  const select = document.createElement('select');
  all.forEach(each => select.append(new Option(each, each)));
  select.addEventListener('change', changed);
  label.append(element('span', '', name), select, element('span', '', ''));
  return { label, value: () => select.value };
}

/** Begins with the median of each column. @param {HTMLElement} place @param {Column[]} columns @param {(row: Record<string, string>) => void} given */
export function rowForm(place, columns, given) {
  const form = element('div', 'row', '');
  const tell = () => given(Object.fromEntries(fields.map(({ name, value }) => [name, value()])));
  const fields = columns.map(column => ({ name: column.name, ...(column.categories ? categories(column, tell) : numbers(column, tell)) }));
  fields.forEach(({ label }) => form.append(label));
  place.append(form);
  tell();
}
