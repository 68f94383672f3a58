/** A row that is pointed at on one map, or reached by keys, is marked in all maps of the same rows, with its picture and its groups on a card. */
/** @import { Rows } from './types.js' */
/** @import { Map as PointsMap } from './map.js' */
import { data } from './data.js';
import { element } from './dom.js';
import { bytes, figureOf, isShown, place, square, width } from './map.js';

const THUMBNAIL = 84;
const REACH = 12;

const card = element('div', 'pointed', '');
card.hidden = true;
document.body.append(card);
addEventListener('scroll', () => { card.hidden = true; }, { passive: true });

/** @type {globalThis.Map<Rows, string>} */
const addresses = new Map();

/** A short address: the style would have to be read anew with the whole sheet in it for every thumbnail. @param {Rows} rows @param {string} image */
function address(rows, image) {
  const known = addresses.get(rows) ?? URL.createObjectURL(new Blob([bytes(image.split(',')[1])], { type: 'image/png' }));
  addresses.set(rows, known);
  return known;
}

/** @param {Rows} rows @param {NonNullable<Rows['sheet']>} sheet @param {number} row */
function thumbnail(rows, sheet, row) {
  const image = element('b', '', '');
  const zoom = Math.max(1, Math.round(THUMBNAIL / sheet.height));
  const [across, down] = [sheet.width * zoom, sheet.height * zoom];
  Object.assign(image.style, { width: across + 'px', height: down + 'px', backgroundImage: `url(${address(rows, sheet.image)})`, backgroundSize: `${across * sheet.across}px auto`,
    backgroundPosition: `${-(row % sheet.across) * across}px ${-Math.floor(row / sheet.across) * down}px` });
  return image;
}

/** The row nearest to a place, if one is in reach; -1 for none. @param {PointsMap} map @param {number} x @param {number} y */
function nearest(map, x, y) {
  const frame = square(map, width(map));
  let [best, least] = [-1, REACH ** 2];
  for (let row = 0; row < map.count; row++) {
    if (!isShown(map, row)) continue;
    const [px, py] = place(map, row, frame);
    const distance = (px - x) ** 2 + (py - y) ** 2;
    if (distance < least) [best, least] = [row, distance];
  }
  return best;
}

/** @param {PointsMap[]} maps of the same rows */
export function together(maps) {
  const rows = maps[0].chart.rows === undefined ? undefined : data.rows[maps[0].chart.rows];
  const status = element('p', 'spoken', '');
  status.setAttribute('role', 'status');
  figureOf(maps[0]).before(status);
  let shown = -1;

  function groups(/** @type {number} */ row) {
    const grouped = [...new Map(maps.filter(map => map.groups.length).map(map => [map.groups, map])).values()];
    return grouped.map(map => (grouped.length > 1 ? map.told + ': ' : '') + (map.names[map.groups[row]] ?? map.none)).join(', ');
  }

  /* Reads before it writes: the page is laid out once, however many maps there are. */
  function mark(/** @type {number} */ row) {
    shown = row;
    const places = row < 0 ? [] : maps.map(each => place(each, row, square(each, width(each))));
    maps.forEach((each, number) => {
      each.ring.style.display = row < 0 ? 'none' : 'block';
      if (row >= 0) [each.ring.style.left, each.ring.style.top] = places[number].map(value => value + 'px');
    });
  }

  /** @param {PointsMap} map @param {number} row @param {[number, number]} [at] of the pointer; the row's own place where it was reached by keys */
  function show(map, row, at) {
    if (row !== shown) mark(row);
    card.hidden = row < 0;
    if (row < 0) return;
    const names = groups(row);
    card.textContent = `${names && names + ', '}${rows?.part ? rows.part + ' ' : ''}row ${rows?.numbers[row] ?? row}`;
    status.textContent = at ? '' : card.textContent;
    if (rows?.sheet && row < rows.sheet.count) card.prepend(thumbnail(rows, rows.sheet, row));
    const box = map.box.getBoundingClientRect();
    const own = place(map, row, square(map, width(map)));
    const [x, y] = at ?? [own[0] + box.left, own[1] + box.top];
    card.style.left = Math.max(8, Math.min(innerWidth - card.offsetWidth - 8, x + 16)) + 'px';
    card.style.top = Math.max(8, Math.min(innerHeight - card.offsetHeight - 8, y + 16)) + 'px';
  }

  /** From row to row, and with up and down to rows of another group. @param {PointsMap} map @param {string} key */
  function step(map, key) {
    const by = key === 'ArrowLeft' || key === 'ArrowUp' ? -1 : 1;
    const isOther = key === 'ArrowUp' || key === 'ArrowDown';
    if (key === 'Home' || key === 'End') shown = -1;
    const way = key === 'End' ? -1 : by;
    const from = shown < 0 ? (way > 0 ? -1 : map.count) : shown;
    for (let row = from + way; row >= 0 && row < map.count; row += way) {
      if (maps.some(each => isShown(each, row)) && !(isOther && shown >= 0 && map.groups[row] === map.groups[shown])) return row;
    }
    return shown;
  }

  for (const map of maps) listen(map, show, (/** @type {string} */ key) => step(map, key));
}

/** @param {PointsMap} map @param {(map: PointsMap, row: number, at?: [number, number]) => void} show @param {(key: string) => number} step */
function listen(map, show, step) {
  const point = (/** @type {PointerEvent} */ event) => {
    const box = map.box.getBoundingClientRect();
    show(map, nearest(map, event.clientX - box.left, event.clientY - box.top), [event.clientX, event.clientY]);
  };
  map.box.addEventListener('pointermove', point);
  map.box.addEventListener('pointerdown', point);
  map.box.addEventListener('pointerleave', event => { if (event.pointerType === 'mouse') show(map, -1); });
  map.box.addEventListener('blur', () => show(map, -1));
  map.box.addEventListener('keydown', event => {
    if (event.key === 'Escape') show(map, -1);
    if (!['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End'].includes(event.key) || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    show(map, step(event.key));
  });
  map.box.tabIndex = 0;
  map.box.setAttribute('role', 'application');
  map.box.setAttribute('aria-label', map.box.getAttribute('aria-label') + ' Left and right go from point to point, up and down to a point of another group.');
}
