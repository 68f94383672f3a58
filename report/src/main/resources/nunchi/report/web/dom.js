/** Elements of the page: found, made, and made into buttons. Text from the data is set as text, never as markup. */

/**
 * The first element that matches; a page without it is broken.
 *
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement}
 */
export function found(selector, within = document) {
  const first = within.querySelector(selector);
  if (!(first instanceof HTMLElement)) throw new Error('the page has no ' + selector);
  return first;
}

/**
 * @param {string} selector
 * @param {ParentNode} within
 * @returns {HTMLElement[]}
 */
export const all = (selector, within = document) => [...within.querySelectorAll(selector)].filter(each => each instanceof HTMLElement);

/**
 * The nearest element around that matches.
 *
 * @param {Element} node
 * @param {string} selector
 * @returns {HTMLElement}
 */
export function around(node, selector) {
  const outer = node.closest(selector);
  if (!(outer instanceof HTMLElement)) throw new Error('there is no ' + selector + ' around ' + node.className);
  return outer;
}

/**
 * @param {string} name
 * @param {string} kind its class
 * @param {string} text
 */
export function element(name, kind, text) {
  const made = document.createElement(name);
  made.className = kind;
  made.textContent = text;
  return made;
}

/**
 * @param {HTMLElement} place
 * @param {string} text
 * @param {string} label what it acts on, for those who cannot see where it stands
 * @param {(event: MouseEvent, made: HTMLButtonElement) => void} act
 */
export function button(place, text, label, act) {
  const made = document.createElement('button');
  made.type = 'button';
  made.textContent = text;
  if (label) made.setAttribute('aria-label', text + ': ' + label);
  made.addEventListener('click', event => act(event, made));
  place.append(made);
  return made;
}

/**
 * A row for the buttons of a figure, at its end.
 *
 * @param {HTMLElement} figure
 */
export function tools(figure) {
  const made = element('div', 'tools', '');
  figure.append(made);
  return made;
}

/**
 * A choice among options, with its title.
 *
 * @param {HTMLElement} place
 * @param {string} title
 * @param {[string, string][]} options each value and its text
 */
export function choice(place, title, options) {
  const label = element('label', '', title);
  const select = document.createElement('select');
  options.forEach(([value, text]) => select.append(new Option(text, value)));
  label.append(select);
  place.append(label);
  return select;
}
