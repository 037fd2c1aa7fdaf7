// One timer for all that look at the page, for as long as the window shows the app. What they show
// hangs below the body, since Streamlit fades, moves and redraws whatever belongs to a page.
const EVERY = 250 // milliseconds between two looks at the page

export default function () {
    window.pageStatus ??= start() // Streamlit calls this again whenever it mounts the component
}

function start() {
    onePageOneStep()
    linkLegends()
    markPointed()
    const box = document.createElement("div")
    box.className = "page-status"
    box.innerHTML = `<p class="said" role="status" aria-live="polite"></p>
                     <p class="shown" aria-hidden="true"></p>`
    document.body.append(box)

    const [said, shown] = box.children
    const say = words => said.textContent = words
    const connection = watchConnection(words => show(shown, words, say))
    const announce = announceProgress(say)
    const keepFocused = keepFocus()
    let script = ""

    return setInterval(() => {
        if (document.hidden) return connection.lookAway()
        const page = read(script)
        script = page.script
        connection.look(page)
        announce(current(page))
        keepFocused()
    }, EVERY)
}

// What Streamlit and the progress bars say at the moment. `script` is what the server said of it
// last: "running" or "notRunning"; a script that was asked for says nothing of the server.
function read(script) {
    const { testConnectionState, testScriptState } = document.querySelector("[data-testid=stApp]").dataset
    const bars = [...document.querySelectorAll("[data-testid=stProgress]")]
    return {
        connected: (testConnectionState ?? "CONNECTED") === "CONNECTED",
        script: /running/i.test(testScriptState) ? testScriptState : script,
        busy: testScriptState !== "notRunning",
        bars,
        lines: bars.map(lineOf),
    }
}

const lineOf = bar => bar.querySelector("p")?.textContent ?? ""

// Without what a script that runs has not drawn again, and will take away if it does not.
function current(page) {
    const bars = page.bars.filter(bar => !bar.closest("[data-stale=true]"))
    return { ...page, bars, lines: bars.map(lineOf) }
}

const moves = line => / a second| trains: /.test(line) // a training that is under way says so

// Words on a strip in the page's colours; none take it away.
function show(strip, words, say) {
    if (words) {
        const page = getComputedStyle(document.querySelector("[data-testid=stApp]"))
        strip.style.color = page.color
        strip.style.backgroundColor = page.backgroundColor
    }
    if (strip.textContent === words) return
    say(words || "The connection to the server is back.")
    strip.textContent = words
}
