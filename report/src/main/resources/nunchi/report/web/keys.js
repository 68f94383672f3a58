/** Keys within a group: one of many is a stop of the tab key; the arrow keys go on from there. */

/** @type {Record<string, [number, number]>} right and down */
const WAYS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

/** @param {Element} item */
function middle(item) {
  const box = item.getBoundingClientRect();
  return [box.left + box.width / 2, box.top + box.height / 2];
}

/** The nearest item that lies that way. @param {HTMLElement[]} items @param {HTMLElement} from @param {[number, number]} way */
function next(items, from, [right, down]) {
  const [x, y] = middle(from);
  const ahead = items.filter(item => item.offsetParent && item !== from).map(item => {
    const [left, top] = middle(item);
    return right ? { item, along: (left - x) * right, aside: Math.abs(top - y) } : { item, along: (top - y) * down, aside: Math.abs(left - x) };
  }).filter(each => each.along > 1);
  return ahead.sort((a, b) => a.along + 3 * a.aside - b.along - 3 * b.aside)[0]?.item;
}

/** @param {HTMLElement[]} items */
export function rove(items) {
  let stop = items[0];
  for (const item of items) {
    item.tabIndex = item === stop ? 0 : -1;
    item.addEventListener('focus', () => {
      stop.tabIndex = -1;
      stop = item;
      stop.tabIndex = 0;
    });
    item.addEventListener('keydown', event => {
      const way = WAYS[event.key];
      const goal = way && !event.ctrlKey && !event.altKey && !event.metaKey && next(items, item, way);
      if (!goal) return;
      event.preventDefault();
      goal.focus();
    });
  }
}
