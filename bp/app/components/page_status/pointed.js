// Pointing at a run marks it in every chart of the page: at its curve, at the name at its end, or at
// its entry in a legend. It is a matter of style alone: no chart draws anew, and nothing is asked.
const NEAR = 16 // pixels from a curve

function markPointed() {
    let pointer = null
    let marked

    document.addEventListener("pointermove", event => {
        if (!pointer) requestAnimationFrame(() => {
            const run = runAt(pointer)
            pointer = null
            if (run !== undefined || marked !== undefined) mark(run)
            marked = run
        })
        pointer = event
    })
}

function mark(run) {
    for (const element of document.querySelectorAll("[data-testid=stVegaLiteChart] svg.marks :is(path, text)")) {
        const own = element.__data__?.datum?.run
        element.classList.toggle("pointed", run !== undefined && own === run)
        element.classList.toggle("beside", run !== undefined && own !== undefined && own !== run)
    }
}

// The run at the pointer; undefined where there is none, as in a chart of something else.
function runAt({ target, clientX, clientY }) {
    const chart = target.closest?.("[data-testid=stVegaLiteChart]")
    if (!chart) return undefined
    const named = target.__data__?.datum
    if (target.closest(".role-legend-label, .role-legend-symbol")) return named?.value
    if (target.closest(".mark-text") && named?.run !== undefined) return named.run
    let found, least = NEAR
    for (const line of chart.querySelectorAll(".mark-line path")) {
        const first = line.__data__
        const away = distance(first?.mark.items ?? [], local(line, clientX, clientY))
        if (away < least) [found, least] = [first.datum.run, away]
    }
    return found
}

const local = (line, x, y) => new DOMPoint(x, y).matrixTransform(line.getScreenCTM().inverse())

// How far a point is above or below the curve through these points, which ascend along x.
function distance(points, { x, y }) {
    const after = points.findIndex(point => point.x >= x)
    if (after < 0 || points[0].x > x) return Infinity
    const [from, to] = [points[Math.max(after - 1, 0)], points[after]]
    const share = to.x > from.x ? (x - from.x) / (to.x - from.x) : 1
    return Math.abs(from.y + share * (to.y - from.y) - y)
}
