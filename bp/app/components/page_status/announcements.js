// Reads the progress of a training to screen readers: its start, now and then how far it is, where
// it was paused, and how it ended. What stands on the page changes ten times a second.
const SHARE = 0.1 // of the iterations, at least, between two announcements
const PAUSE = 10_000 // milliseconds, at least

function announceProgress(say) {
    let told = null // what was said last, of which bar on which page
    let rested = null // the lines of the bars when none moved, on which page

    const tell = (words, place, line) => {
        say(words)
        told = { path: location.pathname, place, share: share(line), time: performance.now() }
    }
    // The bar whose training ended: the one that moved, or one that started and ended between two looks.
    const ended = lines => {
        if (told) return told.place
        if (rested?.path !== location.pathname) return -1
        return lines.findIndex((line, place) => isEnd(line) && line !== rested.lines[place])
    }
    return page => {
        if (!page.connected) return
        if (told?.path !== location.pathname) told = null
        const place = page.lines.findIndex(moves)
        const line = page.lines[place]
        if (place >= 0 && place !== told?.place) tell(`Training. ${spoken(line)}.`, place, line)
        else if (place >= 0 && isDue(told, line)) tell(`${spoken(line)}.`, place, line)
        else if (place < 0 && !page.busy) {
            const place = ended(page.lines)
            const line = page.lines[place]
            if (line) say(`${spoken(line)}.${result(page.bars[place], line)}`)
            told = null
            rested = { path: location.pathname, lines: page.lines }
        }
    }
}

const isEnd = line => / (done|paused)/.test(line)

const spoken = line => line.replaceAll(" · ", ", ").replace(/\.$/, "")

function isDue(told, line) {
    return share(line) >= told.share + SHARE && performance.now() >= told.time + PAUSE
}

function share(line) {
    const [, done, all] = line.replaceAll(",", "").match(/(\d+) of (\d+)/) ?? [0, 0, 1]
    return done / all
}

// The accuracy of a training that is done: the figure of one run, or the words below several.
function result(bar, line) {
    if (!/ done/.test(line)) return ""
    for (const metric of document.querySelectorAll("[data-testid=stMetric]")) {
        const [label, value] = ["Label", "Value"].map(part => text(metric, `stMetric${part}`))
        if (label === "Test accuracy") return ` ${label} ${value}.`
    }
    for (const chart of document.querySelectorAll("[data-testid=stVegaLiteChart]")) {
        const follows = bar.compareDocumentPosition(chart) & Node.DOCUMENT_POSITION_FOLLOWING
        const words = chart.ariaLabel?.match(/Best test accuracy .*/)
        if (follows && words) return ` ${words[0]}`
    }
    return ""
}

const text = (element, testid) => element.querySelector(`[data-testid=${testid}]`)?.textContent.trim()
