"""The command line: global options, nouns loaded when they are used, and every error turned into an exit code.

Nothing heavy is imported here: a noun's module is imported when its command runs or its help is asked for.
"""

import gc
import importlib
import sys
from contextvars import ContextVar
from typing import Annotated, Any

import typer
import typer.core

from ydh import __version__
from ydh.cli.frame import session, typer_words
from ydh.core.values.errors import Invalid
from ydh.core.values.words import N_, visible

# noun: its module under ydh.cli, and what its help says. `app` in the module is the noun's Typer.
NOUNS: dict[str, tuple[str, str]] = {
    "init": ("administration.init", N_("make a company and its first administrator")),
    "demo": ("practice.demo", N_("make a practice company and tell the story of one order")),
    "login": ("administration.login", N_("sign in with a password")),
    "logout": ("administration.logout", N_("sign out")),
    "whoami": ("administration.whoami", N_("show who is signed in and what he may do")),
    "todo": ("workflow.todo", N_("what waits for me")),
    "news": ("workflow.news", N_("what others did lately to what concerns me")),
    "order": ("orders.order", N_("orders: list, enter, review, ship, receive")),
    "shipment": ("shipping.shipment", N_("shipments: where they are, their papers, tracking")),
    "carrier": ("partners.carrier", N_("carriers: who and what goods travel with")),
    "case": ("cases.case", N_("cases: what was wrong with what arrived")),
    "return": ("returns.return_", N_("returns: ask for one, review, take in, pay back")),
    "cart": ("orders.cart", N_("the cart: fill it and submit it")),
    "product": ("goods.product", N_("products and their items")),
    "price": ("goods.price", N_("prices: list, level and customer prices")),
    "stock": ("stock.stock", N_("stock: levels, moves, papers, counts, limits")),
    "supplier": ("partners.supplier", N_("suppliers: whom goods are bought from")),
    "warehouse": ("stock.warehouse", N_("warehouses: which there are, which is the main one")),
    "lot": ("stock.lot", N_("lots of goods: what expires, what is blocked, whom each went to")),
    "pick": ("shipping.pick", N_("goods counted into shipments, and the second check")),
    "customer": ("partners.customer", N_("customers and their accounts")),
    "account": ("administration.account", N_("staff accounts, passwords and tokens")),
    "role": ("administration.role", N_("roles and rights")),
    "workflow": ("workflow.workflow", N_("steps: which are on, and what switching one would do")),
    "setting": ("administration.setting", N_("the company's settings")),
    "file": ("files.file", N_("your tray: papers that wait to be fetched")),
    "history": ("files.history", N_("orders and returns of the past: bring them in as they ended")),
    "batch": ("files.batch", N_("imported files and what became of them")),
    "report": ("reports.report", N_("reports")),
    "audit": ("audit.audit", N_("the journal: read it, prove it")),
    "clock": ("workflow.clock", N_("what is due by the calendar; for cron")),
    "doctor": ("audit.doctor", N_("check that the books balance")),
    "schema": ("frame.schema", N_("what a command prints as JSON, as JSON Schema")),
    "db": ("administration.db", N_("the database's schema")),
}


class Nouns(typer.core.TyperGroup):
    """Imports a noun's module only when it is needed."""

    def list_commands(self, ctx: Any) -> list[str]:
        return list(NOUNS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        if cmd_name not in NOUNS:
            return None
        module, help_text = NOUNS[cmd_name]
        command = typer.main.get_command(_only_asked(commands_of(module)))
        gc.freeze()  # what was imported stays: the first look for garbage would go through all of it
        gc.enable()  # see __main__
        command.name = cmd_name
        command.help = command.short_help = help_text
        typer_words.translate(command)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        name = args[0] if args else ""
        if name and not name.startswith("-") and name not in NOUNS:
            from difflib import get_close_matches

            near = get_close_matches(name, NOUNS, n=3, cutoff=0.5)
            raise Invalid("command-unknown", name=visible(name), near=tuple(near or NOUNS))
        return super().resolve_command(ctx, args)


app = typer.Typer(
    cls=Nouns,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(given: bool) -> None:
    if given:
        print(f"ydh {__version__}")
        raise typer.Exit


@app.callback(help=N_("Wholesale ordering from terminals"))
def ydh(
    database: Annotated[str, typer.Option("--database", metavar="URL", help=N_("the company's database"))] = "",
    lang: Annotated[str, typer.Option("--lang", help=N_("zh_CN or en"))] = "",
    version: Annotated[
        bool, typer.Option("--version", help=N_("which version it is"), callback=_version, is_eager=True)
    ] = False,
    debug: Annotated[bool, typer.Option("--debug", help=N_("show where an unexpected error came from"))] = False,
) -> None:
    """Options for every command, wherever they stand. `session.take_globals` reads them before Typer does; here they
    are for the help page, and for what is nearly one of them."""


def commands_of(module: str) -> typer.Typer:
    """The commands of a noun; those that its room writes by hand (`more`) only where this run may ask for one."""
    found = importlib.import_module(f"ydh.cli.{module}")
    app: typer.Typer = found.app
    if hasattr(found, "more") and all(it.name != _VERB.get() for it in app.registered_commands):
        found.more()
    return app


def _only_asked(noun: typer.Typer) -> typer.Typer:
    """The noun with the one command that this run asks for: building the others costs as much as a short listing."""
    asked = [c for c in noun.registered_commands if c.name and c.name == _VERB.get()]
    if not asked:
        return noun
    lean = typer.Typer(no_args_is_help=True, rich_markup_mode=None, add_completion=False, callback=_nothing)
    lean.registered_commands = asked
    return lean


def _nothing() -> None:
    """Keeps a noun with one command a group."""


_VERB: ContextVar[str] = ContextVar("verb", default="")  # the one command of a noun that this run asks for


def run(argv: list[str] | None = None) -> int:
    """Run a command and give its exit code: see docs/commands.md for what each means."""
    args = list(sys.argv[1:] if argv is None else argv)
    debug = "--debug" in args
    return session.guarded(lambda: _command(args), lambda error: _other(error, debug))


def _command(args: list[str]) -> int:
    session.start(session.take_globals(args))
    if not all(map(str.isascii, args)):
        from ydh.cli.frame import troubles

        troubles.check_arguments(args)
    _VERB.set(args[1] if len(args) > 1 else "")
    typer_words.speak()
    root: Any = typer.main.get_command(app)
    for option in root.params:
        option.help = typer_words.COMPLETION.get(option.name or "", option.help)
    typer_words.translate(root)
    return _code(root.main(args=args, prog_name="ydh", standalone_mode=False))


def _code(result: Any) -> int:
    return result if isinstance(result, int) else 0


def _other(error: Exception, debug: bool) -> int:
    """A usage error as Typer words it, or a bug."""
    if type(error).__name__ == "NoArgsIsHelpError":
        print(error, file=sys.stderr)
        return 2
    if hasattr(error, "format_message"):  # Typer's own: ClickException and its kin
        print(typer_words.worded(error), file=sys.stderr)
        return int(getattr(error, "exit_code", 2))
    if isinstance(error, typer.Exit):
        return int(error.exit_code)
    if isinstance(error, typer.Abort):
        return session.interrupted()
    return session.bug(error, debug=debug)
