"""What was wrong with what arrived.

cases.py  something was not as it should be with what arrived, until somebody settles it
"""
