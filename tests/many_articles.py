"""A publication of many articles, made for a test: every field of every record, filled with what breaks careless pages.

The same number is always the same files, byte for byte.
"""

from __future__ import annotations

import datetime as dt
import random
import shutil
from pathlib import Path
from typing import Any

import yaml

from tests.publication import copy_miniature

NASTY = [
    "plain words",
    "]]> and ]]&gt;",
    "</script><script>alert(1)</script>",
    "<!-- a comment --> <![CDATA[x]]>",
    "<!--<script>",
    "\"double\" 'single' `back` \\ backslash \\u003c",
    "&amp; &lt; & &nbsp; &#39;",
    "👩‍💻 🇩🇪 𝒳 ﷽",
    "من اليمين إلى اليسار",
    "{{ 7 * 7 }} {% raw %} ${x}",
    "tail of a string'; --",
    "Ünïcode ẞ Ω 求职",
]
LONG = "article-7"
"""The article with so many short comments that its page names none of them in schema.org."""
WORDY = "article-9"
"""The article with as many, and so much to read in them that its page names each."""
MANY = 101


def make(target: Path, count: int = 200) -> Path:
    """The publication in `target`, which does not exist yet: `article-0` is the newest."""
    root = copy_miniature(target)
    for old in ("docs/articles", "comments/first", "comments/old-second"):
        shutil.rmtree(root / old)
    (root / "docs/articles").mkdir()
    # It led to an article that is no more.
    (root / "docs/about.md").write_text("---\ntitle: About\ndescription: Nothing.\n---\nWords of a test.\n", "utf-8")
    chance = random.Random(count)
    said = [f"{text} {n}" for n, text in enumerate(NASTY)]
    for n in range(4):
        _write(root / f"comments/authors/writer-{n}.yml", {"name": said[n], "kind": "organisation"} if n == 3 else
               {"name": said[n], "role": said[n + 1], "bio": "Writes."})  # fmt: skip
        _write(
            root / f"comments/experts/adviser-{n}.yml",
            {
                "name": said[-n - 1],
                "organisation": said[n + 4],
                "approved": {"on": "2020-01-01", "by": "Tests", "how": "Made up for a test"},
            },
        )
    for n in range(count):
        _article(root, f"article-{n}", n, said, chance)
    return root


def _article(root: Path, id: str, n: int, said: list[str], chance: random.Random) -> None:
    day = dt.date(2026, 5, 31) - dt.timedelta(days=n)
    any_of = chance.choice
    fields: dict[str, Any] = {
        "title": f"{any_of(said)} no {n}",
        "description": f"{any_of(said)} {any_of(said)}",
        "date": day,
        "authors": [f"writer-{i}" for i in chance.sample(range(4), chance.randint(1, 3))],
        "category": any_of(["Tests", "<Trials> & more", "求职"]),
    }
    if chance.random() < 0.5:
        fields["updated"] = day + dt.timedelta(days=chance.randint(1, 20))
    if chance.random() < 0.7:
        fields["tags"] = chance.sample(said, chance.randint(1, 3))
    if chance.random() < 0.5:
        fields["image"] = {"src": "images/dot.svg", "alt": any_of(said), "credit": any_of(said)}
    if chance.random() < 0.5:
        fields["based_on"] = {"title": any_of(said)}
        if chance.random() < 0.7:
            fields["based_on"] |= {"author": any_of([*said, "original-author"]), "publication": any_of(said)}
        if chance.random() < 0.5:
            fields["based_on"]["url"] = f"https://example.org/{n}"
    if id not in (LONG, WORDY) and chance.random() < 0.1:
        fields["discussion"] = "off"
    quotes = {
        f"view-{i}": {
            "expert": f"adviser-{chance.randint(0, 3)}",
            "wording": any_of(["exact", "paraphrase"]),
            "text": f"{any_of(said)}\n\n{any_of(said)}",
        }
        for i in range(chance.randint(0, 3))
    }
    body = "\n\n".join(["Words of a test.", *(f"/// quote | {key}\n///" for key in quotes), "More of them."])
    front = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
    (root / f"docs/articles/{id}.md").write_text(f"---\n{front}---\n{body}\n", "utf-8")
    if quotes:
        _write(root / f"comments/{id}/quotes.yml", quotes)
    if "discussion" not in fields:
        for c in range(MANY if id in (LONG, WORDY) else chance.randint(0, 6)):
            comment = _comment(c, day, said, chance)
            if id == WORDY:
                comment["body"] += "\n\n" + "This sentence was made for a test, to be read and no more. " * 9
            _write(root / f"comments/{id}/c{c:03}.yml", comment)


def _comment(n: int, day: dt.date, said: list[str], chance: random.Random) -> dict[str, Any]:
    fields: dict[str, Any] = {"body": f"{chance.choice(said)}\n\n- {chance.choice(said)}\n- two"}
    if chance.random() < 0.9:
        fields["date"] = day + dt.timedelta(days=n % 25)
        # Where it was written it is another day than in UTC.
        if n % 5 == 3:
            fields["date"] = f"{fields['date']}T{chance.choice(['00:30+02:00', '23:30-05:00'])}"
    if chance.random() < 0.8:
        fields["author"] = chance.choice(said)
    elif chance.random() < 0.5:
        fields["as"] = {"expert": "adviser-1"}
    if n and chance.random() < 0.5:
        fields["reply_to"] = f"c{chance.randrange(n):03}"
    if chance.random() < 0.1:
        fields["wording"] = "paraphrase"
    if chance.random() < 0.1:
        fields |= {"status": "removed", "reason": "It is test data."}
    return fields


def _write(file: Path, fields: dict[str, Any]) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000), "utf-8")
