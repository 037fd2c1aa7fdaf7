"""What a figure was measured on."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from threadpoolctl import threadpool_info

PACKAGES = {"NumPy": "numpy", "scikit-learn": "scikit-learn", "PyTorch": "torch", "JAX": "jax"}
CORES = os.cpu_count() or 1


def describe() -> list[str]:
    """The processor, the versions and the BLAS, a line each."""
    versions = ", ".join(f"{name} {_version(package)}" for name, package in PACKAGES.items())
    return [
        f"{_processor()}, {CORES} cores",
        f"Python {platform.python_version()}, {versions}",
        f"NumPy's BLAS: {_blas()}",
    ]


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text().splitlines() if cpuinfo.exists() else []
    models = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return models[0] if models else platform.processor() or platform.machine()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "not installed"


def _blas() -> str:
    found = [info for info in threadpool_info() if info["user_api"] == "blas"]
    of_numpy = [info for info in found if "numpy" in info["filepath"]]  # SciPy brings another
    for info in of_numpy or found:
        kernel, threads = info.get("architecture"), info["num_threads"]
        return f"{info['internal_api']} {info['version']}, kernel {kernel}, {threads} threads"
    return "unknown"
