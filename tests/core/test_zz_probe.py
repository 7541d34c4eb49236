from tests.orders import *
from ydh.core import editing, notes
import pytest
def test_x(company):
    crew=make_crew(company)
    n=place(crew.order_reviewer,[want("T1",1)],customer="C1",details={"requested_date":"2026-12-1"},ask_customer=True).number
    print([h.kind for h in crew.show(n).holds])
    leave(staff(crew.admin,"s2","order_reviewer"),n,"send_back","review")
    print("void at draft", leave(crew.business_manager,n,"void"))
    editing.submit(crew.order_reviewer,n)
    print("after resubmit",[h.kind for h in crew.show(n).holds])
    notes.assign(crew.business_manager,n,"shipping_clerk")
    print("assigned", crew.show(n).row.assigned)
