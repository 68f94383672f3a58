(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.body.innerText.slice(0, 600));
  };
  (await until(() => [...document.querySelectorAll('#runs tbody tr')].find(row => row.dataset.id === 'RUN'))).querySelector('bdi').click();
  const canvas = await until(() => document.querySelector('.surface canvas'));
  const label = await until(() => canvas.getAttribute('aria-label')?.includes('after epoch 3') && canvas.getAttribute('aria-label'));
  const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
  const colours = new Set();
  for (let i = 0; i < data.length; i += 4) colours.add(data[i] + ' ' + data[i + 1] + ' ' + data[i + 2]);
  const slider = document.querySelector('.surface input');
  slider.value = '0';
  slider.dispatchEvent(new Event('input'));
  const before = canvas.getAttribute('aria-label');
  await until(() => document.querySelector('iframe.report'));
  const checked = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa'], iframes: false });
  return JSON.stringify({ label, before, colours: colours.size, violations: checked.violations.map(each => each.id + ': ' + each.nodes.map(node => node.html).join(' ')), failed });
})()
