"""`python -m bp export` and `import`: runs taken along."""

import argparse
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from bp.store import StoreError, open_database, runs_by_id
from bp.store.export import export_run, import_file

EPILOG = """\
examples:
  python -m bp export k3f9x2m7qa
  python -m bp export k3f9x2m7qa --to my-run
  python -m bp export k3f9x2m7qa p7w2n4c8ee --report --to both.html
  python -m bp import my-run/run.npz

A folder of each run holds: losses, evaluations and probes as CSV and as Parquet; config.json;
weights.npz; run.npz, for import; with_bp.py, which trains it again to the last bit; and
with_numpy.py with data.npz, which does so up to rounding, and needs nothing but NumPy.

With --report it is one HTML file instead, of all the runs beside each other: settings, curves,
verdict, what was measured, weights as images. It opens in any browser, without a network.
"""
IMPORT_EPILOG = """\
examples:
  python -m bp import my-run/run.npz
  python -m bp import my-run
  python -m bp import runs.zip
"""


def add_to(commands: Any) -> None:
    """Tell the parser of the commands."""
    export = commands.add_parser(
        "export",
        help="write runs into folders",
        description="Write runs into folders: tables, settings, weights and scripts.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    export.add_argument("runs", metavar="ID", nargs="+")
    export.add_argument(
        "--to",
        type=Path,
        metavar="FOLDER",
        help="where to (default: the run's id); of several runs, a folder each in it",
    )
    export.add_argument(
        "--report",
        action="store_true",
        help="write one HTML file of all the runs; --to is its name (default: report.html)",
    )
    export.set_defaults(do=write)
    imported = commands.add_parser(
        "import",
        help="keep runs that were exported",
        description="Keep runs that were exported: run.npz of each, or a ZIP of the page Runs.",
        epilog=IMPORT_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    imported.add_argument("files", metavar="FILE", type=Path, nargs="+")
    imported.set_defaults(do=read)


def write(asked: argparse.Namespace) -> None:
    """Export each run, or a report of all."""
    database = open_database()
    if asked.report:
        _write_report(database, asked)
        return
    for run in asked.runs:
        folder = Path(run)
        if asked.to is not None:
            folder = asked.to if len(asked.runs) == 1 else asked.to / run
        written = export_run(database, run, folder)
        print(f"{run}: {len(written)} files in {folder}")


def _write_report(database: Engine, asked: argparse.Namespace) -> None:
    from bp.report import kept_report  # here, since the charts' colours bring Altair along

    file: Path = asked.to or Path("report.html")
    if file.is_dir():
        file = file / "report.html"
    html = kept_report(database, runs_by_id(database, asked.runs))
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(html, "utf-8")
    print(f"{', '.join(asked.runs)}: {file}")


def read(asked: argparse.Namespace) -> None:
    """Import each file."""
    database = open_database()
    for file in asked.files:
        file = file / "run.npz" if file.is_dir() else file
        try:
            kept = import_file(database, file.read_bytes())
        except StoreError as error:
            raise StoreError(f"{file}: {error}") from error
        print(f"{file} is kept as {', '.join(kept)}")
