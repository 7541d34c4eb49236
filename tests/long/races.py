"""Sixteen processes that do everything at once on the same documents: each deed is done once and wholly, or refused.

make races N=100000          operations on each kind of database; ARGS="--only sqlite" on one
"""

import argparse
import multiprocessing
import sys
import time
from collections import Counter
from multiprocessing.pool import Pool
from random import Random

from tests.kit.company import administrator
from tests.long import ground
from tests.long.deeds import Person
from ydh.core.company.actors import Actor
from ydh.core.company.company import open_company
from ydh.core.values.errors import Busy, YdhError

RACERS = 16
LAP = 250  # operations of a racer until all are examined


def lap(url: str, account: int, name: str, seed: str, operations: int) -> tuple[ground.Said, Counter[str]]:
    """Do one thing after the other; gives what was acknowledged, and how often what was refused."""
    company = open_company(url)
    person, dice = Person(Actor(company, account), name, seed), Random(seed)
    said, refused = ground.Said(), Counter[str]()
    try:
        for _ in range(operations):
            try:
                for done in person.bring() if dice.random() < 0.003 else person.deed():
                    said[account, done] += 1
            except Busy:
                raise  # waited in vain: nobody may be locked out
            except YdhError as error:
                refused[error.id] += 1
    finally:
        company.close()
    return said, refused


def race(pool: Pool, url: str, operations: int) -> str:
    """What came of so many operations. Raises AssertionError when anything is not as it must be."""
    admin, begun = administrator(url), time.monotonic()
    people = ground.furnish(admin, RACERS)
    said, refused, tried = ground.Said(), Counter[str](), 0
    while tried < operations:
        each = min(LAP, -(-(operations - tried) // RACERS))
        tasks = [(url, account, name, f"{name}-{tried}", each) for account, name in people.items()]
        for did, did_not in pool.starmap(lap, tasks, chunksize=1):
            said += did
            refused += did_not
        tried += each * RACERS
        there = ground.written(admin)
        assert said == there, f"said and not there: {said - there}; there and not said: {there - said}"
        ground.tell(f"  {tried} operations: {sum(said.values())} done, all there and no more")
    ground.finish(admin, people)
    ground.sound(admin)
    admin.company.close()
    deeds = Counter(done.action or "import" for _, done in said.elements())
    told = ", ".join(f"{count} {what}" for what, count in deeds.most_common())
    why = ", ".join(f"{count} {what}" for what, count in refused.most_common(8))
    return (
        f"{tried} operations of {RACERS} in {time.monotonic() - begun:.0f} s: {sum(deeds.values())} done ({told}),"
        f" each once in the journal; raised {sum(refused.values())} ({why}); books and file sound, no deadlock"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.long.races", description=__doc__)
    parser.add_argument("operations", type=int)
    parser.add_argument("--only", choices=["sqlite", "postgres"])
    given = parser.parse_args(arguments)
    with ground.companies([given.only] if given.only else ["sqlite", "postgres"]) as made:
        for kind, url in made.items():
            ground.tell(f"{kind} ...")
            with multiprocessing.get_context("spawn").Pool(RACERS) as pool:
                ground.tell(f"{kind}: {race(pool, url, operations=given.operations)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
