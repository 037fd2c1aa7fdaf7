// Back leads to the page before: what a page writes into its own address takes the place of what
// was there. Streamlit would make a step of each parameter, and of each move of a control.
function onePageOneStep() {
    const push = history.pushState.bind(history)
    history.pushState = (state, title, url) => {
        const stays = new URL(url ?? "", location.href).pathname === location.pathname
        return stays ? history.replaceState(state, title, url) : push(state, title, url)
    }
}
