/** A training that goes on, steered: pause, resume, stop, checkpoint, and another learning rate. */
/** @import { Run } from './runs.js' */
import { button, element } from './dom.js';
import { figure } from './numbers.js';
import { post } from './server.js';

/** @typedef {{ epoch: number, step: number, key: string, value?: number }} Change */

const WORDS = { 'optimizer.learningRate': 'learning rate', pause: 'paused', resume: 'resumed', stop: 'stopped', checkpoint: 'checkpoint' };

/** @param {Change} change */
const told = ({ epoch, step, key, value }) =>
  `epoch ${epoch}, step ${step}: ${/** @type {Record<string, string>} */ (WORDS)[key] ?? key}${value === undefined ? '' : ' ' + figure(value)}`;

/** @param {Run} run @param {HTMLElement} place */
export function steering(run, place) {
  const tools = element('div', 'tools steering', '');
  const note = element('p', 'note', '');
  note.setAttribute('role', 'status');
  const send = async (/** @type {object} */ command, /** @type {string} */ done) => {
    note.textContent = await post('/api/control?id=' + encodeURIComponent(run.id), command).then(() => done, failed => failed.message);
  };
  button(tools, 'Pause', 'the training', () => send({ command: 'pause' }, 'The training pauses before its next step.'));
  button(tools, 'Resume', 'the training', () => send({ command: 'resume' }, 'The training goes on.'));
  button(tools, 'Checkpoint', 'of the training', () => send({ command: 'checkpoint' }, 'A checkpoint is stored at the end of this epoch.'));
  button(tools, 'Stop', 'the training', () => {
    if (confirm('End this training with the present epoch?')) send({ command: 'stop' }, 'The training ends with this epoch; its results and its report follow.');
  });
  const form = document.createElement('form');
  const label = element('label', '', 'Learning rate ');
  const rate = Object.assign(document.createElement('input'), { type: 'text', inputMode: 'decimal', size: 8, required: true });
  label.append(rate);
  form.append(label, Object.assign(document.createElement('button'), { type: 'submit', textContent: 'Set' }));
  form.addEventListener('submit', event => {
    event.preventDefault();
    const value = Number(rate.value);
    if (!(value > 0) || !Number.isFinite(value)) note.textContent = `The learning rate is ${rate.value || 'missing'}; it must be a number above 0.`;
    else send({ command: 'set', key: 'optimizer.learningRate', value }, `The learning rate is ${figure(value)} from the next step on.`);
  });
  tools.append(form);
  place.append(tools, note);
}

/** What was changed while a run was trained. @param {HTMLElement} place @param {Change[]} changes */
export function changed(place, changes) {
  place.replaceChildren();
  if (changes.length === 0) return;
  const list = element('ul', '', '');
  changes.forEach(change => list.append(element('li', '', told(change))));
  place.append(element('p', 'note', 'Changed while it was trained:'), list);
}
