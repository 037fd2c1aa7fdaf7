// A click on a legend, a curve's name or a run highlights it in every chart of the page, and so
// does the pointer on a run of a sweep. Each chart is drawn for itself, and keeps what is selected
// in a table of its own: it is copied.
const PICKED = ["picked_store", "named_store"] // of bp/charts/many_runs and bp/charts/sweep
const POINTED = ["pointed_store"] // of bp/charts/sweep

function linkLegends() {
    document.addEventListener("click", event => spread(event, PICKED))
    for (const event of ["pointerover", "pointerout"])
        document.addEventListener(event, event => spread(event, POINTED))
}

async function spread({ target }, names) {
    const chart = target.closest?.("[data-testid=stVegaLiteChart]")
    const from = chart && drawnView(chart)
    if (!from || !names.some(name => selected(from, name))) return
    await from.runAsync() // the chart has taken it up
    copySelected(from, chart, names)
}

function copySelected(from, chart, names) {
    const others = document.querySelectorAll("[data-testid=stVegaLiteChart]")
    for (const view of [...others].filter(other => other !== chart).map(drawnView))
        for (const name of names) {
            const [ours, theirs] = [selected(from, name), selected(view, name)]
            if (!ours || !theirs || same(ours, theirs)) continue
            view.data(name, ours.map(({ unit, fields, values }) => ({ unit, fields, values })))
            view.runAsync()
        }
}

// Vega throws where there is no table of the name, as in a chart of something else.
function selected(view, name) {
    try {
        return view?.data(name)
    } catch {
        return null
    }
}

const same = (one, other) => values(one) === values(other)
const values = rows => JSON.stringify(rows.map(row => row.values))

// Vega keeps what it has drawn with each mark, and with it the view that the mark belongs to.
function drawnView(chart) {
    for (const { __data__: item } of chart.querySelectorAll("svg.marks g"))
        if (item?.mark?.group?.context) return item.mark.group.context.dataflow
}
