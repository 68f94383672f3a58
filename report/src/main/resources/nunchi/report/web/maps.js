/** All maps of the page: their legends, what is shown together, and when each is drawn. */
/** @import { Map as PointsMap } from './map.js' */
import { data } from './data.js';
import { all, element } from './dom.js';
import { titled } from './drawing.js';
import { legend } from './legend.js';
import { drawMap, figureOf, mapIn, mapSvg, regroup } from './map.js';
import { together } from './pointing.js';
import { saving } from './saving.js';

/** @type {PointsMap[]} */
const maps = [];
/** What colours each legend anew. @type {Map<HTMLElement, () => void>} */
const legends = new Map();

/** @param {HTMLElement} box */
function read(box) {
  const chart = data.maps[+(box.dataset.map ?? '')];
  return mapIn(box, chart, chart.colouring === undefined ? { names: [], groups: [] } : data.colourings[chart.colouring]);
}

/** Maps that show the same rows: those of one box with as many points. */
function linked() {
  const boxes = Map.groupBy(maps, map => map.box.closest('.maps') ?? map.box.closest('.charts') ?? map.box);
  return [...boxes.values()].flatMap(inside => [...Map.groupBy(inside, map => map.count).values()]);
}

/** The legend of a map's own figure, else of its box; a figure without either gets one. @param {PointsMap} map @returns {HTMLElement} */
function legendBox(map) {
  const figure = figureOf(map);
  const known = figure.querySelector('.legend') ?? map.box.closest('.maps')?.querySelector(':scope > .legend');
  if (known instanceof HTMLElement) return known;
  const made = element('div', 'legend', '');
  figure.prepend(made);
  return made;
}

export const redrawMaps = () => {
  maps.forEach(drawMap);
  legends.forEach(colour => colour());
};

/** The maps within a box, in its order. @param {HTMLElement} box */
export const mapsWithin = box => maps.filter(map => box.contains(map.box));

/** Shows other groups of the same points. @param {PointsMap} map @param {string[]} names @param {number[]} groups */
export function showGroups(map, names, groups) {
  regroup(map, names, groups);
  const box = legendBox(map);
  legends.set(box, legend(box, [map]));
  drawMap(map);
}

/** Brings all maps of the page to life. */
export function startMaps() {
  maps.push(...all('[data-map]').map(read));
  linked().forEach(together);
  for (const [box, within] of Map.groupBy(maps, legendBox)) legends.set(box, legend(box, within));
  const nearby = new IntersectionObserver(entries => entries.forEach(entry => {
    const map = maps.find(each => each.box === entry.target);
    if (!map) return;
    map.isNear = entry.isIntersecting;
    if (map.isNear && map.isStale) drawMap(map);
  }), { rootMargin: '800px' });
  for (const map of maps) {
    nearby.observe(map.box);
    saving(figureOf(map), map.chart.caption, { picture: () => titled(map.called, () => mapSvg(map)), file: () => map.called });
  }
}
