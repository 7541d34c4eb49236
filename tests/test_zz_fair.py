from collections import Counter
import time
from tests import racing, servers
from tests.company import *
from tests.orders import *
from tests.racing import FEW
def test_fair(tmp_path):
    team=racing.Team()
    for rep in range(4):
        databases = servers.Sqlite(tmp_path/str(rep)); (tmp_path/str(rep)).mkdir()
        url = databases.fresh(databases.make_template("company", fill))
        admin = administrator(url); crew = make_crew(admin)
        buyers = [customer(admin, f"B{n}") for n in range(FEW)]
        tasks = [(b.account, place(b, [want("T1", 1)]).number, 150) for b in buyers]
        t=time.time(); team.race(url, racing.write_on, tasks); t=time.time()-t
        rows = admin.company.read(lambda u:u.execute("SELECT actor, at FROM journal WHERE kind='order' and action='note' ORDER BY id",()).fetchall())
        order=[a for a,_ in rows]
        first = max(order.index(b.account) for b in buyers); last = min(len(order)-1-order[::-1].index(b.account) for b in buyers)
        share=Counter(order[first:last+1]); half=Counter(order[first:first+600])
        rep_=sum(a==b for a,b in zip(order,order[1:]))
        gap=max(b[1]-a[1] for a,b in zip(rows,rows[1:]))/1000
        print(f"{t:.1f}s first {first} last {last} mean {(last+1-first)/8} min {min(share.values())} half-min {min(half.values())} repeats {rep_} biggest pause {gap:.0f}ms")
        admin.company.close()
    team.end()
