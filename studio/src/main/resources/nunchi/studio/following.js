/** Follows the journals of the chosen runs, epoch by epoch. */

/** @typedef {Record<string, number>} Epoch */

/** The epochs of each run that is followed, by its id. @type {Map<string, Epoch[]>} */
export const history = new Map();

/** @type {Map<string, EventSource>} */
const sources = new Map();

/** @param {string} id @param {() => void} changed */
export function listen(id, changed) {
  if (sources.has(id)) return;
  const source = new EventSource('/api/events?id=' + encodeURIComponent(id));
  sources.set(id, source);
  history.set(id, []);
  let waiting = 0;
  const soon = () => {
    waiting ||= setTimeout(() => {
      waiting = 0;
      changed();
    }, 50);
  };
  source.addEventListener('cut', () => history.set(id, []));
  source.addEventListener('message', event => {
    const line = JSON.parse(event.data);
    if (line.event !== 'epoch') return;
    /* A training that was continued has epochs anew. */
    const epochs = (history.get(id) ?? []).filter(each => each.epoch < line.epoch);
    epochs.push(line);
    history.set(id, epochs);
    soon();
  });
}

/** Those that are no longer chosen. @param {Set<string>} chosen */
export function forget(chosen) {
  for (const [id, source] of [...sources]) {
    if (!chosen.has(id)) {
      source.close();
      sources.delete(id);
      history.delete(id);
    }
  }
}
