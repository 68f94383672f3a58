/** The pictures or texts of answers: each tells its likeliest classes, and a gallery or table of them is ordered and filtered by class. */
import { all, button, choice, element, tools } from './dom.js';
import { rove } from './keys.js';
import { count } from './numbers.js';

/** Of more answers the first are shown. */
const FEW = 98;

const tip = element('div', 'tip probabilities', '');
tip.id = 'tip';
tip.setAttribute('role', 'tooltip');

/** @param {HTMLElement} figure */
function tell(figure) {
  const list = element('ul', '', '');
  for (const [name, share] of /** @type {[string, number][]} */ (JSON.parse(figure.dataset.said ?? '[]'))) {
    const [line, bar] = [element('li', '', ''), element('span', 'bar', '')];
    bar.style.setProperty('--share', String(share));
    line.append(element('span', 'name', name), bar, element('span', 'number', (100 * share).toFixed(1) + ' %'));
    list.append(line);
  }
  tip.replaceChildren(element('p', '', 'row ' + figure.dataset.row), list);
  document.body.append(tip);
  const box = (figure.querySelector('td.number') ?? figure).getBoundingClientRect();
  const above = box.bottom + tip.offsetHeight + 8 > innerHeight;
  tip.style.left = Math.max(8, Math.min(innerWidth - tip.offsetWidth - 8, box.left + box.width / 2 - tip.offsetWidth / 2)) + 'px';
  tip.style.top = (above ? box.top - tip.offsetHeight - 6 : box.bottom + 6) + 'px';
  figure.setAttribute('aria-describedby', 'tip');
}

/** Figures or rows that tell their classes when they are pointed at or reached by keys. @param {HTMLElement[]} figures */
export function alive(figures) {
  for (const figure of figures) {
    for (const begin of ['mouseenter', 'focus']) figure.addEventListener(begin, () => tell(figure));
    for (const end of ['mouseleave', 'blur']) figure.addEventListener(end, () => { tip.remove(); figure.removeAttribute('aria-describedby'); });
  }
  rove(figures);
}

/** @param {HTMLElement} box */
function gallery(box) {
  const figures = all('[data-pair]', box);
  alive(figures);
  if (figures.length < 2) return;
  /** @type {string[]} */
  const names = JSON.parse(box.dataset.classes ?? '[]');
  const [grid, ranked] = [figures[0].parentElement, [...figures]];
  const place = element('div', 'choices', '');
  box.prepend(place);
  const classes = (/** @type {string} */ key) => [...new Set(figures.map(each => Number(each.dataset[key])))].sort((a, b) => a - b)
    .map(each => /** @type {[string, string]} */ ([String(each), names[each] ?? String(each)]));
  const order = choice(place, 'Order by', [['', 'confidence'], ['row', 'row'], ['true', 'true class'], ['pred', 'predicted class']]);
  const truth = choice(place, 'True', [['', 'any'], ...classes('true')]);
  const prediction = choice(place, 'Predicted', [['', 'any'], ...classes('pred')]);
  const [number, paper] = [element('span', 'note', ''), element('p', 'note paper', '')];
  number.setAttribute('role', 'status');
  place.append(number);
  box.append(paper);
  let isWhole = false;
  const more = button(tools(box), '', '', () => { isWhole = true; show(); });

  function show() {
    const wanted = figures.filter(each => (!truth.value || each.dataset.true === truth.value) && (!prediction.value || each.dataset.pred === prediction.value));
    figures.forEach(each => { each.hidden = true; });
    wanted.slice(0, isWhole ? wanted.length : FEW).forEach(each => { each.hidden = false; });
    more.hidden = isWhole || wanted.length <= FEW;
    more.textContent = 'Show all ' + count(wanted.length);
    paper.textContent = more.hidden ? '' : `The first ${FEW} of ${count(wanted.length)} are printed.`;
    number.textContent = wanted.length === figures.length ? '' : wanted.length + ' of ' + count(figures.length);
  }

  order.addEventListener('change', () => {
    const by = (/** @type {HTMLElement} */ figure) => order.value ? Number(figure.dataset[order.value]) : 0;
    figures.sort((a, b) => by(a) - by(b) || ranked.indexOf(a) - ranked.indexOf(b));
    grid?.append(...figures);
    show();
  });
  [truth, prediction].forEach(each => each.addEventListener('change', show));
  show();
}

/** All galleries of answers. */
export function answers() {
  all('.answers').forEach(gallery);
  all('details :is(.pictures, tbody)').forEach(each => alive(all('[data-pair]', each)));
  addEventListener('scroll', () => tip.remove(), { passive: true });
  addEventListener('keydown', event => { if (event.key === 'Escape') tip.remove(); });
}
