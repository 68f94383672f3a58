(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ' at ' + location.href + ': ' + document.body.innerText.slice(0, 100) + JSON.stringify([failed, performance.getEntriesByType('resource').map(e => e.name + ' ' + e.responseStatus)]));
  };
  const third = await until(() => [...document.querySelectorAll('#runs tbody tr')].find(row => row.dataset.id === 'third'));
  third.querySelector('bdi').click();
  const label = () => document.querySelector('.live figure[data-caption="loss by epoch"] .plot')?.getAttribute('aria-label');
  const before = await until(label);
  const after = await until(() => label() !== before && label());
  return JSON.stringify({ before, after, failed });
})()
