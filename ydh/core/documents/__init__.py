"""What all documents share.

advancing.py   lets the system pass the steps that are switched off: the person is gone, the effect is not
document.py    the working copy of a document inside one unit of work: what is common to all of them
holds.py       holds of a document's working copy: opened, lifted, and lifted by what comes true of it
noting.py      what the journal keeps of what happens to a document: with a new revision, or beside it
objections.py  is it the moment, and may this actor: why somebody cannot do something to a document now
readers.py     who sees which documents: the guard before everything that reads lists or single ones
taking_back.py which act is taken back, that nothing was done after it, and how the document stood before it
"""
