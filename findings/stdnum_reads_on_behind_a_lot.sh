#!/usr/bin/env bash
# python-stdnum 2.2: the form of GS1-128 that people read, with its fields in brackets, is read wrongly without an error.
#
# gs1_128 takes the brackets away first. A field of no fixed length, such as a lot (10), then has no end, and swallows
# what follows: of (01)…(10)ABC(17)251130 the lot is ABC17251130, and the last day, 17, is gone. Nothing is raised.
# With the fields of fixed length first, the same label is read right. biip 5.2 parses the brackets, and is right in
# either order.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/pip" -q install --disable-pip-version-check 'python-stdnum==2.2' 'biip==5.2.0'
"$folder/venv/bin/python" - <<'PY'
from datetime import date

from biip.gs1_messages import GS1Message
from stdnum import gs1_128

first, last = "(01)06901234567892(10)ABC(17)251130", "(01)06901234567892(17)251130(10)ABC"
right = {"01": "06901234567892", "10": "ABC", "17": date(2025, 11, 30)}
for label in (first, last):
    read = gs1_128.info(label)
    with_biip = {it.ai.ai: it.date or it.value for it in GS1Message.parse_hri(label).element_strings}
    print(label, "stdnum", read, "biip", with_biip)
    assert with_biip == right, "biip reads it otherwise"
assert gs1_128.info(first) == {"01": "06901234567892", "10": "ABC17251130"}, "stdnum reads it otherwise now"
assert gs1_128.info(last) == right, "stdnum reads the other order otherwise"
PY
