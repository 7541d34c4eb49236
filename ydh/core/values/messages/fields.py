"""The names of what people type, as messages say them: marked here for the catalogues."""

from ydh.core.values.words import N_

# What `field` stands for in the messages above: the names of what people type.
FIELDS = (
    N_("address"), N_("amount"), N_("answer"), N_("attribute"), N_("barcode"), N_("brand"), N_("category"), N_("code"),
    N_("company name"), N_("contact"), N_("days"), N_("discount"), N_("document"), N_("evidence"), N_("freight"),
    N_("hours"), N_("how"), N_("key"), N_("label"), N_("minimum"), N_("multiple"), N_("name"), N_("note"),
    N_("opinion"),
    N_("pack size"), N_("pack unit"), N_("phone"), N_("price"), N_("quantity"), N_("reason"), N_("region"),
    N_("agreed place"), N_("agreed time"), N_("contract number"), N_("number"), N_("place"), N_("rating"),
    N_("remark"), N_("status"), N_("tracking address"), N_("what is wrong"),
    N_("parcels"), N_("weight"), N_("cod"), N_("expected date"), N_("agreed date"), N_("temperature"), N_("at"),
    N_("result"), N_("carrier"), N_("tracking"), N_("system user"), N_("unit"), N_("who"),
)  # fmt: skip
