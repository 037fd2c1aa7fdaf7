"""The report's experiment, as REPORT.md has it."""

import pytest

from bp.diagnosis.report import ITERATIONS, PUBLISHED, RATES, failing_configs


@pytest.mark.parametrize("dataset", ITERATIONS)
def test_experiment_b(dataset: str) -> None:
    configs = failing_configs(dataset)
    assert [config.learning_rate for config in configs] == [0.1, 0.05, 0.01, 0.005, 0.001]
    for config in configs:
        assert (config.dataset, config.scaling, config.targets) == (dataset, "raw", "labels")
        assert (config.hidden_size, config.batch_size) == (50, 100)
        assert (config.weight_init_std, config.activation) == (0.01, "relu")


def test_the_full_set_has_the_iterations_of_the_report() -> None:
    assert {config.iterations for config in failing_configs("mnist-report")} == {10_000}


def test_it_states_something_of_the_rates_it_tried() -> None:
    assert set(PUBLISHED) <= set(RATES)
