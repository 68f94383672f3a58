/** The epochs of the chosen runs: read at once, and followed while they are trained. */
/** @import { Run } from './runs.js' */
/** @import { Change } from './steering.js' */

/** @typedef {Record<string, number>} Epoch */

/** @typedef {{ side: number, left: number, right: number, bottom: number, top: number, classes: string[], points: string, labels: number[] }} Plane */

/** @typedef {{ epoch: number, classes: string, probabilities: string }} Surface */

/** The epochs of each run that is chosen, by its id. @type {Map<string, Epoch[]>} */
export const history = new Map();

/** What was changed in the trainings, by the run. @type {Map<string, Change[]>} */
export const changes = new Map();

/** What classifiers of two numbers predict over the plane, by the run. @type {Map<string, { plane: Plane, surfaces: Surface[] }>} */
export const planes = new Map();

/** How far the journal of each is read, in bytes. @type {Map<string, number>} */
const read = new Map();

/** Of all that have not ended. @type {EventSource | null} */
let stream = null;
let followed = '';

/** A training that was continued has epochs anew. @param {string} id @param {any} line */
function add(id, line) {
  if (line.event === 'intervention') {
    changes.set(id, [...(changes.get(id) ?? []).filter(each => each.epoch < line.epoch || each.epoch === line.epoch && each.step <= line.step), line]);
    return;
  }
  if (line.event === 'plane') {
    planes.set(id, { plane: line, surfaces: [] });
    return;
  }
  if (line.event === 'surface') {
    const surfaces = planes.get(id)?.surfaces ?? [];
    while (surfaces.length && surfaces[surfaces.length - 1].epoch >= line.epoch) surfaces.pop();
    surfaces.push(line);
    return;
  }
  const epochs = history.get(id) ?? [];
  while (epochs.length && epochs[epochs.length - 1].epoch >= line.epoch) epochs.pop();
  epochs.push(line);
  history.set(id, epochs);
}

/** @param {string} id */
async function load(id) {
  const answer = await fetch('/api/epochs?id=' + encodeURIComponent(id));
  if (!answer.ok) return;
  const lines = JSON.parse('[' + (await answer.text()).trim().replaceAll('\n', ',') + ']');
  history.set(id, []);
  changes.set(id, []);
  read.set(id, lines.pop().at);
  for (const line of lines) add(id, line);
}

/** @param {string[]} ids @param {() => void} changed */
function follow(ids, changed) {
  stream?.close();
  stream = null;
  followed = ids.join('\n');
  if (ids.length === 0) return;
  const query = ids.map(id => 'id=' + encodeURIComponent(id)).join('&') + '&at=' + ids.map(id => read.get(id) ?? 0).join('-');
  const source = new EventSource('/api/events?' + query);
  stream = source;
  let waiting = 0;
  source.addEventListener('cut', event => {
    history.set(ids[+event.data], []);
    changes.set(ids[+event.data], []);
  });
  source.addEventListener('message', event => {
    const space = event.data.indexOf(' ');
    const id = ids[+event.data.slice(0, space)];
    const line = JSON.parse(event.data.slice(space + 1));
    event.lastEventId.split('-').forEach((at, number) => read.set(ids[number], +at));
    if (!['epoch', 'intervention', 'plane', 'surface'].includes(line.event)) return;
    add(id, line);
    waiting ||= setTimeout(() => {
      waiting = 0;
      changed();
    }, 50);
  });
}

/** Reads and follows what is chosen, and forgets the rest. @param {Run[]} chosen @param {() => void} changed */
export async function listen(chosen, changed) {
  const ids = new Set(chosen.map(run => run.id));
  for (const id of [...history.keys()]) {
    if (!ids.has(id)) {
      history.delete(id);
      changes.delete(id);
      planes.delete(id);
      read.delete(id);
    }
  }
  const fresh = chosen.filter(run => !history.has(run.id) || run.epoch > (history.get(run.id)?.at(-1)?.epoch ?? 0));
  await Promise.all(fresh.map(run => load(run.id)));
  /* What is trained on another machine may look as if it were interrupted. */
  const trained = chosen.filter(run => ['training', 'interrupted'].includes(run.state)).map(run => run.id);
  if (trained.join('\n') !== followed) follow(trained, changed);
}
