"""The records of a publication, a file a noun. The field names are a contract; other programs read them.

The description of each field is what the JSON Schema and the tables of fields say; its first example is what they
show, and what a report shows of a field that is missing.
"""

from commentary.records.article import Article, Original, Page, Picture
from commentary.records.comment import Badge, Comment, Origin
from commentary.records.person import Approval, Author, Expert, Work
from commentary.records.quote import Quote, Source, Wording
from commentary.records.record import Record, WebLink

__all__ = [
    "Approval",
    "Article",
    "Author",
    "Badge",
    "Comment",
    "Expert",
    "Origin",
    "Original",
    "Page",
    "Picture",
    "Quote",
    "Record",
    "Source",
    "WebLink",
    "Wording",
    "Work",
]
