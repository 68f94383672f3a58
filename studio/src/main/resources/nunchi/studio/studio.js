/** The studio's page: the table of runs, and what is chosen in it. */
import { button, found } from './dom.js';
import { drafting } from './drafting.js';
import { history, listen } from './following.js';
import { panel, redraw } from './panel.js';
import { folder, show, table } from './runs.js';
import { answer } from './server.js';
import { hideTrials, redrawTrials, showTrials } from './trials.js';

/** @import { Run } from './runs.js' */

const PAUSE = 2000;
const MOST = 64;

/** @type {Run[]} */
let runs = [];
/** @type {Set<string>} */
const chosen = new Set();
/** Counts the questions, so that an answer that comes late is not shown. */
let question = 0;

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
  remember();
  await shown();
}

/** In the page's address, for the next time. */
function remember() {
  window.history.replaceState(null, '', '#' + [...chosen].map(encodeURIComponent).join('&'));
}

/** @param {string[]} ids */
async function chooseAll(ids) {
  chosen.clear();
  ids.slice(0, MOST).forEach(id => chosen.add(id));
  remember();
  await shown();
}

async function shown() {
  const own = ++question;
  show(runs, chosen);
  const open = runs.filter(run => chosen.has(run.id));
  const [details, compared] = await Promise.all([
    Promise.all(open.map(run => answer('/api/run?id=' + encodeURIComponent(run.id)).catch(() => null))),
    open.length > 1 ? answer('/api/compare?' + open.map(run => 'id=' + encodeURIComponent(run.id)).join('&')).catch(() => null) : null,
    listen(open, () => redraw(history)),
  ]);
  if (own === question) panel(details.filter(Boolean), compared, history, edit);
}

/** What was last known of the runs below the folder, so that only changes are drawn. */
let known = '';

/** The settings of the folder that is looked at. */
async function trials() {
  const within = folder();
  const state = within && within + JSON.stringify(runs.filter(run => run.id.startsWith(within + '/')).map(run => [run.id, run.state, run.epoch]));
  if (state === known) return;
  known = state;
  if (within === '') hideTrials();
  else showTrials(await answer('/api/trials?folder=' + encodeURIComponent(within)));
}

async function refresh() {
  try {
    const listed = await answer('/api/runs');
    const before = JSON.stringify(runs.filter(run => chosen.has(run.id)).map(run => run.state));
    runs = listed.runs;
    found('#folder').textContent = 'in ' + listed.folder;
    const training = runs.filter(run => run.state === 'training').length;
    status(runs.length === 0 ? 'No runs yet: train one into this folder, and it appears here.'
      : `${runs.length} ${runs.length === 1 ? 'run' : 'runs'}${training ? `, ${training} in training` : ''}`);
    for (const id of [...chosen]) if (!runs.some(run => run.id === id)) chosen.delete(id);
    show(runs, chosen);
    await trials();
    if (before !== JSON.stringify(runs.filter(run => chosen.has(run.id)).map(run => run.state))) await shown();
  } catch (failure) {
    status('The studio does not answer: it was closed, or the folder is gone. ' + (failure instanceof Error ? failure.message : ''));
  }
  setTimeout(refresh, document.hidden ? 5 * PAUSE : PAUSE);
}

/** Chooses a run as soon as it is in the table. @param {string} id */
async function begun(id) {
  for (let tried = 0; tried < 20 && !runs.some(run => run.id === id || run.id.startsWith(id + '/')); tried++) {
    runs = (await answer('/api/runs')).runs;
    await new Promise(resolve => setTimeout(resolve, 300));
  }
  await chooseAll([runs.find(run => run.id === id || run.id.startsWith(id + '/'))?.id ?? id]);
}

/** @param {Run} run */
async function edit(run) {
  await drafting(found('#draft'), { id: run.id, epoch: run.epoch }, begun);
  found('#draft').scrollIntoView();
}

button(found('.begin'), 'New training', '', () => drafting(found('#draft'), null, begun));
table(choose, chooseAll, () => {
  show(runs, chosen);
  trials();
});
location.hash.slice(1).split('&').filter(Boolean).forEach(id => chosen.add(decodeURIComponent(id)));
await refresh();
if (chosen.size) await shown();
addEventListener('resize', () => {
  redraw(history);
  redrawTrials();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => redraw(history));
