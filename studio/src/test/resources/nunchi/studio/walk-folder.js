(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.body.innerText.slice(0, 300) + failed);
  };
  const within = await until(() => [...document.querySelectorAll('#within option')].some(each => each.value === 'search') && document.querySelector('#within'));
  within.value = 'search';
  within.dispatchEvent(new Event('change'));
  const metric = await until(() => document.querySelector('#trials select'));
  metric.value = 'test_accuracy';
  metric.dispatchEvent(new Event('change'));
  await until(() => document.querySelectorAll('#trials figure').length > 1);
  const seen = { rows: document.querySelectorAll('#runs tbody tr').length, importance: document.querySelector('#trials .likely li').textContent };
  seen.captions = [...document.querySelectorAll('#trials figcaption')].map(each => each.textContent);
  document.querySelector('.filter button').click();
  const label = () => document.querySelector('.live figure[data-caption="validation accuracy by epoch"] .plot')?.getAttribute('aria-label');
  seen.means = await until(() => document.querySelector('table.tests') && label()?.includes('(3)') && label());
  seen.tests = document.querySelector('table.tests').textContent;
  const curves = document.querySelector('#panel .averaging select');
  const choose = by => {
    curves.value = by;
    curves.dispatchEvent(new Event('change'));
  };
  choose('data.batch');
  seen.grouped = await until(() => label()?.includes('data.batch 32 (3)') && label());
  choose('');
  seen.single = await until(() => label()?.includes('search/trials/001') && label());
  const page = document.scrollingElement;
  return JSON.stringify({ ...seen, wide: page.scrollWidth > page.clientWidth, failed });
})()
