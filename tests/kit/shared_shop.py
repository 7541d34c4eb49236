"""The company that tests of the screens share, and who can sit down at a terminal in it."""

import os
import subprocess
from collections.abc import Sequence
from contextlib import ExitStack
from decimal import Decimal
from pathlib import Path

from tests.kit.seat import YDH, Seat
from ydh.core.administration import accounts, signin
from ydh.core.company.actors import who
from ydh.core.company.company import open_company
from ydh.core.orders import looking
from ydh.core.orders.entering import place
from ydh.core.orders.views import OrderView, Want
from ydh.core.stock.stock_bulk import put_stock
from ydh.core.stock.views import PutStock
from ydh.core.workflow import history
from ydh.core.workflow.views import Event
from ydh.practice import founding
from ydh.store.engine.database import Unit
from ydh.store.practice import rows as store

REVIEWER, FINANCE, KEEPER, CLERK, MANAGER, ADMIN, BUYER = (
    "zhaoliu",
    "wangwu",
    "lisi",
    "sunqi",
    "zhangsan",
    "wujiu",
    "c0001",
)
COFFEE = ("D0001", "速溶咖啡")  # at least 12, in multiples of 6
ALMOND = ("D0022", "杏仁露")


def fill(url: str) -> None:
    """A practice company without past orders, whose customers are known: their first order is not held."""
    founding.make(url, size=0)
    company = open_company(url)
    company.write(_know_everybody)
    keeper = founding.people(company)[KEEPER]
    company.write(lambda unit: put_stock(unit, who(unit, keeper), [PutStock(COFFEE[0], Decimal(100_000))]))
    company.close()


def _know_everybody(unit: Unit) -> None:
    for id_, *_ in store.CUSTOMERS.rows(unit):
        store.ASSESSED.run(unit, id=id_)


class Shop:
    """The company; `seat` puts a person at a terminal, `ydh` runs a command as somebody."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder, self.url = folder, url
        Path(url.removeprefix("sqlite:///")).chmod(0o600)
        self.company = open_company(url)
        self.people = founding.people(self.company)
        self._tokens: dict[str, str] = {}
        self._seats = ExitStack()

    def environment(self, login: str | None, **more: str) -> dict[str, str]:
        """What a process of this person's sees: nothing of who runs the tests."""
        given = {f"XDG_{name}_HOME": str(self.folder / name.lower()) for name in ("STATE", "CONFIG", "DATA")}
        given |= {"PATH": f"{YDH.parent}:{os.environ['PATH']}", "HOME": str(self.folder), "LANG": "C.UTF-8"}
        given |= {"TERM": "xterm-256color", "YDH_DATABASE": self.url}
        return given | ({"YDH_TOKEN": self._token(login)} if login else {}) | more

    def _token(self, login: str) -> str:
        if login not in self._tokens:
            self._tokens[login] = signin.create_token(self.people[login], "test", days=1)
        return self._tokens[login]

    def seat(
        self, login: str | None, *options: str, lang: str = "zh", size: tuple[int, int] = (80, 24), **env: str
    ) -> Seat:
        """A terminal with the screens, as somebody, or as nobody known."""
        words = [str(YDH), "--lang", lang, *options]
        return self._seats.enter_context(Seat(*words, env=self.environment(login, **env), size=size))

    def shell(self, login: str) -> Seat:
        """A terminal with a shell, which knows somebody."""
        words = ("bash", "--norc", "--noprofile", "-i")
        return self._seats.enter_context(Seat(*words, env=self.environment(login, PS1="$ ")))

    def ydh(self, *args: str, by: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """Run a command in a process of its own, in English."""
        words = [str(YDH), "--lang", "en", *args]
        env = self.environment(by)
        return subprocess.run(words, input=stdin, env=env, capture_output=True, text=True, timeout=60, check=False)

    def new_password(self, login: str) -> str:
        """The password with which somebody signs in from now on."""
        return accounts.reset_password(self.people[ADMIN], login).password

    def place(self, quantity: int = 12, *, by: str = BUYER) -> str:
        """The number of a new order of the customer's."""
        return place(self.people[by], [Want(COFFEE[0], Decimal(quantity))]).number

    def places(self, count: int, *, by: str = BUYER) -> list[str]:
        """The numbers of several orders."""
        return [self.place(by=by) for _ in range(count)]

    def show(self, number: str) -> OrderView:
        """An order as it is in the database."""
        return looking.show(self.people[MANAGER], number)

    def history(self, number: str) -> Sequence[Event]:
        """What was done with an order."""
        return history.history(self.people[MANAGER], number)

    def step(self, number: str) -> str:
        """What the order waits for."""
        return self.show(number).row.step

    def close(self) -> None:
        self._seats.close()
        self.company.close()
