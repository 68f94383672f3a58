(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ' at ' + location.href + ': ' + document.body.innerText.slice(0, 100) + JSON.stringify([failed, performance.getEntriesByType('resource').map(e => e.name + ' ' + e.responseStatus)]));
  };
  const rows = () => [...document.querySelectorAll('#runs tbody tr')];
  const ids = () => rows().map(row => row.dataset.id);
  const row = id => rows().find(each => each.dataset.id === id);
  const captions = () => [...document.querySelectorAll('.live figure')].map(figure => figure.dataset.caption);
  const seen = {};
  await until(() => rows().length > 0);
  seen.rows = rows().length;
  row('first').querySelector('bdi').click();
  await until(() => captions().length > 1 && document.querySelector('iframe.report'));
  seen.one = captions();
  seen.report = document.querySelector('iframe.report').getAttribute('src');
  row('second').querySelector('input').click();
  await until(() => document.querySelector('#panel table tbody tr') && captions().some(each => each.startsWith('validation')));
  seen.several = captions();
  seen.differences = [...document.querySelectorAll('#panel table td')].map(cell => cell.textContent);
  const filter = document.querySelector('#filter');
  filter.value = 'INTERRUPTED';
  filter.dispatchEvent(new Event('input'));
  seen.filtered = ids();
  filter.value = '';
  filter.dispatchEvent(new Event('input'));
  document.querySelector('#runs thead th button').click();
  seen.ascending = ids();
  document.querySelector('#runs thead th button').click();
  seen.descending = ids();
  row('second').focus();
  row('second').dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true }));
  await until(() => document.querySelector('#panel h2')?.textContent === 'second');
  seen.keyboard = document.activeElement.dataset.id;
  const page = document.scrollingElement;
  return JSON.stringify({ ...seen, wide: page.scrollWidth > page.clientWidth, ran, failed });
})()
