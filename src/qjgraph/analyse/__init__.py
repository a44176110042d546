"""What is worked out of a query's rows: counts of company, order, tenure, slips and sums.

Pure functions from rows to rows (`rows.py`), where SPARQL is the wrong tool.  A named question
names one in its `then:` line; `steps.py` lists them.
"""
