// A canvas to draw on with mouse, pen or finger. Sends the drawing as 56 × 56 values, 0 to 255,
// row by row, while a stroke is drawn and when it ends; nothing once it is cleared.
const SIZE = 280, CELLS = 56, BLOCK = SIZE / CELLS, STROKE = 22
const PAUSE = 250 // milliseconds between two readings of one stroke

export default function ({ parentElement, setStateValue }) {
    const canvas = parentElement.querySelector("canvas")
    canvas.send = setStateValue
    if (canvas.onpointerdown) return // the script has run before, on the same canvas

    const pen = canvas.getContext("2d", { willReadFrequently: true })
    Object.assign(pen, { lineWidth: STROKE, lineCap: "round", lineJoin: "round", strokeStyle: "#fff" })
    let last = null, sent = 0

    const place = event => {
        const box = canvas.getBoundingClientRect()
        return [(event.clientX - box.left) * SIZE / box.width, (event.clientY - box.top) * SIZE / box.height]
    }
    const lineTo = point => {
        pen.beginPath()
        pen.moveTo(...last)
        pen.lineTo(...point)
        pen.stroke()
        last = point
    }
    const read = () => {
        const ink = new Float64Array(CELLS * CELLS), { data } = pen.getImageData(0, 0, SIZE, SIZE)
        for (let y = 0; y < SIZE; y++)
            for (let x = 0; x < SIZE; x++)
                ink[Math.floor(y / BLOCK) * CELLS + Math.floor(x / BLOCK)] += data[4 * (y * SIZE + x) + 3]
        canvas.send("ink", Array.from(ink, sum => Math.round(sum / BLOCK ** 2)))
        sent = performance.now()
    }

    canvas.onpointerdown = event => {
        canvas.setPointerCapture(event.pointerId)
        last = place(event)
        lineTo(last) // a press alone makes a dot
    }
    canvas.onpointermove = event => {
        if (!last) return
        for (const step of event.getCoalescedEvents?.() ?? [event]) lineTo(place(step))
        if (performance.now() - sent > PAUSE) read()
    }
    canvas.onpointerup = canvas.onpointercancel = () => {
        if (last) read()
        last = null
    }
    parentElement.querySelector("button").onclick = () => {
        pen.clearRect(0, 0, SIZE, SIZE)
        canvas.send("ink", [])
    }
}
