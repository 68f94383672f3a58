/** Pictures that are kept to test models with: what a model makes of all of them. */
/** @import { Tested } from './answered.js' */
import { button, choice, element } from './dom.js';
import { percent } from './numbers.js';
import { answer, post } from './server.js';

/** @param {Tested} tested @param {HTMLElement} place */
function show(tested, place) {
  place.replaceChildren();
  if (tested.pictures.length === 0) return;
  place.append(element('p', '', `${tested.right} of ${tested.pictures.length} test pictures are predicted right.`));
  const list = element('div', 'single', '');
  tested.pictures.forEach(({ label, predicted, probability, image }) => {
    const figure = element('figure', predicted === label ? '' : 'wrong', '');
    const said = predicted === undefined ? 'cannot be read' : predicted + (probability === undefined ? '' : ', ' + percent(probability));
    const drawn = Object.assign(document.createElement('img'), { src: 'data:image/png;base64,' + image, alt: 'test picture of ' + label });
    figure.append(drawn, element('figcaption', '', predicted === label ? said : `${label}, not ${said}`));
    list.append(figure);
  });
  place.append(list);
}

/** @param {HTMLElement} place @param {string} query @param {string[]} classes @param {() => string | undefined} last the picture that is shown */
export function keeping(place, query, classes, last) {
  const tools = element('div', 'tools keeping', '');
  const note = element('div', 'kept', '');
  note.setAttribute('role', 'status');
  const label = choice(tools, 'Class ', classes.map(each => [each, each]));
  const told = (/** @type {Promise<Tested>} */ asked) => asked.then(tested => show(tested, note), failed => note.replaceChildren(element('p', 'note', failed.message)));
  button(tools, 'Keep as a test picture', 'of the chosen class', () => {
    const image = last();
    if (image) told(post('/api/keep' + query, { image, label: label.value }));
    else note.replaceChildren(element('p', 'note', 'There is no picture yet: draw or choose one.'));
  });
  button(tools, 'Test', 'with all test pictures', () => told(answer('/api/tested' + query)));
  place.append(tools, note);
}
