/** The legend of some maps: buttons that hide and show their groups. */
/** @import { Map as PointsMap } from './map.js' */
import { button, element } from './dom.js';
import { groupColour } from './look.js';
import { drawMap } from './map.js';

const MOST = 200;

/**
 * @param {HTMLElement} box
 * @param {PointsMap[]} maps that share their groups
 * @returns {() => void} colours the legend anew
 */
export function legend(box, maps) {
  const { names, groups, colours, none } = maps[0];
  box.replaceChildren();
  if (names.length === 0 && !groups.includes(-1)) return () => {};
  if (names.length > MOST) {
    box.append(element('span', 'note', `${names.length} groups; a legend has at most ${MOST}`));
    return () => {};
  }
  const named = [...names.keys()].filter(number => names[number] !== undefined).sort((a, b) => +names[a] - +names[b] || a - b);
  const numbers = groups.includes(-1) ? [...named, -1] : named;
  const hidden = maps[0].hidden;
  maps.forEach(map => { map.hidden = hidden; });

  /** @param {boolean} alone @param {number} number */
  function toggle(alone, number) {
    const others = numbers.filter(each => each !== number);
    const only = !hidden.has(number) && others.every(each => hidden.has(each));
    if (alone) {
      hidden.clear();
      if (!only) others.forEach(each => hidden.add(each));
    } else if (!hidden.delete(number)) {
      hidden.add(number);
    }
    maps.forEach(drawMap);
    colour();
  }

  const entries = numbers.map(number => {
    const name = names[number] ?? none;
    const made = button(box, name, '', event => toggle(event.shiftKey, number));
    const dot = element('i', number < 0 ? 'none' : '', '');
    made.prepend(dot);
    made.title = `hide or show ${name}; twice, or with Shift: ${name} alone`;
    made.addEventListener('dblclick', () => toggle(true, number));
    return { made, dot, number };
  });

  function colour() {
    for (const { made, dot, number } of entries) {
      dot.style.background = groupColour(number, colours);
      made.setAttribute('aria-pressed', String(!hidden.has(number)));
    }
  }
  colour();
  return colour;
}
