"""The engine of a publication: articles, what experts say in them, what readers reply.

One path, one module a stage; each takes a value and returns a value, and none of them knows MkDocs:

    find    which files there are, and what each one is by its place     find.py
    read    bytes -> text -> strict YAML with the place of every key     text.py, read.py, front_matter.py, blocks.py
    parse   YAML -> typed records, with every fault of every field       fields.py, records/, parse.py, collection.py
    check   the rules that hold between records                          checks/
    join    records -> one publication: threads, views, neighbours       join.py, threads.py
    views   the publication -> plain data for each page                  views/, markup.py, addresses.py
    pages   plain data -> HTML                                           pages.py, quote_block.py, assets.py

`load.load` walks from find to join. The command line (`cli/`), the MkDocs adapter (`hooks/site.py`) and the tests
all call it. A fault is a `problems.Problem` wherever it is found; `reports.py` prints them.
"""
