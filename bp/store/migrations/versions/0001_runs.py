"""The first release: runs, their curves, weights and tags."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "trainings",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("kind", sa.String(20), nullable=False),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("trainer", sa.String(200), nullable=False),
        sa.Column("alive_until", sa.Float, nullable=False),
        sa.Column("dataset", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("state", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "runs",
        sa.Column("id", sa.String(48), primary_key=True),
        sa.Column("training", sa.String(40), sa.ForeignKey("trainings.id"), nullable=False),
        sa.Column("place", sa.Integer, nullable=False),
        sa.Column("name", sa.String(200), nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
        sa.Column("deleted", sa.Float),
        sa.Column("config", sa.JSON, nullable=False),
        sa.Column("iteration", sa.Integer, nullable=False),
        sa.Column("test_accuracy", sa.Float),
        sa.Column("best_test_accuracy", sa.Float),
        sa.Column("verdict", sa.String(40), nullable=False),
        sa.Column("sparkline", sa.JSON, nullable=False),
        sa.Column("facts", sa.JSON, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
        sa.Column("notes", sa.Text, nullable=False),
    )
    op.create_index("ix_runs_training", "runs", ["training"])
    op.create_index("runs_by_time", "runs", ["deleted", "created"])
    op.create_table(
        "tags",
        sa.Column("run", sa.String(48), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("tag", sa.String(60), primary_key=True),
    )
    op.create_table(
        "pages",
        sa.Column("run", sa.String(48), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("curve", sa.String(20), primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "weights",
        sa.Column("run", sa.String(48), sa.ForeignKey("runs.id"), primary_key=True),
        sa.Column("content", sa.LargeBinary, nullable=False),
    )
    op.create_table(
        "workspaces",
        sa.Column("token", sa.String(60), primary_key=True),
        sa.Column("content", sa.JSON, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
    )
