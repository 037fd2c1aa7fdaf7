// Fetches the figures of a training that moves, and writes them into what the script has drawn.
const RESIZE = 5 // frames from one look at the room that an axis needs to the next
const ASK = 5 // and from one request for a run of the script to the next
const PRESSED = 2_000 // milliseconds after a press in which no run is asked for: see `ask`
const SLOWEST = 1_000 // milliseconds that a frame which took long is followed by
const PRESSES = ["pointerdown", "keydown"]

export default function ({ data, parentElement, setTriggerValue }) {
    parentElement.stopFollowing?.() // Streamlit calls this again with other data
    const place = parentElement.closest(".st-key-moving")
    parentElement.stopFollowing = start(place, data, () => setTriggerValue("changed", Math.random()))
    return parentElement.stopFollowing
}

function start(place, { path, every, form }, runScript) {
    const script = document.querySelector("script[type=module][src*='/static/js/']")
    const address = new URL(`../../${path}`, script.src)
    let timer = null, stopped = false, patience = 0, pressed = -PRESSED
    const press = () => { pressed = performance.now() }
    for (const kind of PRESSES) document.addEventListener(kind, press, true)

    // Unless one runs: it would be cut off. And not right after a press: what is asked for before
    // the server has begun takes the press's place, and a link to another page comes to nothing.
    function ask() {
        const { testScriptState } = document.querySelector("[data-testid=stApp]").dataset
        if (testScriptState !== "notRunning" || patience-- > 0) return
        if (performance.now() < pressed + PRESSED) return
        patience = ASK
        runScript()
    }
    async function look() {
        const frame = await fetched(address)
        if (!frame || stopped || !place.isConnected) return
        if (frame.running && !frame.news) return
        if (!frame.running || frame.form !== form || !await draw(place, frame)) ask()
    }
    async function next() {
        if (!place?.isConnected) return // taken off the page before it was started
        const started = performance.now()
        try {
            if (!document.hidden) await look()
        } finally {
            const took = performance.now() - started
            if (!stopped) timer = setTimeout(next, Math.min(Math.max(every - took, took), SLOWEST))
        }
    }
    timer = setTimeout(next, every)
    return () => {
        stopped = true
        clearTimeout(timer)
        for (const kind of PRESSES) document.removeEventListener(kind, press, true)
    }
}

// The figures; nothing where the server is out of reach, which page_status says.
function fetched(address) {
    return fetch(address, { cache: "no-store" })
        .then(response => response.ok ? response.json() : null)
        .catch(() => null)
}

// Whether all of it was drawn, or can be with a later frame. Where the charts are others than the
// frame's, it cannot. They come one by one, and each has its frame's by its place among all.
async function draw(place, frame) {
    const find = testid => [...place.querySelectorAll(`[data-testid=${testid}]`)]
    const [bar] = find("stProgress"), values = find("stMetricValue"), charts = find("stVegaLiteChart")
    if (bar) progress(bar, frame)
    frame.metrics.forEach((value, i) => write(values[i]?.querySelector("p"), value))
    if (frame.sentence) write(place.querySelector(".st-key-verdict p"), ` ${frame.sentence}`)
    if (frame.learned) learned(place, frame.learned)
    if (charts.length < frame.charts.length) return true
    const views = frame.charts.map((_, i) => view(charts[i]))
    await Promise.all(views.map((view, i) => view && move(view, frame.charts[i])))
    return views.every(Boolean) || charts.some(chart => !chart.querySelector("svg.marks"))
}

function progress(bar, { share, progress }) {
    const percent = Math.floor(share * 100), meter = bar.querySelector("[role=progressbar]")
    write(bar.querySelector("p"), progress)
    meter.setAttribute("aria-valuenow", percent)
    meter.setAttribute("aria-valuetext", `${percent}%`)
    const filled = bar.querySelector("[data-testid=stProgressBarTrack]").firstElementChild
    filled.style.transform = `translateX(-${100 - percent}%)`
}

// The answers below the images, and of some frames the picture of the weights.
function learned(place, { answers, weights }) {
    place.querySelectorAll(".answers figure").forEach((tile, i) => {
        const [said, right, words] = answers[i]
        tile.className = right ? "right" : "wrong"
        tile.title = tile.firstElementChild.alt = words
        tile.lastElementChild.textContent = said
    })
    const picture = place.querySelector(".weights img")
    if (picture && weights) picture.src = weights
}

// Into the last piece of text: the sign and the label before a verdict's sentence stay.
function write(element, words) {
    const text = element?.lastChild
    if (text && text.nodeValue !== words) text.nodeValue = words
}

// Vega keeps what it has drawn with each mark, and with it the view that the mark belongs to.
function view(chart) {
    const marks = chart?.querySelectorAll("svg.marks g") ?? []
    for (const { __data__: item } of marks)
        if (item?.mark?.group?.context) return item.mark.group.context.dataflow
}

// The figures that came: of most frames the first chart's curve alone.
function move(view, tables) {
    if (!tables.length) return
    tables.forEach((table, i) => view.data(`table_${i + 1}`, rows(table)))
    view.moved = (view.moved ?? 0) + 1
    if (view.moved % RESIZE === 1) view.resize()
    return view.runAsync()
}

function rows(table) {
    const columns = Object.entries(table).map(([name, column]) => [name, read(column)])
    return Array.from(columns[0][1], (_, i) =>
        Object.fromEntries(columns.map(([name, values]) => [name, values[i]])))
}

function read({ numbers, codes, names, texts }) {
    if (numbers !== undefined) return new Float32Array(bytes(numbers).buffer)
    if (codes !== undefined) return Array.from(bytes(codes), code => names[code])
    return texts
}

const bytes = base64 => Uint8Array.from(atob(base64), letter => letter.charCodeAt(0))
