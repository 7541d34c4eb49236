"""What was wrong with what arrived.

case_table.py  the noun case, for commands and screens alike
cases.py  something was not as it should be with what arrived, until somebody settles it
"""
