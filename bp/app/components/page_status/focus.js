// A press on Train disables it, and the browser lets the focus fall to the page as a whole. It is
// taken on to the button that one would press next in its place, unless somebody moved it meanwhile.
const NEXT = { // the key of a button → the keys of those after it, the likeliest first
    train: ["pause", "reset"],
    pause: ["train", "reset"],
    step: ["train", "reset"],
    reset: ["train"],
    bring_back: ["train", "reset"],
    put_back: ["train"],
    check_go: ["check_stop"],
    check_stop: ["check_go"],
    check_cure: ["check_stop", "check_go"],
}
const EXPERIMENT = { run: ["pause", "on"], pause: ["on", "run"], on: ["pause", "run"] }
const EXPERIMENT_KEY = /^((?:failure|lesson)\w*)_(run|pause|on)$/ // each experiment has its own three
const QUIET = 2 // looks without a key pressed: a second press on Train must not meet Pause

function keepFocus() {
    let held = null // the button that has the focus, or had it when it was disabled
    let quiet = 0
    let isDown = false // a key that is held presses again and again

    document.addEventListener("focusin", event => held = buttonAt(event.target))
    document.addEventListener("pointerdown", event => {
        if (held?.key !== buttonAt(event.target)?.key) held = null // a press on the empty page
    }, true)
    document.addEventListener("keydown", () => { quiet = 0; isDown = true }, true)
    document.addEventListener("keyup", () => isDown = false, true)
    window.addEventListener("blur", () => isDown = false) // it may be let go elsewhere

    return () => {
        const lost = held && document.activeElement === document.body && held.path === location.pathname
        quiet = lost && !isDown ? quiet + 1 : 0
        if (quiet < QUIET) return
        const next = [held.key, ...followers(held.key)].map(usable).find(Boolean)
        const tips = next?.closest("[data-testid=stTooltipIcon]") // opens on focus, over the page
        if (!tips || held.byKey) next?.focus({ preventScroll: true })
    }
}

function buttonAt(element) {
    const place = element.closest?.("[class*=st-key-]")
    const key = place?.className.match(/st-key-(\S+)/)[1]
    if (!key || !followers(key).length) return null
    return { key, path: location.pathname, byKey: document.activeElement.matches(":focus-visible") }
}

function followers(key) {
    const [, name, part] = key.match(EXPERIMENT_KEY) ?? []
    return NEXT[key] ?? EXPERIMENT[part]?.map(next => `${name}_${next}`) ?? []
}

// The button of a key, if it can be pressed. One with a help text is there twice, once hidden.
function usable(key) {
    const buttons = document.querySelectorAll(`.st-key-${key} button:enabled`)
    return [...buttons].find(button => button.checkVisibility())
}
