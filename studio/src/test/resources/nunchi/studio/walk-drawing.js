(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.body.innerText.slice(0, 300) + failed);
  };
  (await until(() => [...document.querySelectorAll('#runs tbody tr')].find(row => row.dataset.id === 'run'))).querySelector('bdi').click();
  const canvas = await until(() => document.querySelector('canvas.sketch'));
  canvas.setPointerCapture = () => {};
  const box = canvas.getBoundingClientRect();
  const point = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, { clientX: box.left + x * box.width, clientY: box.top + y * box.height, buttons: 1, pointerId: 1, bubbles: true }));
  point('pointerdown', .5, .15);
  for (let y = .2; y < .9; y += .05) point('pointermove', .5, y);
  const seen = {};
  await until(() => document.querySelectorAll('.likely li').length);
  await until(() => document.querySelector('.here')?.style.display === 'block');
  seen.said = document.querySelector('.try .spoken').textContent;
  seen.likely = document.querySelectorAll('.likely li').length;
  seen.maps = document.querySelectorAll('.deeper .map').length;
  seen.places = [...document.querySelectorAll('.here')].filter(each => each.style.display === 'block').length;
  seen.captions = [...document.querySelectorAll('.deeper .mapped figcaption')].map(each => each.textContent);
  seen.nearest = document.querySelectorAll('.deeper > .single:nth-of-type(2) figure').length;
  [...document.querySelectorAll('.given button')].find(each => each.textContent === 'Clear').click();
  seen.cleared = document.querySelectorAll('.likely li').length;
  const page = document.scrollingElement;
  return JSON.stringify({ ...seen, wide: page.scrollWidth > page.clientWidth, failed });
})()
