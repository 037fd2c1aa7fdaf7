"""Maps, with a row for each of their runs that is through."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    """Make their tables."""
    op.create_table(
        "maps",
        sa.Column("id", sa.String(40), primary_key=True),
        sa.Column("status", sa.String(20), nullable=False),
        sa.Column("trainer", sa.String(200), nullable=False),
        sa.Column("alive_until", sa.Float, nullable=False),
        sa.Column("created", sa.Float, nullable=False),
        sa.Column("changed", sa.Float, nullable=False),
        sa.Column("dataset", sa.String(200), nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
        sa.Column("space", sa.JSON, nullable=False),
        sa.Column("versions", sa.JSON, nullable=False),
    )
    op.create_table(
        "map_runs",
        sa.Column("map", sa.String(40), sa.ForeignKey("maps.id"), primary_key=True),
        sa.Column("place", sa.Integer, primary_key=True),
        sa.Column("outcome", sa.JSON, nullable=False),
    )
