"""Who: accounts, roles, customers, tokens, settings."""

from peewee import BooleanField, Check, CompositeKey, ForeignKeyField, IntegerField, TextField

from ydh.store.tables.base import Chained, Table, default, one_of
from ydh.store.tables.fields import DayField, JsonField, UtcField


class Level(Chained):
    """客户级别: a price level. Orders of a higher `priority` are worked on before others, but for those of a file."""

    code = TextField(unique=True)
    name = TextField()
    priority = IntegerField(**default(0))

    class Meta:
        table_name = "price_level"


class Customer(Chained):
    """客户. `fold` is the code as compared (NFKC, casefolded).

    Worked out from the name: `initials` find it, in each way that it is read, and by `sort` lists of names are ordered.
    """

    code = TextField(unique=True)
    fold = TextField(unique=True)
    name = TextField()
    initials = TextField(default="")
    level = ForeignKeyField(Level, null=True)
    region = TextField(default="", index=True)
    terms = TextField(default="on_delivery", constraints=[one_of("terms", ("prepaid", "on_delivery", "monthly"))])
    contact = TextField(default="")
    phone = TextField(default="")
    address = TextField(default="")
    note = TextField(default="")
    assessed = BooleanField(default=False)
    active = BooleanField(default=True)
    created_at = UtcField()
    sort = TextField(**default(""))

    class Meta:
        indexes = ((("sort", "fold"), False),)


class Supplier(Chained):
    """供应商: whom goods are bought from. `fold` is the code as compared."""

    code = TextField()
    fold = TextField(unique=True)
    name = TextField()
    phone = TextField(default="")
    terms = TextField(default="monthly", constraints=[one_of("terms", ("prepaid", "on_delivery", "monthly"))])
    active = BooleanField(default=True)


_TOKENS_ALONE = Check("owner_id IS NULL OR (customer_id IS NULL AND password IS NULL AND os_user IS NULL)")


class Account(Chained):
    """账号. A customer's account has `customer`, and a customer has at most one.

    A service account, which scripts use, has an `owner`: the member of staff whose it is. Tokens alone let it in.
    """

    login = TextField(unique=True)
    name = TextField()
    customer = ForeignKeyField(Customer, null=True, unique=True)
    password = TextField(null=True)
    os_user = TextField(null=True, unique=True)
    language = TextField(default="")
    theme = TextField(null=True)
    scope = TextField(default="all", constraints=[one_of("scope", ("all", "region", "own"))])
    active = BooleanField(default=True)
    failures = IntegerField(default=0)
    locked_until = UtcField(null=True)
    created_at = UtcField()
    owner = ForeignKeyField("self", null=True, constraints=[_TOKENS_ALONE])


class CustomerOwner(Table):
    """Whose customer it is: the scope `own` of a staff account."""

    customer = ForeignKeyField(Customer)
    account = ForeignKeyField(Account)

    class Meta:
        table_name = "customer_owner"
        primary_key = CompositeKey("account", "customer")


class AccountRegion(Table):
    """The regions of a staff account whose scope is `region`."""

    account = ForeignKeyField(Account)
    region = TextField()

    class Meta:
        table_name = "account_region"
        primary_key = CompositeKey("account", "region")


class Role(Chained):
    """角色: built-in ones cannot be changed."""

    code = TextField(unique=True)
    name = TextField()
    builtin = BooleanField(default=False)


class RolePermission(Table):
    """Which permission a role gives."""

    role = ForeignKeyField(Role)
    permission = TextField()

    class Meta:
        table_name = "role_permission"
        primary_key = CompositeKey("role", "permission")


class AccountRole(Table):
    """Which roles an account holds; its rights are their union."""

    account = ForeignKeyField(Account)
    role = ForeignKeyField(Role)

    class Meta:
        table_name = "account_role"
        primary_key = CompositeKey("account", "role")


class Token(Table):
    """A sign-in (`login`) or a script's token; only its SHA-256 is kept."""

    account = ForeignKeyField(Account)
    digest = TextField(unique=True)
    name = TextField(default="")
    created_at = UtcField()
    expires_at = UtcField()
    revoked_at = UtcField(null=True)


class Address(Table):
    """A customer's further delivery address."""

    customer = ForeignKeyField(Customer)
    label = TextField()
    contact = TextField(default="")
    phone = TextField(default="")
    address = TextField()


class Setting(Chained):
    """A company setting; the rows named `guard.*` are locked by rules over several rows."""

    name = TextField(unique=True)
    value = JsonField()


class Counter(Table):
    """The last number given in a series on a business day."""

    series = TextField()
    day = DayField()
    last = IntegerField()

    class Meta:
        primary_key = CompositeKey("series", "day")


TABLES = [
    Level,
    Customer,
    Supplier,
    Account,
    CustomerOwner,
    AccountRegion,
    Role,
    RolePermission,
    AccountRole,
    Token,
    Address,
    Setting,
    Counter,
]
