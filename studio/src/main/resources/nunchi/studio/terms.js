/** An element of a tensor in numbers: the derivative of the loss in two ways, and what the element is made of, term by term. */
/** @import { Expansion, Slope, SteppedElement, SteppedOp } from './answered.js' */
import { element } from './dom.js';
import { figure } from './numbers.js';
import { places } from './tensors.js';

const KINK = 'The slopes to both sides differ: a rectifier or a maximum switches close to this element, so the loss has no derivative here. Backpropagation takes the slope to one side.';

/** @param {number | undefined | null} value */
export const number = value => typeof value === 'number' && Number.isFinite(value) ? figure(value).replace('-', '−') : '–';

/** @param {SteppedOp} op @param {number} position */
export const title = (op, position) => `${position} ${op.place.layer ? op.place.layer + ' ' : ''}${op.place.name}`;

/** @param {number[]} at */
export const written = at => '[' + at.join(', ') + ']';

/** @param {string} caption @param {string[]} heads @param {string[][]} rows @param {string} note below the caption */
function table(caption, heads, rows, note) {
  const made = document.createElement('table');
  made.createCaption().append(element('span', '', caption), element('small', 'note', note));
  const head = made.createTHead().insertRow();
  heads.forEach(text => {
    const cell = element('th', '', text);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  });
  const body = made.createTBody();
  rows.forEach(row => body.insertRow().append(...row.map(text => element('td', '', text))));
  const frame = element('div', 'table', '');
  const scroll = element('div', 'scroll', '');
  scroll.tabIndex = 0;
  scroll.setAttribute('role', 'region');
  scroll.setAttribute('aria-label', caption);
  scroll.append(made);
  frame.append(scroll);
  return frame;
}

/** @param {Expansion} expansion @param {string} caption @param {SteppedOp[]} ops */
function terms(expansion, caption, ops) {
  const name = (/** @type {{ operand: number, index: number, value: number }} */ { operand, index, value }) => {
    const { shape } = expansion.operands[operand];
    return `${expansion.symbols[operand] ?? 'x'}${written(places(shape, index))} = ${number(value)}`;
  };
  const rows = expansion.terms.map(term => [term.factors.map(name).join('; ') || 'nothing', number(term.value)]);
  if (expansion.others) rows.push([`and ${expansion.others} more, ${expansion.form === 'maximum' ? 'at most' : 'together'}`, number(expansion.rest)]);
  const result = { sum: rows.length > 1 ? 'sum' : 'result', maximum: 'maximum', softmax: 'own term, divided by the sum of all', whole: 'value' }[expansion.form];
  rows.push([result, number(expansion.result)]);
  const reads = expansion.operands.map((operand, i) => `${expansion.symbols[i] ?? 'x'} is ${operand.gradient ? 'the gradient of ' : ''}`
    + (operand.step === undefined ? operand.label : title(ops[operand.step], operand.step)));
  return table(caption, ['term', 'value'], rows, [expansion.formula, ...new Set(reads)].join('; '));
}

/** @param {Slope | undefined} slope */
function remark(slope) {
  if (!slope) return 'The loss has no gradient with respect to this value.';
  if (slope.kinked) return KINK;
  return Math.abs(slope.gradient - slope.difference) <= 4 * slope.rounding ? `Equal within the rounding of the central difference, ${number(4 * slope.rounding)}.` : '';
}

/** @param {SteppedElement} found @returns {string[]} its value, gradient, central difference and their relative difference */
const columns = ({ value, slope }) => [value, slope?.gradient, slope?.difference, slope?.relative].map(number);

/** For those who hear the page. @param {SteppedElement} found */
export function spoken(found) {
  const [value, gradient, difference, relative] = columns(found);
  return `value ${value}` + (found.slope ? `, gradient ${gradient}, central difference ${difference}, relative difference ${relative}` : ', no gradient');
}

/** All tables of an element. @param {SteppedElement} found @param {string} at its place @param {string} name of the op @param {SteppedOp[]} ops */
export function derived(found, at, name, ops) {
  const heads = ['element', 'value', 'gradient', 'central difference', 'relative difference'];
  const tables = [table(`Element ${at} of ${name}`, heads, [[at, ...columns(found)]], remark(found.slope))];
  if (found.forward.terms.length) tables.push(terms(found.forward, 'The value, term by term', ops));
  if (found.backward?.terms.length) tables.push(terms(found.backward, 'The gradient, term by term', ops));
  return tables;
}
