(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.body.innerText.slice(0, 600));
  };
  const named = text => [...document.querySelectorAll('button')].find(each => each.textContent === text);
  const press = key => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
  const write = (area, from, to, text) => {
    area.focus();
    area.setRangeText(text, from, to, 'end');
    area.dispatchEvent(new Event('input'));
  };
  const seen = {};
  await until(() => named('New training'));
  named('New training').click();
  const area = await until(() => document.querySelector('.editor textarea'));
  await until(() => document.querySelector('.sizes table'));
  const old = area.value.indexOf('activation: relu');
  write(area, old, old + 'activation: relu'.length, 'activ');
  const first = await until(() => document.querySelector('.suggestions li'));
  seen.suggested = first.textContent;
  press('Enter');
  await until(() => area.value.includes('activation: }') && document.querySelectorAll('.suggestions li').length > 3);
  write(area, area.selectionStart, area.selectionStart, 'rel');
  await until(() => document.querySelector('.suggestions li b')?.textContent === 'relu');
  press('Tab');
  seen.completed = area.value;
  await until(() => !named('Train').disabled && document.querySelector('.problem').textContent === 'It can be trained.');
  seen.layers = [...document.querySelectorAll('.sizes td')].map(cell => cell.textContent);
  const wrong = area.value.indexOf('units: 10');
  write(area, wrong, wrong + 5, 'unitz');
  await until(() => document.querySelector('.problem.wrong button'));
  seen.problem = document.querySelector('.problem').textContent;
  document.querySelector('.problem button').click();
  seen.selected = area.value.slice(area.selectionStart, area.selectionEnd);
  const checked = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'] });
  seen.violations = checked.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' '));
  write(area, area.value.indexOf('unitz'), area.value.indexOf('unitz') + 5, 'units');
  await until(() => !named('Train').disabled);
  area.dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', ctrlKey: true, bubbles: true }));
  await until(() => document.querySelector('.live figure'));
  seen.trained = document.querySelector('.live figcaption').textContent;
  const page = document.scrollingElement;
  return JSON.stringify({ ...seen, wide: page.scrollWidth > page.clientWidth, ran, failed });
})()
