// A click on a legend, or on a curve's name, highlights the run in every chart of the page. Each
// chart is drawn for itself, and keeps what is selected in a table of its own: it is copied.
const SELECTED = ["picked_store", "named_store"] // of bp/charts/many_runs/charts.py

function linkLegends() {
    document.addEventListener("click", async ({ target }) => {
        const clicked = target.closest?.("[data-testid=stVegaLiteChart]")
        const from = clicked && drawnView(clicked)
        await from?.runAsync() // the chart has taken the click up
        if (from) copySelected(from, clicked)
    })
}

function copySelected(from, clicked) {
    const others = document.querySelectorAll("[data-testid=stVegaLiteChart]")
    for (const view of [...others].filter(chart => chart !== clicked).map(drawnView))
        for (const name of SELECTED) {
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
