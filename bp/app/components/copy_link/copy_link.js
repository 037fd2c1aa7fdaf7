// A button that copies a link: that of the page at hand, without the parameters in data.without,
// or where data.page names one, that of another page of the app. Where the browser refuses, as it
// does without HTTPS, an older way is tried, and else the link is shown to be copied by hand.
const SHOWN = 3_000 // milliseconds that the button says "Copied"

export default function ({ parentElement, data }) {
    const button = parentElement.querySelector("button")
    const field = parentElement.querySelector("input")
    const said = parentElement.querySelector("[role=status]")
    const label = button.querySelector("span")
    button.title = data.help
    field.setAttribute("aria-label", data.label)
    if (!button.timer) label.textContent = data.label

    const tell = words => {
        label.textContent = said.textContent = words
        clearTimeout(button.timer)
        button.timer = setTimeout(() => {
            label.textContent = data.label
            said.textContent = ""
            button.timer = 0
        }, SHOWN)
    }
    button.onclick = async () => {
        const link = linkTo(data)
        field.hidden = true
        if (await copied(link, field)) return tell("Copied")
        said.textContent = "The browser does not let the page copy: copy the link by hand."
        show(field, link)
    }
    field.onfocus = () => field.select()
    field.onkeydown = event => {
        if (event.key !== "Escape") return
        field.hidden = true
        button.focus()
    }
}

function linkTo({ page, without }) {
    if (page) return new URL(page, location.href).href // the pages lie side by side
    const link = new URL(location.href)
    without.forEach(name => link.searchParams.delete(name))
    link.hash = ""
    return link.href
}

async function copied(link, field) {
    try {
        await navigator.clipboard.writeText(link)
        return true
    } catch {
        const focused = field.getRootNode().activeElement
        show(field, link)
        const done = document.execCommand("copy")
        if (done) field.hidden = true
        focused?.focus()
        return done
    }
}

function show(field, link) {
    field.hidden = false
    field.value = link
    field.focus()
    field.select()
}
