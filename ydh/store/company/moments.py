"""When the journal was written last."""

from ydh.store.engine.prepared import Statement
from ydh.store.tables.log import Journal

NEWEST = Statement(Journal.select(Journal.at).order_by(Journal.id.desc()).limit(1))
