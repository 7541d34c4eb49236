"""What the commands of every kind of document have besides its table: its history, what can be done now, assigning."""

from collections.abc import Iterable
from typing import Annotated

import typer

from ydh import locale
from ydh.cli.frame import options, session
from ydh.cli.frame.documents import Number, one
from ydh.cli.frame.listing import Row, listing
from ydh.cli.frame.showing import shape
from ydh.core.rules.machine import Workflow
from ydh.core.values.errors import Invalid
from ydh.core.values.messages.all import MESSAGES
from ydh.core.values.words import N_
from ydh.core.workflow.document_tables import events_of, options_of
from ydh.core.workflow.views import Event, Option

MESSAGES["assign-whom"] = N_("name an account, or give --nobody; not both")

As = Annotated[str | None, typer.Option("--as", help=N_("ask for this account"), metavar="ACCOUNT")]
Account = Annotated[str | None, typer.Argument(help=N_("who looks after it"), metavar="[ACCOUNT]")]
Nobody = Annotated[bool, typer.Option("--nobody", help=N_("take it from who has it"))]


def add_history(app: typer.Typer, flow: Workflow, text: str) -> None:
    """Add the command that tells what was done to a document."""
    *facts, details = events_of(flow)
    columns, cells = shape((*facts, details._replace(of=_details)))

    @app.command("history", help=text)
    @listing(columns, quiet=False)
    def history(number: Number) -> Iterable[Row]:
        from ydh.core.workflow import history

        return map(cells, history.history(session.actor(), number))


def add_explain(app: typer.Typer, flow: Workflow, text: str) -> None:
    """Add the command that says what can be done to a document now."""
    *facts, people, blocked = options_of(flow)
    columns, cells = shape((*facts, people._replace(of=_people), blocked._replace(of=_blocked)))

    @app.command("explain", help=text)
    @listing(columns, quiet=False)
    def explain(number: Number, account: As = None) -> Iterable[Row]:
        from ydh.core.workflow import explaining

        return map(cells, explaining.explain(session.actor(), number, account=account))


def _details(event: Event) -> str:
    from ydh.cli.workflow import telling  # the words of the journal

    return telling.details(event)


def _people(option: Option) -> str:
    return locale.current().listed(map(locale.translate, option.people))


def _blocked(option: Option) -> str:
    return locale.render(option.blocked, locale.current()) if option.blocked else ""


def add_assign(app: typer.Typer, text: str) -> None:
    """Add the command that gives a document to somebody."""

    @app.command("assign", help=text)
    @listing(options.OUTCOME)
    def assign(
        number: Number, account: Account = None, nobody: Nobody = False, reason: options.Reason = ""
    ) -> Iterable[Row]:
        from ydh.core.workflow import assigning

        if (account is None) != nobody:
            raise Invalid("assign-whom")
        target = one(number)
        result = assigning.assign(session.actor(), target.number, account, reason=reason, seen=target.seen)
        return options.outcome_rows([result])
