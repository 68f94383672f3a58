/** An experiment file that is written in the page: its problems, its layers with their sizes, and the training that begins from it. */
/** @import { Drafted, Sizes } from './answered.js' */
import { button, element } from './dom.js';
import { Editor } from './editor.js';
import { Latest } from './latest.js';
import { answer, post } from './server.js';

const PAUSE = 250;
const KEPT = 'nunchi-draft';
const FIRST = `name: my-study
data: {name: digits, preprocess: [{scale: 16}], validation: {random: 0.2}}
model:
  - dense: {units: 32, activation: relu}
  - dense: {units: 10}
loss: softmaxCrossEntropy
optimizer: {adam: {learningRate: 0.01}}
train: {epochs: 20}
`;

/** @param {number} count */
const grouped = count => count.toLocaleString('en-US').replaceAll(',', ' ');

/** @param {Sizes} sizes */
function layers(sizes) {
  const frame = element('div', 'table', '');
  const scroll = element('div', 'scroll', '');
  const table = document.createElement('table');
  const caption = table.createCaption();
  const parameters = `${grouped(sizes.parameters)} parameters, ${grouped(sizes.trainable)} of them trained`;
  caption.append(element('span', '', `Input ${sizes.input}; ${parameters}; ${grouped(sizes.operations)} operations an example`));
  const head = table.createTHead().insertRow();
  const titles = ['Layer', 'Output', 'Parameters', 'Formula', 'Operations'];
  titles.forEach((title, column) => {
    const cell = element('th', column === 2 || column === 4 ? 'number' : '', title);
    cell.setAttribute('scope', 'col');
    head.append(cell);
  });
  const body = table.createTBody();
  sizes.layers.forEach(layer => {
    const row = body.insertRow();
    row.append(element('td', '', layer.path), element('td', '', layer.output), element('td', 'number', grouped(layer.parameters)),
      element('td', '', layer.formula), element('td', 'number', grouped(layer.operations)));
  });
  scroll.tabIndex = 0;
  scroll.append(table);
  frame.append(scroll);
  return frame;
}

/** What was written last, for the next time in this tab. */
const kept = () => sessionStorage.getItem(KEPT) ?? FIRST;

/** The field for the epoch after which a fork goes on. @param {HTMLElement} tools @param {number} epochs */
function fork(tools, epochs) {
  const label = element('label', '', '');
  const box = Object.assign(document.createElement('input'), { type: 'checkbox' });
  const epoch = Object.assign(document.createElement('input'), { type: 'number', min: '1', max: String(epochs), value: String(epochs) });
  epoch.setAttribute('aria-label', 'last epoch in common');
  label.append(box, ' go on from its weights after epoch ');
  tools.append(label, epoch);
  epoch.addEventListener('input', () => { box.checked = true; });
  return () => box.checked ? Number(epoch.value) : null;
}

/**
 * @param {HTMLElement} place
 * @param {{ id: string, epoch: number } | null} from run whose experiment is changed; null for a new one
 * @param {(id: string) => void} begun
 */
export async function drafting(place, from, begun) {
  place.replaceChildren();
  const text = from ? (await answer('/api/experiment?id=' + encodeURIComponent(from.id))).text : kept();
  const title = element('h2', '', from ? 'Experiment of ' + from.id : 'New training');
  place.append(title);
  const state = element('p', 'problem', '');
  state.setAttribute('role', 'status');
  const sizes = element('div', 'sizes', '');
  const looked = new Latest(async (/** @type {string} */ now) => show(await post('/api/draft', { text: now }).catch(failed => ({ problem: failed.message, line: 0, search: false }))));
  let timer = 0;
  const editor = new Editor(place, text, () => {
    if (!from) sessionStorage.setItem(KEPT, editor.text);
    clearTimeout(timer);
    timer = setTimeout(() => looked.take(editor.text), PAUSE);
  });
  const tools = element('div', 'tools drafting', '');
  const old = element('p', 'note', 'The table is that of the text before this problem.');
  old.hidden = true;
  place.append(state, tools, old, sizes);
  const epoch = from && from.epoch > 0 ? fork(tools, from.epoch) : () => null;
  const train = button(tools, 'Train', 'this experiment', begin);
  button(tools, 'Close', 'the experiment file', () => place.replaceChildren());
  place.addEventListener('keydown', event => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) begin();
  });

  /** @param {Drafted} drafted */
  function show(drafted) {
    state.replaceChildren();
    editor.mark(drafted.problem ? drafted.line : 0);
    state.classList.toggle('wrong', Boolean(drafted.problem));
    if (drafted.problem && drafted.line > 0) button(state, 'line ' + drafted.line, '', () => editor.go(drafted.line));
    state.append(drafted.problem ? ' ' + drafted.problem : drafted.note ?? (drafted.search ? 'A search: several trainings come of it.' : 'It can be trained.'));
    train.disabled = Boolean(drafted.problem);
    old.hidden = !drafted.problem || sizes.childElementCount === 0;
    if (!drafted.problem) sizes.replaceChildren(...drafted.sizes ? [layers(drafted.sizes)] : []);
  }

  async function begin() {
    if (train.disabled) return;
    train.disabled = true;
    editor.close();
    state.classList.remove('wrong');
    state.textContent = 'The training is being prepared';
    const last = epoch();
    try {
      const { id } = await post('/api/begin', { text: editor.text, ...last && from ? { from: from.id, epoch: last } : {} });
      state.textContent = `${id} is being trained; closing this page does not end it.`;
      begun(id);
    } catch (failed) {
      state.classList.add('wrong');
      state.textContent = failed instanceof Error ? failed.message : String(failed);
    }
    train.disabled = false;
  }

  await looked.take(text);
  editor.area.setSelectionRange(0, 0);
  editor.area.focus();
}
