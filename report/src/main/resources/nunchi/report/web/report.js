/** The page of a report: brings its parts to life, and draws them anew where size, colours or paper ask for it. */
import { answers } from './answers.js';
import { charts } from './chart.js';
import { clusterings } from './clusterings.js';
import { confusions } from './confusion.js';
import { contents, decks } from './contents.js';
import { setPrinting } from './look.js';
import { redrawMaps, startMaps } from './maps.js';
import { figures } from './saving.js';
import { tables, widen } from './table.js';

const plots = charts();
tables();
decks();
figures();
answers();
confusions();
startMaps();
clusterings(plots);
contents();
widen();

function redraw() {
  widen();
  plots.forEach(plot => plot.draw());
  redrawMaps();
}

let waiting = 0;
addEventListener('resize', () => {
  clearTimeout(waiting);
  waiting = setTimeout(redraw, 100);
});
document.addEventListener('toggle', widen, true);
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', redraw);
/* On paper: light colours, and every section that is folded on the screen stays folded. */
for (const [event, isOnPaper] of /** @type {[string, boolean][]} */ ([['beforeprint', true], ['afterprint', false]])) {
  addEventListener(event, () => {
    setPrinting(isOnPaper);
    redraw();
  });
}
