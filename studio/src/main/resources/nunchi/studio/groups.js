/** Runs that differ by their seed alone, as one: the choice to draw their mean, and whether two such groups differ. */
/** @import { Compared } from './answered.js' */
import { choice, element } from './dom.js';
import { figure } from './numbers.js';
import { isShare, words } from './runs.js';

const FIRST = ['test_accuracy', 'val_accuracy', 'test_loss', 'val_loss'];

/**
 * The choice of what the curves are: of each run, or means of groups.
 *
 * @param {string} chosen `seeds`, a setting, or empty for each run
 * @param {boolean} seeded whether some runs differ by their seed alone
 * @param {string[]} keys settings of which several runs have the same value
 * @param {(by: string) => void} changed
 */
export function averaging(chosen, seeded, keys, changed) {
  const place = element('p', 'note averaging', '');
  /** @type {[string, string][]} */
  const options = [['', 'each run'], ...seeded ? [/** @type {[string, string]} */ (['seeds', 'means of the runs that differ by their seed alone'])] : [],
    ...keys.map(key => /** @type {[string, string]} */ ([key, 'means by ' + key]))];
  const select = choice(place, 'Curves of ', options);
  select.value = options.some(([value]) => value === chosen) ? chosen : '';
  select.addEventListener('change', () => changed(select.value));
  place.append(' The band of a mean reaches from the lowest to the highest run.');
  return place;
}

/** @param {string} metric @param {number} value */
const difference = (metric, value) => isShare(metric) ? (100 * value).toFixed(2) + ' points' : figure(value);

/** @param {Compared} compared */
export function tests({ groups, tests: all }) {
  const frame = element('div', 'table', '');
  const metrics = [...new Set(all.map(each => each.metric))].filter(metric => !['seconds', 'learning_rate'].includes(metric));
  const first = FIRST.find(metric => metrics.includes(metric)) ?? metrics[0];
  const select = choice(frame, 'Metric ', metrics.map(metric => [metric, words(metric)]));
  select.value = first ?? '';
  const scroll = element('div', 'scroll', '');
  const table = document.createElement('table');
  table.className = 'tests';
  table.createCaption().append(element('span', '', 'Differences between settings, by the last epoch of each run'));
  const head = table.createTHead().insertRow();
  head.append(...['First', 'Second', 'Difference', '95 % interval', 'p', 'Test'].map((text, number) => {
    const cell = element('th', number > 1 && number < 5 ? 'number' : '', text);
    cell.setAttribute('scope', 'col');
    return cell;
  }));
  const body = table.createTBody();
  const fill = () => {
    body.replaceChildren();
    for (const each of all.filter(test => test.metric === select.value)) {
      body.insertRow().append(
        element('td', '', groups[each.first].name), element('td', '', groups[each.second].name), element('td', 'number', difference(each.metric, each.difference)),
        element('td', 'number', each.confidence95 === undefined ? '–' : `± ${difference(each.metric, each.confidence95)}`),
        element('td', 'number', each.p === undefined ? '–' : each.p < .001 ? '< 0.001' : each.p.toFixed(3)),
        element('td', '', each.paired ? `paired, ${each.runs} seeds` : `Welch, ${each.runs} runs`));
    }
  };
  select.addEventListener('change', fill);
  fill();
  scroll.append(table);
  frame.append(scroll);
  return frame;
}
