"""Statements that fill a new company."""

from ydh.store.engine.prepared import Statement, insert, insert_returning
from ydh.store.tables.goods import Warehouse
from ydh.store.tables.people import Account, AccountRole, Role, RolePermission, Setting

ADD_ACCOUNT = insert_returning(
    Account, "login name customer password os_user language scope active failures created_at version head entries"
)
ADD_ROLE = insert_returning(Role, "code name builtin version head entries")
ADD_ROLE_PERMISSION = insert(RolePermission, "role permission")
ADD_ACCOUNT_ROLE = insert(AccountRole, "account role")
ADD_SETTING = insert_returning(Setting, "name value version head entries")
ADD_WAREHOUSE = insert_returning(Warehouse, "code name main")
ANY_ACCOUNT = Statement(Account.select(Account.id).limit(1))
