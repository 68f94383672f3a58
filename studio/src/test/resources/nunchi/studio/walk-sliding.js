(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.body.innerText.slice(0, 300) + failed);
  };
  (await until(() => document.querySelector('#runs tbody tr bdi'))).click();
  const slider = await until(() => document.querySelector('.row input[type=range]'));
  const colour = document.querySelector('.row select');
  const told = () => document.querySelector('.try .spoken').textContent;
  colour.value = 'red';
  slider.value = '95';
  slider.dispatchEvent(new Event('input'));
  const heavy = await until(() => told().includes('sinks') && told());
  slider.value = '5';
  slider.dispatchEvent(new Event('input'));
  const light = await until(() => told().includes('floats') && told());
  return JSON.stringify({ heavy, light, failed });
})()
