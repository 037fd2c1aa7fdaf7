// Says that the server is out of reach: when Streamlit has lost its connection, or when a picture
// that should move stands still, or a press has no effect, and the server does not answer when asked.
//
// Patience is counted in looks, not in seconds. A browser that was busy, asleep or behind another
// tab has looked less often, and so does not take its own pause for the server's.
const LOOKS = {
    apart: 6, // without a connection: Streamlit mends many a cut at once
    still: 4, // without news, before the server is asked
    answer: 8, // for its answer; a heavy frame or a load of data delays one by much less
}
const ANSWERS = 8 // without news: what holds the news up is not the server
const LOST = "The connection to the server is lost."
const STILL = `${LOST} The picture stands still; training goes on without it for up to 60 s.`
const WAITING = `${LOST} The page waits for it to come back.`
const RELOAD = "The server answers, but no news of the training comes in: reload the page to see it."

function watchConnection(show) {
    let before = { lines: [] }, pressed = false, lost = false
    let apart = 0, still = 0, askAt = LOOKS.still, question = null, answers = 0

    for (const act of ["click", "change"])
        document.addEventListener(act, () => pressed = true, true)

    function look(page) {
        const training = page.lines.some(moves), news = hasNews(page)
        const waits = training || page.busy || pressed || lost
        apart = page.connected ? 0 : apart + 1
        if (news) pressed = lost = false
        if (news || !page.connected || !waits) countAnew()
        else still += 1
        before = page
        if (still >= askAt) ask(training)
        show(sentence(training))
    }

    // What only the server can have brought about. A press makes Streamlit ask for a script, and
    // a link takes the progress away, both without the server.
    function hasNews({ connected, script, lines }) {
        return connected && (!before.connected || script !== before.script
            || lines.some(line => !before.lines.includes(line)))
    }

    // A picture that stood still is old until there are news, whatever the server answers.
    function ask(training) {
        question ??= askServer()
        question.looks += 1
        if (question.answer === undefined && question.looks < LOOKS.answer) return
        lost = !question.answer || (lost && training)
        answers = question.answer ? answers + 1 : 0
        pressed = false
        question.stop()
        question = null
        askAt = still + LOOKS.still
    }

    function sentence(training) {
        if (training && answers >= ANSWERS && !isLoading()) return RELOAD
        if (lost || apart >= LOOKS.apart) return training ? STILL : WAITING
        return ""
    }

    function countAnew() {
        question?.stop()
        question = null
        still = answers = 0
        askAt = LOOKS.still
    }

    function lookAway() {
        countAnew()
        if (apart < LOOKS.apart) apart = 0
    }

    return { look, lookAway }
}

// A question beside Streamlit's own connection; `answer` is true, false, or undefined as yet.
function askServer() {
    const abort = new AbortController()
    const question = { looks: 0, answer: undefined, stop: () => abort.abort() }
    const script = document.querySelector("script[type=module][src*='/static/js/']")
    fetch(new URL("../../_stcore/health", script.src), { cache: "no-store", signal: abort.signal })
        .then(response => question.answer = response.ok)
        .catch(() => question.answer = false)
    return question
}

const isLoading = () => document.querySelector("[data-testid=stSpinner]") !== null
