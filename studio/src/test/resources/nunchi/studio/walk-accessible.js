(async () => {
  const until = async check => {
    for (let i = 0; i < 1200; i++) {
      const found = check();
      if (found) return found;
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    throw new Error('waited in vain for ' + check + ': ' + failed);
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
  await until(() => document.querySelectorAll('.deeper .map').length > 2);
  const found = await axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa'], iframes: false });
  return JSON.stringify({ rules: found.passes.length, violations: found.violations.map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')) });
})()
