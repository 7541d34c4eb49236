"""What is asked of a file that is to be read: where it is, and how it is written."""

from ydh.core.values.words import N_
from ydh.tui.lists.book import Field

FORMATS = (("utf-8", "utf-8"), ("gb18030", "gb18030"), ("utf-16", "utf-16"))
FILL = (("", N_("each says it all")), ("yes", N_("what is blank is as above")))
LARGE = (("", N_("is refused")), ("yes", N_("is meant")))
MARKS = ((",", N_("comma")), (";", N_("semicolon")), ("tab", N_("tab")))
FILE = (
    Field("path", N_("file"), required=True, hint="~/orders.csv"),
    Field(
        "encoding",
        N_("encoding"),
        kind="choice",
        choices=(("", N_("found out")), *FORMATS),
    ),
    Field("delimiter", N_("columns are apart by"), kind="choice", choices=MARKS),
    Field("sheet", N_("Excel sheet"), hint=N_("the first unless given")),
    Field("mapping", N_("our columns, their titles"), hint=N_("code=title; code=title")),
    Field("ignore", N_("columns not to read"), hint=N_("their titles; * is all that have no use")),
    Field("fixed", N_("for the whole file"), hint=N_("code=value; code=value")),
    Field("header_row", N_("line of the titles"), hint=N_("the first unless given")),
    Field("skip_last", N_("rows at the end to skip"), hint=N_("sums and the like, such as 1")),
    Field("fill_down", N_("an order's further lines"), kind="choice", choices=FILL),
    Field("large", N_("more than half off"), kind="choice", choices=LARGE),
    Field(
        "again",
        N_("imported before"),
        kind="choice",
        choices=(("", N_("refuse it")), ("yes", N_("import it again"))),
    ),
)
