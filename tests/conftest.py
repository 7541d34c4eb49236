"""Fixtures of the whole suite, and the rule that nothing is skipped where servers are required."""

import gc
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from tests.kit import company as company_data
from tests.kit import servers
from ydh.core.company.actors import Actor

# the same examples in every run, and none fails because the machine has much to do
settings.register_profile(
    "suite", derandomize=True, database=None, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("suite")

QUICK = [Path(__file__).parent / "core" / room for room in ("values", "rules")]


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # xdist's workers use the folder of the process that started them
        servers.open_run()


def pytest_unconfigure(config: pytest.Config) -> None:
    servers.disconnect()
    if not hasattr(config, "workerinput"):
        servers.close_run()


def pytest_itemcollected(item: pytest.Item) -> None:
    if item.path.parent in QUICK:
        item.add_marker("smoke")


def pytest_collection_finish() -> None:
    """Let Python look for garbage less often, and never in what was loaded: it was a fifth of the screens' time."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    report = yield
    if not item.get_closest_marker("may_skip"):
        _fail_when_skipped(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Any:
    report = yield
    _fail_when_skipped(report)
    return report


def _fail_when_skipped(report: pytest.TestReport | pytest.CollectReport) -> None:
    if servers.REQUIRED and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but with YDH_REQUIRE_SERVERS=1 everything must run: {report.longrepr}"


@pytest.fixture(scope="session", autouse=True)
def _own_state(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Trays and what else is kept for this user lie in a folder of the run's own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def postgres_server() -> str:
    """The URL of a PostgreSQL server that is ours to make databases on."""
    return servers.postgres_server()


@pytest.fixture
def postgres(postgres_server: str) -> Iterator[servers.Postgres]:
    """Makes databases that are dropped after the test."""
    databases = servers.Postgres(postgres_server)
    yield databases
    databases.drop_mine()


@pytest.fixture
def postgres_url(postgres: servers.Postgres) -> str:
    """A new, empty PostgreSQL database."""
    return postgres.fresh()


@pytest.fixture(params=["sqlite", "postgres"])
def databases(request: pytest.FixtureRequest, tmp_path: Path) -> servers.Sqlite | servers.Postgres:
    """Makes databases, of each kind in turn: `fresh()`, `make_template(name, fill)`, `fresh(name)`."""
    if request.param == "sqlite":
        return servers.Sqlite(tmp_path)
    made: servers.Postgres = request.getfixturevalue("postgres")
    return made


@pytest.fixture
def database_url(databases: servers.Sqlite | servers.Postgres) -> str:
    """A new, empty database, of each kind in turn."""
    return databases.fresh()


@pytest.fixture
def company_url(databases: servers.Sqlite | servers.Postgres) -> str:
    """A company with nothing but its administrator, on each kind of database in turn."""
    return databases.fresh(databases.make_template("company", company_data.fill))


@pytest.fixture
def company(company_url: str) -> Iterator[Actor]:
    """The administrator of a new company; tests.kit.company adds staff(), customer() and product()."""
    admin = company_data.administrator(company_url)
    yield admin
    admin.company.close()
