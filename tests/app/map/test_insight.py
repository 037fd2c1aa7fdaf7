"""What a sweep found, in sentences and on the page, for any table."""

from typing import Any

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from bp.app.map.insight_runs import ranked
from bp.app.map.insight_text import found
from tests.charts.sweep.made import VARIED, made


def test_the_best_run_with_its_settings_and_what_failed() -> None:
    text = found(made().drop(index=6), VARIED)
    assert text.kind == "success"
    assert text.headline == "The best of 7 runs has a test accuracy of 90.00\u00a0%."
    assert text.figures == (
        "It has learning rate 1, pixels raw, weight decay 0.01. It is judged: Learning well. "
        "2 failed: Dead 1, Diverged 1. It is the highest weight decay that was tried: beyond may "
        "be better."
    )


def test_a_best_run_between_two_verdicts_is_called_neither() -> None:
    table = made()
    table.loc[4, "best_test_accuracy"], table.loc[4, "nearly"] = 0.995, "too_slow"
    words = found(table, VARIED).figures
    assert "It is judged: Between too slow and learning well." in words


def test_of_equally_good_ones_that_of_the_better_verdict_is_the_best() -> None:
    table = made().assign(best_test_accuracy=0.7)
    table.loc[0, "verdict"] = "overfitting"
    assert list(ranked(table).index) == [4, 3, 2, 1, 0, 5, 6, 7]
    text = found(table, VARIED)
    assert "7 other runs are as high." in text.figures


@pytest.mark.parametrize(
    ("table", "total", "kind", "headline"),
    [
        (made().head(0), 8, "info", "No run is through yet."),
        (
            made().head(1),
            8,
            "info",
            "One run so far (of 8) with a best test accuracy of 50.00\u00a0%: Learning well.",
        ),
        (
            made().head(4),
            8,
            "success",
            "The best of 4 runs so far (of 8) has a test accuracy of 80.00\u00a0%.",
        ),
        (made().tail(3), 3, "warning", "All 3 runs failed: Diverged 2, Dead 1."),
    ],
)
def test_sentences_are_true_of_any_table(
    table: pd.DataFrame, total: int, kind: str, headline: str
) -> None:
    text = found(table, VARIED, total=total)
    assert (text.kind, text.headline) == (kind, headline)


def test_none_failed() -> None:
    assert "None failed." in found(made().head(5), VARIED).figures


def script(table, varied, options):  # type: ignore[no-untyped-def]  # run as text
    from bp.app.map.insight import show_insight

    show_insight(table, varied, **options)


def shown(table: pd.DataFrame, **options: Any) -> AppTest:
    app = AppTest.from_function(script, default_timeout=60, args=(table, VARIED, options)).run()
    assert not app.exception
    return app


def alternatives(app: AppTest) -> list[str]:
    return [chart.proto.alt for chart in app.get("vega_lite_chart")]


def test_all_views_are_drawn_with_words_for_a_screen_reader() -> None:
    table = pd.concat([made()] * 4, ignore_index=True)
    app = shown(table)
    words = alternatives(app)
    assert words[0].startswith("Importance of each parameter: learning rate")
    assert words[1].startswith("Rank correlation of each parameter:")
    assert words[2].startswith("Parallel coordinates of 32 runs over Learning rate, Pixels")
    assert [alt.split(" against ")[1] for alt in words[3:]] == [
        "Learning rate.",
        "Pixels.",
        "Weight decay.",
    ]
    assert len(app.dataframe[0].value) == 10
    assert app.warning[0].value.startswith("32 runs over 3 parameters are few")


def test_too_few_runs_have_a_warning_and_no_importance() -> None:
    app = shown(made())
    assert "too few to tell what matters" in app.warning[0].value
    assert not any("Importance" in words for words in alternatives(app))


def test_where_it_was_stopped_and_with_nothing_there() -> None:
    assert "so far (of 8)" in shown(made().head(5), total=8).success[0].value
    assert alternatives(shown(made().head(0), total=8)) == []
    assert alternatives(shown(made().head(1), total=8)) == []


def test_beyond_the_end_of_what_may_be_trained_nothing_may_be_better() -> None:
    for lowest in (0.01, 0.0):
        values = [0.3, 0.1, 0.2, 0.3, lowest, 0.1, 0.3]  # the fifth is the best
        said = found(made().drop(index=6).assign(weight_decay=values), VARIED).figures
        assert ("lowest weight decay" in said) == (lowest > 0)
