/** One example through a model, op by op, forward and backward: operands, value and gradient, and an element's sum term by term. */
/** @import { Expansion, Form, SteppedElement, SteppedOp, SteppedValues, Steps } from './answered.js' */
import { button, element } from './dom.js';
import { Latest } from './latest.js';
import { bytes } from './map.js';
import { layout, moved, places, tensor } from './tensors.js';
import { derived, number, spoken, title, written } from './terms.js';

const LINES = 12;
const NOTE = 'Forward and backward of one example, op by op, in float64, as in an evaluation: dropout passes all values on, and batch norm takes its running statistics. '
  + 'Gradients are those of the loss of this example, without penalties on weights. The central difference computes the loss twice more, with the element a little larger and smaller.';
/** @typedef {(path: string, body: object) => Promise<any>} Post */
/** @typedef {{ values: Float32Array, gradient: Float32Array | null }} Held */

/** @param {string} text */
const floats = text => new Float32Array(Uint8Array.from(bytes(text)).buffer);

/** The ops and the weights in a list, by their layers. @param {HTMLSelectElement} list @param {SteppedOp[]} ops */
function listed(list, ops) {
  list.replaceChildren();
  let group = '';
  let place = document.createElement('optgroup');
  ops.forEach((op, position) => {
    if (op.kind === 'constant') return;
    const name = (op.place.layer || 'given') + (op.place.time === undefined ? '' : `, step ${op.place.time} of the sequence`);
    if (name !== group) {
      group = name;
      place = Object.assign(document.createElement('optgroup'), { label: name });
      list.append(place);
    }
    place.append(new Option(`${position} ${op.place.name} ${written(op.shape)}`, String(position)));
  });
}

/** What is shown of one example. */
class Walk {
  /** @param {HTMLElement} place @param {Post} post @param {HTMLElement} status */
  constructor(place, post, status) {
    this.place = place;
    this.post = post;
    this.status = status;
    /** @type {SteppedOp[]} */
    this.ops = [];
    /** @type {object} */
    this.example = {};
    /** @type {Map<number, Promise<Held>>} */
    this.held = new Map();
    /** @type {Map<number, number>} */
    this.elements = new Map();
    this.step = -1;
    this.said = element('p', '', '');
    this.list = Object.assign(document.createElement('select'), { size: LINES });
    this.list.setAttribute('aria-label', 'Ops in the order of evaluation');
    this.list.addEventListener('change', () => this.show(+this.list.value));
    this.op = element('div', 'op', '');
    this.elementLatest = new Latest((/** @type {() => Promise<void>} */ ask) => ask());
    const [left, tools, both] = [element('div', '', ''), element('div', 'tools', ''), element('div', 'walk', '')];
    button(tools, 'Previous', 'op', () => this.by(-1));
    button(tools, 'Next', 'op', () => this.by(1));
    left.append(this.list, tools);
    both.append(left, this.op);
    place.replaceChildren(this.said, both);
  }

  /** @param {object} example */
  async begin(example) {
    const steps = /** @type {Steps} */ (await this.post('/api/steps', example));
    const chosen = this.ops.length === steps.ops.length ? this.step : steps.ops.findIndex(op => op.kind === 'op');
    const isOther = this.ops.length !== steps.ops.length;
    Object.assign(this, { ops: steps.ops, example, held: new Map() });
    this.said.textContent = `Loss ${number(steps.loss)}` + (steps.target === undefined ? '' : `, target ${steps.target}`);
    if (isOther) {
      this.elements.clear();
      listed(this.list, this.ops);
    }
    await this.show(chosen);
  }

  /** @param {number} distance above 0 for the next op */
  by(distance) {
    const listed = [...this.list.options].map(option => +option.value);
    const next = distance > 0 ? listed.find(step => step > this.step) : listed.findLast(step => step < this.step);
    if (next !== undefined) this.show(next);
  }

  /** @param {number} step @returns {Promise<Held>} */
  values(step) {
    const known = this.held.get(step) ?? this.post('/api/values', { ...this.example, step })
      .then((/** @type {SteppedValues} */ { values, gradient }) => ({ values: floats(values), gradient: gradient === undefined ? null : floats(gradient) }));
    this.held.set(step, known);
    return known;
  }

  /** Whether rows and columns are the first two axes. @param {number} step */
  isKernel(step) {
    return this.ops[step].shape.length === 4 && this.ops.some(op => op.shape.length === 4 && op.operands.some((operand, i) => operand === step && op.symbols[i] === 'w'));
  }

  /** @param {number} step @param {string} symbol */
  caption(step, symbol) {
    const made = element('figcaption', '', symbol + ' ');
    if (symbol === 'value' || symbol === 'gradient') made.append(written(this.ops[step].shape));
    else button(made, title(this.ops[step], step), 'go to this op', () => this.show(step));
    return made;
  }

