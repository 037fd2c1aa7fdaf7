"""Runs taken along: as tables, as an archive that another bp imports, and as scripts."""

from bp.store.export.archive import archive, import_archive
from bp.store.export.folder import export_run
from bp.store.export.script import numpy_script, our_script
from bp.store.export.zipped import export_zip, import_file

__all__ = [
    "archive",
    "export_run",
    "export_zip",
    "import_archive",
    "import_file",
    "numpy_script",
    "our_script",
]
