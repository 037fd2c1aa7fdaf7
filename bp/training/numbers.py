"""Numbers as people write them: 0.005, 0,005, 1e-3, 10^-2, 1/10 and 10,000.

A comma is a decimal sign to some and separates thousands or values to others. It is read where
only one of them can be meant, and refused where two can.
"""

import re

SHOWN = 40  # characters of what was typed that a sentence repeats
NUMBER = r"[+-]?(?:\d[\d.,]*|[.,]\d+)(?:e[+-]?\d+|\^[+-]?\d+|/\d+)?"  # roughly, to find one
PLAIN = re.compile(r"[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?", re.IGNORECASE)
NO_NUMBER = re.compile(r"[+-]?(nan|inf|infinity)", re.IGNORECASE)  # for the range to refuse
POWER = re.compile(r"([^/^*]+)(?:\^|\*\*)([^/^*]+)")
FRACTION = re.compile(r"([^/^*]+)/([^/^*]+)")
THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}([,\u00a0\u202f ]\d{3})+")
THOUSANDS_AND_POINT = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+\.\d+")
POINTS_AND_COMMA = re.compile(r"[+-]?[1-9]\d{0,2}(\.\d{3})+,\d+")
DECIMAL_COMMA = re.compile(r"[+-]?\d*,\d+(e[+-]?\d+)?", re.IGNORECASE)
TWICE = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")  # 1,000: a thousand, or one


class NumberError(ValueError):
    """A text that is no number; its text is a sentence for the user."""


class TwoReadingsError(NumberError):
    """A comma that could mean two things; its text says what to write instead."""


def read_number(text: str, *, whole: bool = False) -> float:
    """The number that `text` writes down. Raises NumberError where it is none, or could be two.

    In a `whole` number a comma before three digits separates thousands: 10,000.
    """
    word = text.strip()
    if match := POWER.fullmatch(word):
        return _computed("**", *match.groups(), typed=word)
    if match := FRACTION.fullmatch(word):
        return _computed("/", *match.groups(), typed=word)
    if whole and re.fullmatch(r"[+-]?[1-9]\d{0,2}(\.\d{3})+", word):
        raise _two_readings(word, f"write {word.replace('.', ',')}, or {word.replace('.', '')}")
    if not whole and TWICE.fullmatch(word):
        point, thousand = word.replace(",", "."), word.replace(",", "")
        raise _two_readings(word, f"write a decimal point ({point}), or no comma ({thousand})")
    if not (PLAIN.fullmatch(plain := _with_point(word)) or NO_NUMBER.fullmatch(word)):
        raise NumberError(f"{quoted(word)} cannot be read as a number.")
    return float(plain)


def split_values(text: str, *, whole: bool = False) -> list[str]:
    """The numbers in a list, as they were written: "0.1, 0.2", "0,1; 0,01" or "5 20 50".

    Where semicolons separate, a comma belongs to its number. Raises NumberError where a comma
    could be either.
    """
    words = [word.strip(",") for word in re.split(r"[;\s]+", text)]
    if ";" not in text:
        words = [part for word in words for part in _parted(word, text, whole=whole)]
    return [word for word in words if word]


def quoted(text: str) -> str:
    """What was typed, in quotation marks and no longer than a sentence bears."""
    return repr(text if len(text) <= SHOWN else f"{text[:SHOWN]}…")


def _with_point(word: str) -> str:
    """The same number as Python writes it."""
    if THOUSANDS.fullmatch(word) or THOUSANDS_AND_POINT.fullmatch(word):
        return re.sub(r"[,\s]", "", word)
    if POINTS_AND_COMMA.fullmatch(word):
        return word.replace(".", "").replace(",", ".")
    return word.replace(",", ".") if DECIMAL_COMMA.fullmatch(word) else word


def _computed(operation: str, left: str, right: str, *, typed: str) -> float:
    value = None
    try:
        a, b = read_number(left), read_number(right)
        value = a**b if operation == "**" else a / b
    except OverflowError:
        return float("inf")
    except (ZeroDivisionError, NumberError):
        pass  # said below, with all that was typed
    if not isinstance(value, float):  # a root of a negative number is complex
        raise NumberError(f"{quoted(typed)} cannot be read as a number.")
    return value


def _parted(word: str, text: str, *, whole: bool) -> list[str]:
    """A word with commas inside, taken apart where they can only separate values."""
    parts = word.split(",")
    if len(parts) == 1 or any(not part.strip() for part in parts):
        return parts
    if whole:
        thousands = THOUSANDS.fullmatch(word) and any(part[0] == "0" for part in parts[1:])
        return [word] if thousands else parts
    pointed = "." in text or any(re.search(r"[e/^]", part, re.IGNORECASE) for part in parts)
    leading_zero = any(part[0] == "0" for part in parts)
    if pointed or not all(part[0] in "+-0123456789" for part in parts):
        return parts
    if len(parts) > 2 and not leading_zero:
        return parts
    point = ".".join(parts[:2])
    raise _two_readings(
        word,
        f"write a decimal point ({point}), or a space after the comma ({', '.join(parts)})",
    )


def _two_readings(word: str, instead: str) -> TwoReadingsError:
    return TwoReadingsError(f"{quoted(word)} can be read in two ways: {instead}.")
