"""ydh role: roles and the rights that they give."""

from collections.abc import Iterable

from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.nouns import noun_app
from ydh.cli.frame.showing import shape
from ydh.core.administration import roles
from ydh.core.administration.role_table import MATRIX, ROLES
from ydh.core.values.words import N_

app = noun_app(ROLES)
COLUMNS, cells_of = shape(MATRIX)


@app.command("matrix", help=N_("which built-in role gives which permission"))
@listing(COLUMNS)
def matrix() -> Iterable[Row]:
    """The table of permissions by built-in roles."""
    return map(cells_of, roles.matrix())
