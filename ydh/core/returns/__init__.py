"""Returns, from asking for one to paying it back.

asking.py     by the customer, or entered by staff on its behalf; as a draft, submitted, changed, given up
document.py   the working copy of a return inside one unit of work: loaded here, changed by steps.py
kept.py       what a return's entries keep besides for the replay of the journal
lines.py      from what somebody wants to give back to the lines of a return, every problem named at once
looking.py    lists, one return, what of an order can come back
lots_back.py  of which lots the goods of a return left: what is proposed when they come back
replacing.py  the order that an exchange makes: what came back, or what was asked for in its place
return_table.py  the noun return, for commands and screens alike
saving.py     writes what changed in the working copies of returns: stock, order lines, payments, replacements
steps.py      what passing a step of a return does, and taking an exit: effects on the working copy
views.py      what front ends get and give about returns
window.py     how long after it arrived a product can come back
"""
