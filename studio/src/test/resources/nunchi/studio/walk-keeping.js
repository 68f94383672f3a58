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
  (await until(() => [...document.querySelectorAll('#runs tbody tr')].find(row => row.dataset.id === 'run'))).querySelector('bdi').click();
  (await until(() => named('Test'))).click();
  const before = (await until(() => document.querySelector('.kept p'))).textContent;
  const canvas = document.querySelector('.sketch');
  const box = canvas.getBoundingClientRect();
  const point = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { clientX: box.left + x * box.width, clientY: box.top + y * box.height, buttons: 1, pointerId: 1, bubbles: true }));
  point('pointerdown', .3, .2);
  for (let i = 0; i <= 10; i++) point('pointermove', .3 + .03 * i, .2);
  for (let i = 0; i <= 10; i++) point('pointermove', .6 - .02 * i, .2 + .06 * i);
  point('pointerup', .4, .8);
  await until(() => document.querySelector('.likely li'));
  document.querySelector('.keeping select').value = '7';
  named('Keep as a test picture').click();
  const after = await until(() => document.querySelectorAll('.kept img').length === 2 && document.querySelector('.kept p').textContent);
  const page = document.scrollingElement;
  return JSON.stringify({ before, after, wide: page.scrollWidth > page.clientWidth, failed });
})()
