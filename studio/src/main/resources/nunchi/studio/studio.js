/** The studio's page: the table of runs, and what is chosen in it. */
import { found } from './dom.js';
import { forget, history, listen } from './following.js';
import { panel, redraw } from './panel.js';
import { show, table } from './runs.js';

/** @import { Run } from './runs.js' */

const PAUSE = 2000;
const MOST = 16;

/** @type {Run[]} */
let runs = [];
/** @type {Set<string>} */
const chosen = new Set();

/** The answer of the studio, or nothing where it cannot be had. @param {string} path */
export async function asked(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error((await answer.json().catch(() => ({}))).problem ?? 'the studio answered ' + answer.status);
  return answer.json();
}

function status(/** @type {string} */ text) {
  found('#status').textContent = text;
}

/** @param {string} id @param {boolean} also whether others stay chosen */
async function choose(id, also) {
  if (also) {
    if (chosen.has(id)) chosen.delete(id);
    else if (chosen.size < MOST) chosen.add(id);
  } else {
    const only = chosen.size === 1 && chosen.has(id);
    chosen.clear();
    if (!only) chosen.add(id);
  }
  location.hash = [...chosen].map(encodeURIComponent).join('&');
  await shown();
}

async function shown() {
  show(runs, chosen);
  forget(chosen);
  const open = runs.filter(run => chosen.has(run.id));
  open.forEach(run => listen(run.id, () => redraw(history)));
  const details = await Promise.all(open.map(run => asked('/api/run?id=' + encodeURIComponent(run.id)).catch(() => null)));
  panel(details.filter(Boolean), history);
}

async function refresh() {
  try {
    const answer = await asked('/api/runs');
    const before = JSON.stringify(runs.filter(run => chosen.has(run.id)).map(run => run.state));
    runs = answer.runs;
    found('#folder').textContent = 'in ' + answer.folder;
    const training = runs.filter(run => run.state === 'training').length;
    status(runs.length === 0 ? 'No runs yet: train one into this folder, and it appears here.'
      : `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${training ? `, ${training} in training` : ''}`);
    for (const id of [...chosen]) if (!runs.some(run => run.id === id)) chosen.delete(id);
    show(runs, chosen);
    if (before !== JSON.stringify(runs.filter(run => chosen.has(run.id)).map(run => run.state))) await shown();
  } catch (failure) {
    status('The studio does not answer: it was closed, or the folder is gone. ' + (failure instanceof Error ? failure.message : ''));
  }
  setTimeout(refresh, document.hidden ? 5 * PAUSE : PAUSE);
}

table(choose, () => show(runs, chosen));
location.hash.slice(1).split('&').filter(Boolean).forEach(id => chosen.add(decodeURIComponent(id)));
await refresh();
if (chosen.size) await shown();
addEventListener('resize', () => redraw(history));
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw(history));
