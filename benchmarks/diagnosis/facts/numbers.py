"""Whether a number in a sentence is the figure that it stands for, as far as its digits go."""

import math

PER_CENT = "\u00a0%"
WEIGHTS = " of the weights"
TIMES = " times the weights"


def reads(text: str, value: float) -> bool:
    """Whether `text` is `value`, rounded: 2.303, 1,234.5, 1e-5, 93.1 %, 9 times the weights."""
    if text in ("not a number", "not a finite share of the weights"):
        return not math.isfinite(value)
    text = text.removesuffix(WEIGHTS).removesuffix(TIMES)
    if text.endswith(PER_CENT):
        return reads(text.removesuffix(PER_CENT), 100 * value)
    if not math.isfinite(value):
        return False
    mantissa, _, exponent = text.replace(",", "").partition("e")
    decimals = len(mantissa.partition(".")[2])
    unit = 10.0 ** (int(exponent or 0) - decimals)
    whole = float(mantissa + (f"e{exponent}" if exponent else ""))
    if not decimals and not exponent and abs(whole) >= 100:
        unit = max(unit, 10.0 ** (math.floor(math.log10(abs(whole))) - 1))  # two digits at least
    return abs(whole - value) <= 0.5001 * unit + 1e-12 * abs(value)


def whole(text: str) -> int:
    return int(text.replace(",", ""))
