"""How the network learns: one experiment's config, its training, its record."""

from bp.training.config import CHOICES, LIMITS, ConfigError, Limits, TrainConfig, differences
from bp.training.optimizers import OPTIMIZERS
from bp.training.recording.history import History
from bp.training.recording.record import Evaluation, Probe
from bp.training.trainer import Trainer

__all__ = [
    "CHOICES",
    "LIMITS",
    "OPTIMIZERS",
    "ConfigError",
    "Evaluation",
    "History",
    "Limits",
    "Probe",
    "TrainConfig",
    "Trainer",
    "differences",
]
