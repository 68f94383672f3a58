/** One run's model, asked by a person: an example that is drawn, chosen, pasted or typed, and what the model makes of it. */
/** @import { Explained, Form, Maps, Predicted } from './answered.js' */
import { button, element } from './dom.js';
import { keeping } from './keeping.js';
import { Latest } from './latest.js';
import { layers } from './layers.js';
import { percent, figure } from './numbers.js';
import { rowForm } from './rowform.js';
import { answer, post } from './server.js';
import { sketch } from './sketch.js';
import { stepping } from './stepping.js';

const AGAIN = 700;
const MOST_CLASSES = 10;

/** @param {Predicted} said @param {HTMLElement} place */
function probabilities(said, place) {
  place.replaceChildren();
  if (said.problem) return place.append(element('p', 'note', said.problem));
  const list = element('ol', 'likely', '');
  for (const each of (said.top ?? []).slice(0, MOST_CLASSES)) {
    const row = element('li', '', '');
    const value = each.probability ?? each.score ?? 0;
    const bar = element('i', '', '');
    bar.style.width = (each.probability === undefined ? 0 : 100 * value) + '%';
    row.append(element('bdi', '', each.class), bar, element('span', 'number', each.probability === undefined ? figure(value) : percent(value)));
    list.append(row);
  }
  if (said.values) said.values.forEach(value => list.append(element('li', '', figure(value))));
  if (said.predicted) place.append(element('p', '', said.predicted));
  place.append(list);
  (said.warnings ?? []).forEach(warning => place.append(element('p', 'note', warning)));
}

/** In one sentence, for those who hear the page. @param {Predicted} said */
function sentence(said) {
  const best = said.top?.[0];
  return said.problem ?? (best ? `Prediction: ${best.class}, ${best.probability === undefined ? figure(best.score ?? 0) : percent(best.probability)}`
    : said.predicted ?? (said.values ?? []).map(figure).join(', '));
}

/** @param {string} id of the run @param {HTMLElement} place */
export async function asking(id, place) {
  const query = '?id=' + encodeURIComponent(id);
  /** @type {Form} */
  const form = await answer('/api/model' + query);
  if (!place.isConnected) return;
  const asked = (/** @type {string} */ path, /** @type {object} */ example) => post(path + query, example);
  /** @type {object | null} */
  let last = null;
  if (form.takes === 'array') return stepping(place, asked, form, () => last);
  const [input, said, status, deeper] = [element('div', 'given', ''), element('div', 'said', ''), element('p', 'spoken', ''), element('div', 'deeper', '')];
  status.setAttribute('role', 'status');
  const beside = element('div', 'tried', '');
  beside.append(input, said);
  place.append(element('h3', '', { image: 'Try an image', text: 'Try a text', table: 'Try a row', array: '' }[form.takes]), beside, status, deeper);
  const inside = layers(deeper, form);
  stepping(place, asked, form, () => last);
  const explain = new Latest(async (/** @type {object} */ example) => {
    if (form.state !== 'ready') return;
    try {
      inside.show(/** @type {Explained} */ (await asked('/api/explain', example)));
    } catch {
      inside.show(null);
    }
  });
  const predict = new Latest(async (/** @type {object} */ example) => {
    last = example;
    try {
      const answered = /** @type {Predicted} */ (await asked('/api/predict', example));
      probabilities(answered, said);
      status.textContent = sentence(answered);
      inside.seen(answered);
      if (answered.problem) inside.show(null);
      else explain.take(example);
    } catch (failure) {
      said.replaceChildren(element('p', 'note', failure instanceof Error ? failure.message : ''));
    }
  });
  if (form.takes === 'image' && form.classes.length > 0) keeping(place, query, form.classes, () => /** @type {{ image?: string } | null} */ (last)?.image);
  if (form.takes === 'image') sketch(input, form, image => predict.take({ image }), () => {
    said.replaceChildren();
    inside.show(null);
    last = null;
  });
  else if (form.takes === 'text') typed(input, text => predict.take({ text }));
  await prepared(query, form, inside, place);
  if (form.takes === 'table') rowForm(input, form.columns, row => predict.take({ row }));
  if (last) explain.take(last);
}

/** Waits until the layers can be looked at. @param {string} query @param {Form} form @param {{ note: (text: string) => void, maps: (laid: Maps) => void }} inside @param {HTMLElement} place */
async function prepared(query, form, inside, place) {
  while (form.state === 'preparing' && place.isConnected) {
    inside.note('The data and the outputs of the layers are being loaded.');
    await new Promise(resolve => setTimeout(resolve, AGAIN));
    Object.assign(form, await answer('/api/model' + query).catch(() => ({ state: 'none' })));
  }
  inside.note(form.problem ?? '');
  if (form.state === 'ready') inside.maps(/** @type {Maps} */ (await answer('/api/maps' + query)));
}

/** @param {HTMLElement} place @param {(text: string) => void} given */
function typed(place, given) {
  const label = element('label', '', 'Text ');
  const area = document.createElement('textarea');
  area.rows = 3;
  label.append(area);
  place.append(label);
  button(place, 'Predict', '', () => { if (area.value.trim()) given(area.value); });
}
