"""A new file in its place, if the whole publication is then sound."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from commentary import save
from commentary.intake.submission import Refused
from commentary.intake.verdict import Accepted
from commentary.load import Loaded, load
from commentary.remarks import own_modeline
from commentary.reports import as_text


def shelve(root: Path, accepted: Accepted, today: dt.date) -> Loaded:
    """The publication with the file in it. Raises Refused, and leaves nothing behind, if it has faults then."""
    file = root / accepted.path
    if file.parent.exists() and file.parent.resolve() != root.resolve() / Path(accepted.path).parent:
        raise Refused(f"{Path(accepted.path).parent} is a link to another place")
    made = not file.parent.exists()
    try:
        save.create(file, own_modeline(root, "comment") + accepted.text)
    except FileExistsError:
        raise Refused(f"{accepted.path} is there already") from None
    loaded = load(root, today)
    if loaded.publication is None:
        file.unlink()
        if made:
            file.parent.rmdir()
        raise Refused("the publication would have faults:\n" + as_text(loaded.problems))
    return loaded
