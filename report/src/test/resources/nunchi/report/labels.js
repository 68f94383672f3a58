/* Gives as JSON what stands in each chart, which of its texts meet or go on beyond it, and which short names of tables take many lines. */
(async () => {
  const texts = plot => [...plot.querySelectorAll('svg text')].filter(each => each.textContent.trim());
  const isLevel = text => !/rotate|matrix\((?!1,0)/.test(text.getAttribute('transform') ?? '');
  const meet = ([, a], [, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > -3 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  function colliding(plot) {
    const level = texts(plot).filter(isLevel).map(each => [each.textContent, each.getBoundingClientRect()]);
    const frame = plot.getBoundingClientRect();
    return [...level.filter(([, box]) => box.left < frame.left - 1 || box.right > frame.right + 1).map(([text]) => text + ' goes on beyond the chart'),
      ...level.flatMap((one, at) => level.slice(at + 1).filter(other => meet(one, other)).map(other => one[0] + ' meets ' + other[0]))];
  }
  const charts = [...document.querySelectorAll('[data-chart]')].map(plot => ({ chart: plot.ariaLabel, colliding: colliding(plot), texts: texts(plot).map(each => each.textContent) }));
  const broken = [...document.querySelectorAll('tbody th .own')].filter(each => each.textContent.length < 60 && each.clientHeight > 3.5 * parseFloat(getComputedStyle(each).lineHeight)).map(each => each.textContent);
  return JSON.stringify({ failed, charts, broken });
})();
