(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + document.querySelector('.stepping')?.innerText.slice(0, 300) + failed);
  };
  if ('SCHEME' === 'dark') {
    /* The rules of the style sheet for dark screens, as if the screen were one. */
    for (const sheet of document.styleSheets) {
      for (const rule of [...sheet.cssRules]) {
        if (rule instanceof CSSMediaRule && rule.conditionText.includes('prefers-color-scheme: dark')) for (const inner of rule.cssRules) sheet.insertRule(inner.cssText, sheet.cssRules.length);
      }
    }
  }
  (await until(() => [...document.querySelectorAll('#runs tbody tr')].find(row => row.dataset.id === 'run'))).querySelector('bdi').click();
  const details = await until(() => document.querySelector('details.stepping'));
  const seen = { closed: details.querySelectorAll('select, canvas').length };
  details.querySelector('summary').click();
  const status = await until(() => details.querySelector('.spoken'));
  const said = async check => until(() => check(status.textContent) && status.textContent);
  seen.first = await said(text => text.includes('element'));
  seen.layers = [...details.querySelectorAll('.walk optgroup')].map(each => each.label);
  const next = [...details.querySelectorAll('.walk button')].find(each => each.textContent === 'Next');
  for (let i = 0; i < 40 && !details.querySelector('.op h4').textContent.includes('convolution'); i++) {
    const before = details.querySelector('.op h4').textContent;
    next.click();
    await until(() => details.querySelector('.op h4').textContent !== before);
  }
  seen.convolution = await said(text => text.includes('convolution'));
  seen.formula = details.querySelector('.op .formula').textContent;
  const picture = details.querySelector('.movable');
  picture.focus();
  seen.focused = document.activeElement === picture;
  const press = async key => {
    const before = status.textContent;
    picture.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }));
    return said(text => text !== before);
  };
  await until(() => details.querySelectorAll('.reach').length > 0);
  seen.moved = await press(/\[0, \d+, [1-5], /.test(seen.convolution) ? 'ArrowLeft' : 'ArrowRight');
  seen.channel = await press(/, 0\]:/.test(seen.moved) ? 'PageDown' : 'PageUp');
  seen.windows = details.querySelectorAll('.reach').length;
  seen.chosen = details.querySelectorAll('.chosen').length;
  seen.element = [...details.querySelectorAll('.numbers table')[0].tBodies[0].rows[0].cells].map(cell => cell.textContent);
  seen.terms = details.querySelectorAll('.numbers table')[1].tBodies[0].rows.length;
  const row = details.querySelector('.choices input');
  row.value = '999999';
  row.dispatchEvent(new Event('change'));
  seen.refused = (await until(() => [...details.querySelectorAll(':scope > .note')].find(each => each.textContent.includes('no example')))).textContent;
  const page = document.scrollingElement;
  const found = await axe.run(details, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'] });
  return JSON.stringify({ ...seen, wide: page.scrollWidth > page.clientWidth, failed, rules: found.passes.length,
    violations: found.violations.map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')) });
})()
