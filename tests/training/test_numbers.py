"""Numbers as people write them: read where one meaning is possible, refused where two are."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bp.training.numbers import NumberError, TwoReadingsError, read_number, split_values

FINITE = st.floats(allow_nan=False, allow_infinity=False)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0.005", 0.005),
        ("0,005", 0.005),
        ("  .5 ", 0.5),
        (",5", 0.5),
        ("1,5", 1.5),
        ("-1,5", -1.5),
        ("2,5e-3", 0.0025),
        ("1e-3", 0.001),
        ("1E3", 1_000),
        ("10^-2", 0.01),
        ("10**-2", 0.01),
        ("2^0.5", math.sqrt(2)),
        ("1/10", 0.1),
        ("1 / 8", 0.125),
        ("1,5/3", 0.5),
        ("1,234.5", 1_234.5),
        ("1.234,5", 1_234.5),
        ("1,000,000", 1e6),
        ("10 000", 10_000),
        ("10\u00a0000", 10_000),
        ("10^400", math.inf),
        ("inf", math.inf),
    ],
)
def test_what_it_means(text: str, value: float) -> None:
    assert read_number(text) == pytest.approx(value, rel=1e-15)


@pytest.mark.parametrize(("text", "value"), [("10,000", 10_000), ("1e4", 10_000), ("1,5", 1.5)])
def test_a_comma_in_a_whole_number_separates_thousands(text: str, value: float) -> None:
    assert read_number(text, whole=True) == value


@pytest.mark.parametrize(
    "text", ["", "quick", "1/0", "0^-1", "(-1)^0.5", "-1^0.5", "1/2/3", "1..2", "1,2,3", "0x10",
             "1__0", "1_000", "1e", "/" * 5_000, "9" * 9 + "z" * 9_000],
    ids=lambda text: text[:8],
)  # fmt: skip
def test_what_is_no_number(text: str) -> None:
    with pytest.raises(NumberError) as caught:
        read_number(text)
    assert str(caught.value).endswith("cannot be read as a number.")
    assert len(str(caught.value)) < 100


@pytest.mark.parametrize("text", ["1,000", "10,000", "-1,000"])
def test_a_thousand_or_one(text: str) -> None:
    with pytest.raises(TwoReadingsError, match="decimal point"):
        read_number(text)


def test_a_point_in_a_whole_number_may_separate_thousands() -> None:
    with pytest.raises(TwoReadingsError, match=r"10,000.*10000"):
        read_number("10.000", whole=True)


@given(FINITE)
def test_what_python_writes_is_read_as_python_reads_it(value: float) -> None:
    assert read_number(repr(value)) == value


@given(FINITE.filter(lambda value: 0 < abs(value) < 1))
def test_a_decimal_comma_says_the_same_as_a_point(value: float) -> None:
    assert read_number(f"{value:.12f}".replace(".", ",")) == float(f"{value:.12f}")


@given(st.integers(0, 10**15))
def test_thousands_in_a_whole_number(value: int) -> None:
    assert read_number(f"{value:,}", whole=True) == value


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    for whole in (False, True):
        try:
            assert isinstance(read_number(text, whole=whole), float)
            assert all(isinstance(word, str) for word in split_values(text, whole=whole))
        except NumberError as error:
            assert str(error).endswith(".")  # noqa: PT017


@given(st.lists(st.floats(1e-8, 1e3), min_size=1))
def test_a_list_with_points_however_it_is_separated(values: list[float]) -> None:
    for separator in (", ", ",", "; ", ";", " ", "\t"):
        words = split_values(separator.join(map(str, values)))
        assert [read_number(word) for word in words] == values


@given(st.lists(st.decimals("0.00001", "0.999", places=5), min_size=2))
def test_a_list_with_decimal_commas_and_semicolons(values: list[object]) -> None:
    words = split_values("; ".join(str(value).replace(".", ",") for value in values))
    assert [read_number(word) for word in words] == [float(str(value)) for value in values]
