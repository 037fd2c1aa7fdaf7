"""Runs as one HTML file: settings, curves, verdict, evidence and weights. It opens offline."""

from bp.report.kept import kept_report
from bp.report.page import report
from bp.report.run import Reported

__all__ = ["Reported", "kept_report", "report"]