  /** @param {number} step */
  async show(step) {
    const op = this.ops[step];
    if (!op) return;
    this.step = step;
    this.list.value = String(step);
    const reads = [...new Set(op.operands)];
    const [own, ...operands] = await Promise.all([step, ...reads].map(each => this.values(each)));
    if (this.step !== step) return;
    const laid = layout(op.shape, this.isKernel(step));
    const value = tensor(this.caption(step, 'value'), own.values, laid);
    const gradient = own.gradient && tensor(this.caption(step, 'gradient'), own.gradient, laid);
    const read = operands.map(({ values }, i) => tensor(this.caption(reads[i], op.symbols[op.operands.indexOf(reads[i])] ?? 'x'), values, layout(this.ops[reads[i]].shape, this.isKernel(reads[i]))));
    const [figures, numbers] = [element('div', 'tensors', ''), element('div', 'numbers', '')];
    figures.append(...read.map(each => each.figure), value.figure, ...gradient ? [gradient.figure] : []);
    const layer = op.place.formula ? [element('p', 'note', `${op.place.layer}: ${op.place.formula}`)] : [];
    this.op.replaceChildren(element('h4', '', title(op, step)), ...layer, element('p', 'formula', op.formula), figures, numbers);
    const choose = (/** @type {number} */ index) => {
      this.elements.set(step, index);
      value.mark(index, [], []);
      gradient?.mark(index, [], []);
      this.elementLatest.take(() => this.element(step, index, numbers, (/** @type {Expansion} */ forward) => read.forEach((each, i) => {
        const operand = forward.operands[op.operands.indexOf(reads[i])];
        each.mark(null, operand?.from ?? [], operand?.to ?? []);
      })));
    };
    const index = this.elements.get(step) ?? largest(own.gradient ?? own.values);
    [value, ...gradient ? [gradient] : []].forEach((each, i) => movable(each, laid, `${i ? 'Gradient' : 'Values'} of ${title(op, step)}`, () => this.elements.get(step) ?? index, choose));
    read.forEach(each => each.mark(null, [], []));
    choose(index);
  }

  /** @param {number} step @param {number} index @param {HTMLElement} numbers @param {(forward: Expansion) => void} reach */
  async element(step, index, numbers, reach) {
    if (!numbers.isConnected) return;
    const op = this.ops[step];
    const at = written(places(op.shape, index));
    try {
      const found = /** @type {SteppedElement} */ (await this.post('/api/step', { ...this.example, step, element: index }));
      numbers.replaceChildren(...derived(found, at, title(op, step), this.ops));
      reach(found.forward);
      this.status.textContent = `${title(op, step)}, element ${at}: ${spoken(found)}`;
    } catch (failure) {
      numbers.replaceChildren(element('p', 'note', failure instanceof Error ? failure.message : ''));
    }
  }
}

/** The position of the largest value in size. @param {Float32Array} values */
const largest = values => values.reduce((best, value, i) => Math.abs(value) > Math.abs(values[best]) ? i : best, 0);

/**
 * @param {ReturnType<typeof tensor>} made
 * @param {import('./tensors.js').Layout} laid
 * @param {string} name
 * @param {() => number} chosen
 * @param {(index: number) => void} choose
 */
function movable({ stack, at }, laid, name, chosen, choose) {
  stack.tabIndex = 0;
  stack.classList.add('movable');
  stack.setAttribute('role', 'application');
  stack.setAttribute('aria-label', name + '. Arrow keys move the chosen element' + (laid.tiles > 1 ? ', Page Up and Page Down go to another image' : ''));
  stack.addEventListener('keydown', event => {
    const to = moved(laid, chosen(), event.key);
    if (to === null || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    choose(to);
  });
  stack.addEventListener('click', event => {
    const index = at(event);
    if (index >= 0) choose(index);
  });
}

/**
 * Which example, and what it should be.
 *
 * @param {HTMLElement} place
 * @param {Form} form
 * @param {(example: object) => void} show
 * @param {() => object | null} tried
 * @param {() => void} none where nothing was tried
 */
function chooser(place, form, show, tried, none) {
  const line = element('div', 'choices', '');
  const label = element('label', '', 'Training example ');
  const row = Object.assign(document.createElement('input'), { type: 'number', min: '0', value: '0' });
  label.append(row);
  line.append(label);
  row.addEventListener('change', () => show({ row: +row.value }));
  place.append(line);
  if (form.takes === 'array') return;
  const wanted = element('label', '', form.classes.length ? 'with the class ' : 'with the target ');
  const target = form.classes.length ? document.createElement('select') : Object.assign(document.createElement('input'), { type: 'number', step: 'any', value: '0' });
  if (target instanceof HTMLSelectElement) target.append(new Option('predicted', ''), ...form.classes.map((name, i) => new Option(name, String(i))));
  wanted.append(target);
  const given = button(line, 'The example above', '', () => {
    const example = tried();
    if (!example) return none();
    show({ example, ...target.value === '' ? {} : form.classes.length ? { label: +target.value } : { target: +target.value } });
  });
  target.addEventListener('change', () => given.click());
  line.append(wanted);
}

/** @param {HTMLElement} place @param {Post} post @param {Form} form @param {() => object | null} tried the example that was tried last */
export function stepping(place, post, form, tried) {
  const details = document.createElement('details');
  details.className = 'stepping';
  details.append(element('summary', '', 'Step through'));
  place.append(details);
  details.addEventListener('toggle', () => {
    const [status, problem, shown] = [element('p', 'spoken', ''), element('p', 'note', ''), element('div', '', '')];
    status.setAttribute('role', 'status');
    details.append(element('p', 'note', NOTE));
    const walk = new Walk(shown, post, status);
    const latest = new Latest(async (/** @type {object} */ example) => {
      problem.textContent = walk.ops.length ? '' : 'The data are being loaded.';
      try {
        await walk.begin(example);
        problem.textContent = '';
      } catch (failure) {
        problem.textContent = failure instanceof Error ? failure.message : '';
      }
    });
    chooser(details, form, example => latest.take(example), tried, () => { problem.textContent = 'Nothing was tried above yet.'; });
    details.append(problem, status, shown);
    const example = tried();
    latest.take(example && form.classes.length ? { example } : { row: 0 });
  }, { once: true });
}
