"""The table of reports and their rows.

comparing.py     a report beside the days before and the year before, and how its days went
report_table.py  which reports there are, as facts that commands and screens list
reports.py       what each counts, its columns, and where its rows come from
return_rows.py   where the rows of the reports about returns come from: by product, by customer, by reason
rows.py          where the reports' rows come from: sums from the store, with names beside them
views.py         what reports, the doctor and the audit give: frozen columns, results and findings
"""
