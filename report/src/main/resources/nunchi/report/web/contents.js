/** The list of contents follows the reader, and cards of examples are leafed through. */
import { all, button, element, found } from './dom.js';

/** With more entries, only the sections of the member that is being read are unfolded. */
const LONG = 40;

export function contents() {
  const narrow = matchMedia('(max-width: 60rem)').matches;
  if (narrow) found('nav details').removeAttribute('open');
  const entries = all('nav li');
  const link = (/** @type {HTMLElement} */ entry) => /** @type {HTMLAnchorElement} */ (entry.firstElementChild);
  /** @param {HTMLElement} entry @returns {HTMLElement} */
  const member = entry => entry.matches('.level2') || !(entry.previousElementSibling instanceof HTMLElement) ? entry : member(entry.previousElementSibling);
  const bySection = new Map(entries.map(entry => [link(entry).hash.slice(1), entry]));

  function unfold(/** @type {HTMLElement} */ current) {
    if (entries.length > LONG && !narrow) entries.forEach(entry => { entry.hidden = member(entry) !== member(current) && entry !== member(entry); });
  }

  const watch = new IntersectionObserver(seen => seen.filter(each => each.isIntersecting).forEach(each => {
    const entry = bySection.get(each.target.id);
    entries.forEach(other => link(other).removeAttribute('aria-current'));
    if (!entry) return;
    link(entry).setAttribute('aria-current', 'true');
    unfold(entry);
  }), { rootMargin: '0px 0px -80% 0px' });
  for (const id of bySection.keys()) watch.observe(/** @type {HTMLElement} */ (document.getElementById(id)));
  if (entries.length) unfold(entries[0]);
}

/** Cards that lie on each other. */
export function decks() {
  for (const deck of all('.deck')) {
    const cards = [...deck.children];
    let shown = 0;
    deck.classList.add('alive');
    cards[0].classList.add('shown');
    if (cards.length < 2) continue;
    const place = element('div', 'tools', '');
    deck.after(place);
    button(place, 'Another one', '', () => {
      cards[shown].classList.remove('shown');
      shown = (shown + 1) % cards.length;
      cards[shown].classList.add('shown');
    });
  }
}
