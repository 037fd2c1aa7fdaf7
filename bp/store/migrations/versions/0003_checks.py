"""Gradient checks; and maps can be deleted, and brought back."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Make their table, and the column of when a map was deleted."""
    op.add_column("maps", sa.Column("deleted", sa.Float))
    op.create_table(
        "checks",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("trainer", sa.String(200), nullable=False),
        sa.Column("alive_until", sa.Float, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
        sa.Column("deleted", sa.Float),
        sa.Column("dataset", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("settings", sa.JSON, nullable=False),
        sa.Column("headline", sa.Text, nullable=False),
        sa.Column("found", sa.JSON, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
    )
