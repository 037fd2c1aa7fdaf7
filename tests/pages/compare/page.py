"""The Compare page as its tests use it."""

from streamlit.testing.v1 import AppTest

from bp.app.live.training import LiveTraining
from tests.pages.at_hand import at_hand
from tests.pages.at_hand import trained as at_hand_trained

VALUES = "values_learning_rate"


def live(app: AppTest) -> LiveTraining:
    return at_hand(app, "comparison")


def trained(app: AppTest, iterations: int) -> LiveTraining:
    """As after so many steps."""
    return at_hand_trained(app, "comparison", iterations)


def rates(app: AppTest) -> list[float]:
    return [config.learning_rate for config in live(app).configs]


def compare(app: AppTest, values: str, field: str = "learning_rate") -> None:
    app.text_input(f"values_{field}").set_value(values).run()


def finished(app: AppTest, values: str, iterations: int = 60) -> LiveTraining:
    """A short comparison, at its end."""
    app.text_input("iterations").set_value(str(iterations))
    compare(app, values)
    return trained(app, iterations)
