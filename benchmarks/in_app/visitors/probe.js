// What is seen in the page, and when: recorded at the frame that paints it, in milliseconds.
(() => {
  const CHART = '[data-testid=stVegaLiteChart]'
  const probe = (window.probe = { progress: [], charts: [], marks: [], curve: 0, touched: 0 })
  let waiting = false
  let chartMoved = false

  const last = list => (list.length ? list[list.length - 1][1] : '')
  const note = (list, now, text) => text !== last(list) && list.push([now, text])

  const painted = () => {
    const now = performance.now()
    waiting = false
    note(probe.progress, now, document.querySelector('[data-testid=stProgress]')?.textContent ?? '')
    if (!chartMoved) return
    chartMoved = false
    const chart = document.querySelector(CHART)
    probe.charts.push(now)
    for (const text of chart?.querySelectorAll('svg text') ?? [])
      if (text.textContent.includes('→')) note(probe.marks, now, text.textContent)
    if (!probe.curve && hasCurve(chart)) probe.curve = now
  }

  const hasCurve = chart =>
    [...(chart?.querySelectorAll('.mark-line path, path.mark-line') ?? [])].some(path =>
      path.getAttribute('d')?.includes('L'))

  new MutationObserver(records => {
    const chart = document.querySelector(CHART)
    chartMoved ||= records.some(record => chart?.contains(record.target))
    if (waiting) return
    waiting = true
    requestAnimationFrame(painted)
  }).observe(document, {
    attributes: true, attributeFilter: ['d'], characterData: true, childList: true, subtree: true,
  })

  for (const kind of ['click', 'keydown'])
    addEventListener(kind, event => (probe.touched = event.timeStamp), true)
})()
