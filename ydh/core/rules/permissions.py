"""Who may do what: 27 permissions, six built-in roles, as one table that a business person can read.

Two questions are asked of every act: may this actor do it (here), and does the actor see the document (scope).
No permission named means nobody. S21.32, S21.33.
"""

from enum import StrEnum

from ydh.core.values.words import N_


class P(StrEnum):
    """The permissions, by code."""

    ORDER_VIEW = "order.view"
    ORDER_CREATE = "order.create"
    ORDER_EDIT = "order.edit"
    ORDER_ASSIGN = "order.assign"
    ORDER_REVIEW = "order.review"
    ORDER_FINANCE_REVIEW = "order.finance_review"
    ORDER_OUTBOUND_REVIEW = "order.outbound_review"
    ORDER_SHIP = "order.ship"
    ORDER_VOID = "order.void"
    RETURN_CREATE = "return.create"
    RETURN_REVIEW = "return.review"
    RETURN_RECEIVE = "return.receive"
    RETURN_REFUND = "return.refund"
    PRODUCT_MANAGE = "product.manage"
    PRICE_MANAGE = "price.manage"
    AMOUNT_VIEW = "amount.view"
    CUSTOMER_MANAGE = "customer.manage"
    CREDIT_OVERRIDE = "credit.override"
    STOCK_ADJUST = "stock.adjust"
    PAYMENT_RECORD = "payment.record"
    PAYMENT_CONFIRM = "payment.confirm"
    REPORT_VIEW = "report.view"
    DATA_IMPORT = "data.import"
    DATA_EXPORT = "data.export"
    STAFF_MANAGE = "staff.manage"
    SYSTEM_CONFIGURE = "system.configure"
    AUDIT_VIEW = "audit.view"


ROLE_NAMES = {
    "system_admin": N_("system administrator"),
    "business_manager": N_("business manager"),
    "order_reviewer": N_("order reviewer"),
    "finance_reviewer": N_("finance reviewer"),
    "outbound_reviewer": N_("outbound reviewer"),
    "shipping_clerk": N_("shipping clerk"),
}

# The columns are the roles above, in that order: SA BM OR FR WR SC.
_MATRIX = """
order.view              x x x x x x
order.create            . x x . . .
order.edit              . x x . . .
order.assign            . x . . . .
order.review            . . x . . .
order.finance_review    . . . x . .
order.outbound_review   . . . . x .
order.ship              . . . . . x
order.void              . x x . . .
return.create           . x x . . .
return.review           . x x . . .
return.receive          . . . . x .
return.refund           . . . x . .
product.manage          x x . . . .
price.manage            x x . . . .
amount.view             x x x x . .
customer.manage         x x . . . .
credit.override         . x . . . .
stock.adjust            . . . . x .
payment.record          . x . x . .
payment.confirm         . . . x . .
report.view             x x x x x .
data.import             x x x . . .
data.export             x x . x . .
staff.manage            x . . . . .
system.configure        x . . . . .
audit.view              x x . . . .
"""
_ROWS = [line.split() for line in _MATRIX.strip().splitlines()]
ROLES: dict[str, frozenset[P]] = {
    role: frozenset(P(row[0]) for row in _ROWS if row[column] == "x") for column, role in enumerate(ROLE_NAMES, 1)
}

# Ready-made custom roles: they can be added and removed, the six above cannot.
READY_MADE: dict[str, tuple[str, frozenset[P]]] = {
    "service": (N_("customer service"), frozenset({P.ORDER_VIEW, P.AMOUNT_VIEW, P.RETURN_CREATE})),
    "after_sales": (
        N_("after-sales"),
        frozenset({P.ORDER_VIEW, P.AMOUNT_VIEW, P.RETURN_CREATE, P.RETURN_REVIEW}),
    ),
    "order_entry": (N_("order entry"), frozenset({P.ORDER_VIEW, P.AMOUNT_VIEW, P.ORDER_CREATE, P.ORDER_EDIT})),
    "auditor": (N_("auditor"), frozenset({P.ORDER_VIEW, P.AMOUNT_VIEW, P.AUDIT_VIEW, P.REPORT_VIEW})),
}

ADMIN = "system_admin"
ONLY_ADMIN = frozenset({P.STAFF_MANAGE})  # cannot be given to another role (S21.35)
# Rights over money mean nothing to one who may not see it.
MONEY = frozenset(
    {
        P.ORDER_FINANCE_REVIEW,
        P.PRICE_MANAGE,
        P.CREDIT_OVERRIDE,
        P.PAYMENT_RECORD,
        P.PAYMENT_CONFIRM,
        P.RETURN_REFUND,
    }
)

PERMISSION_NAMES: dict[P, str] = {
    P.ORDER_VIEW: N_("see orders"),
    P.ORDER_CREATE: N_("order for a customer"),
    P.ORDER_EDIT: N_("change orders"),
    P.ORDER_ASSIGN: N_("assign and overtake"),
    P.ORDER_REVIEW: N_("review orders"),
    P.ORDER_FINANCE_REVIEW: N_("review finance"),
    P.ORDER_OUTBOUND_REVIEW: N_("review outbound"),
    P.ORDER_SHIP: N_("confirm shipment"),
    P.ORDER_VOID: N_("void orders"),
    P.RETURN_CREATE: N_("return for a customer"),
    P.RETURN_REVIEW: N_("review returns"),
    P.RETURN_RECEIVE: N_("take returns into stock"),
    P.RETURN_REFUND: N_("confirm refunds"),
    P.PRODUCT_MANAGE: N_("manage products"),
    P.PRICE_MANAGE: N_("manage prices and promotions"),
    P.AMOUNT_VIEW: N_("see prices and amounts"),
    P.CUSTOMER_MANAGE: N_("manage customers"),
    P.CREDIT_OVERRIDE: N_("release credit holds"),
    P.STOCK_ADJUST: N_("move and count stock"),
    P.PAYMENT_RECORD: N_("record payments"),
    P.PAYMENT_CONFIRM: N_("confirm and reverse payments"),
    P.REPORT_VIEW: N_("see reports"),
    P.DATA_IMPORT: N_("import data"),
    P.DATA_EXPORT: N_("export data"),
    P.STAFF_MANAGE: N_("manage staff accounts"),
    P.SYSTEM_CONFIGURE: N_("configure workflow and system"),
    P.AUDIT_VIEW: N_("audit the journal"),
}
