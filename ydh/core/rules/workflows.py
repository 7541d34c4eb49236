"""All workflows, and what their statuses and acts are called."""

from ydh.core.rules.machine import DRAFT, VOID, Workflow
from ydh.core.rules.orders import ORDER
from ydh.core.rules.returns import RETURN
from ydh.core.values.series import typed
from ydh.core.values.words import N_, Label

WORKFLOWS: dict[str, Workflow] = {flow.name: flow for flow in (ORDER, RETURN)}


def flow_of(number: str) -> Workflow:
    """The workflow of the document of that number, or draft's reference; a part's is its document's.

    What no other workflow has is an order's: references of orders are what somebody else calls them.
    """
    number = typed(number)
    for flow in WORKFLOWS.values():
        if number.startswith(flow.numbers):
            return flow
    return ORDER


STATUS_NAMES = {DRAFT: N_("draft"), "done": N_("done"), VOID: N_("void")}
# what the journal of an order calls an act
ACTION_NAMES = {
    "draft": N_("drafted"),
    "submit": N_("submitted"),
    "edit": N_("changed"),
    "delete": N_("deleted"),
    "approve": N_("approved"),
    "send_back": N_("sent back"),
    "unrelease": N_("unreleased"),
    "close": N_("closed short"),
    "substitute": N_("replaced an item"),
    "short_answer": N_("noted the answer to a shortage"),
    "pick_start": N_("began to pick"),
    "pick_take_over": N_("took the picking over"),
    "pick": N_("finished the pick"),
    "check_start": N_("began to check"),
    "check_take_over": N_("took the check over"),
    "check": N_("finished the check"),
    "switch_lot": N_("took another lot"),
    "lapse": N_("gave up what may not leave any more"),
    "withdraw": N_("withdrew"),
    "void": N_("voided"),
    "take_back": N_("took back"),
    "hold": N_("held"),
    "release_hold": N_("lifted a hold"),
    "confirm": N_("the customer confirmed"),
    "note": N_("noted"),
    "track": N_("on its way"),
    "case": N_("reported a problem"),
    "settle": N_("settled a case"),
    "assign": N_("assigned"),
    "overtake": N_("moved to the front"),
    "import": N_("imported"),
    "bring_in": N_("brought in as history"),
    "return": N_("a return changed its lines"),
    "reject": N_("rejected"),
}


def step_label(code: str, flow: Workflow = ORDER) -> Label:
    """The marked name of a step or a status; a code that is none stands for itself."""
    name = STATUS_NAMES.get(code) or (flow.step(code).label if code in flow.codes_all() else code)
    return Label(name, code)


def names_of(flow: Workflow) -> dict[str, str]:
    """The marked names of what its documents wait for: its steps, and the statuses."""
    return {step.code: step.label for step in flow.steps} | STATUS_NAMES


def key_label(key: str) -> Label:
    """The marked name of a step of either workflow, as settings name it."""
    flow = next((it for it in WORKFLOWS.values() if it.prefix and key.startswith(it.prefix)), ORDER)
    return Label(flow.step(key.removeprefix(flow.prefix)).label, key)
