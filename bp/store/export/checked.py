"""What an archive holds, checked: a stranger wrote it, and it is to be read, shown and drawn."""

import io
import json
import re
import time
import zipfile
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bp.diagnosis import diagnose, verdict_of
from bp.nn import TwoLayerNet
from bp.store.database import StoreError
from bp.store.export.checked_history import checked_history
from bp.store.export.values import is_number, mapping, need, numbers
from bp.store.keeping import one_line, printable
from bp.store.loading import config_of
from bp.store.pages import ROWS, figures
from bp.training import ConfigError, History, TrainConfig

FORMAT = 1
LARGEST = 200 * 2**20  # bytes, unpacked
LONGEST_NOTES = 10_000
DAY = 86_400  # seconds by which another machine's clock may be ahead
PARAMS = ("W1", "b1", "W2", "b2")
SIZES = {  # pixels and classes of the data that come by name: to load them may be a download
    "mnist-5k": (784, 10),
    "mnist": (784, 10),
    "mnist-report": (784, 10),
    "digits": (64, 10),
}


@dataclass(frozen=True)
class Imported:
    """What an archive holds, checked."""

    about: dict[str, Any]  # name, created, notes and versions
    history: History
    network: TwoLayerNet
    figures: dict[str, Any]  # of the history, as the table of runs shows them


def checked(content: bytes) -> Imported:
    """What is in an archive. Raises StoreError where anything in it is not as it must be."""
    try:
        return _read(content)
    except StoreError:
        raise
    except ConfigError as error:
        raise StoreError(f"This file has settings that cannot be: {error}") from error
    except KeyError as error:
        raise StoreError(f"This file is no exported run: it has no {error.args[0]}.") from error
    except Exception as error:  # the zip, zlib, NumPy and JSON readers each fail in their own ways
        reason = one_line(str(error)) or type(error).__name__
        raise StoreError(f"This file is no exported run: {reason}") from error


def _read(content: bytes) -> Imported:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        if sum(part.file_size for part in packed.infolist()) > LARGEST:
            raise StoreError(f"This file unpacks to more than {LARGEST // 2**20} MB.")
    with np.load(io.BytesIO(content), allow_pickle=False) as arrays:
        need("about" in arrays, "it does not say what it is about.")
        about = mapping("about", json.loads(str(arrays["about"])))
        if about["format"] != FORMAT:
            unknown = one_line(str(about["format"]))
            raise StoreError(f"This file is of format {unknown}; bp knows {FORMAT}.")
        for name in (*PARAMS, *(f"curve_{curve}" for curve in ROWS)):
            need(name in arrays, f"it has no {name}.")
        params = {name: numbers(arrays[name], "<f4") for name in PARAMS}
        curves = {
            curve: numbers(arrays[f"curve_{curve}"], "<f4" if curve == "loss" else "<f8")
            for curve in ROWS
        }
    config = config_of(mapping("config", about["config"]))
    need(
        re.fullmatch(r"[\w .,:;()/+-]{1,200}", config.dataset), "its data have a name that is none."
    )
    history = checked_history(config, about["facts"], curves)
    network = _network(config, params, history.num_classes)
    diagnose(history)  # a page will ask for it
    return Imported(_about(about), history, network, figures(history, *verdict_of(history)))


def _about(about: dict[str, Any]) -> dict[str, Any]:
    created, versions = about["created"], mapping("versions", about["versions"])
    need(is_number(created, 0, time.time() + DAY), "it was begun at no time that can be.")
    texts = [about["name"], about["notes"], *versions.values()]
    need(all(isinstance(text, str) for text in texts), "a text of it is none.")
    return {
        "name": one_line(about["name"]),
        "created": float(created),
        "notes": "\n".join(map(printable, about["notes"].splitlines()))[:LONGEST_NOTES],
        "versions": {one_line(name): one_line(version) for name, version in versions.items()},
    }


def _network(config: TrainConfig, params: dict[str, NDArray[Any]], classes: int) -> TwoLayerNet:
    W1 = params["W1"]
    need(W1.ndim == 2 and W1.size, f"W1 has shape {W1.shape}.")
    network = TwoLayerNet(
        len(W1), config.hidden_size, classes, activation=config.activation, dtype=np.float32
    )
    for name, array in network.params.items():
        shape = params[name].shape
        need(shape == array.shape, f"{name} has shape {shape}, not {array.shape}.")
    sizes = len(W1), classes
    fits = sizes == SIZES.get(config.dataset, sizes)
    need(fits, f"it has other pixels or classes than {config.dataset}.")
    return network.with_params(**params)
