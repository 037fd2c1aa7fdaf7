"""What a network learns from: the named data sets and the scalings of their pixels."""

from bp.data.catalogue import DATASETS, Source, load_dataset
from bp.data.dataset import Dataset, DatasetError
from bp.data.folder import data_folder
from bp.data.scaling import SCALINGS, Scaling, fit_scaling

__all__ = [
    "DATASETS",
    "SCALINGS",
    "Dataset",
    "DatasetError",
    "Scaling",
    "Source",
    "data_folder",
    "fit_scaling",
    "load_dataset",
]
