"""A publication with a long discussion: this repository's, and an article more on which many readers reply.

The comments are test data and look it: common words in no sensible order. Their lengths, their nesting and what is in
them vary as in real discussions, and the text is as hard to compress as prose, so that weights measured on it mean
something. The same number of comments is always the same text, byte for byte.
"""

from __future__ import annotations

import datetime as dt
import random
import re
import shutil
from pathlib import Path

import yaml

from tests.publication import ROOT

FOUNDING = "networking-with-past-employers"
"""The article whose text, views and picture the long discussion's has too."""
SLUG = "long-discussion"
ARTICLE = f"articles/{SLUG}/"
TITLE = "A long discussion, made for a test"
DATE = "2024-01-08"

NAMES = re.findall(
    r"\w+",
    """
Ada Amir Anna Anton Bea Ben Carla Chen Clara Dana Deniz Eli Emma Erik Eva Femi Finn Gita Greta Hana Hugo Ida
Ines Ivan Jana Jonas Kai Karim Lea Leo Lina Luis Mara Marek Mia Mina Nadia Nils Noor Olga Omar Paul Petra Ravi Rosa
Sami Sara Silas Tara Theo Tom Uma Vera Wen Yara Yusuf Zoe
""",
)
WORDS = re.findall(
    r"\w+",
    """
the to and a of I in that it you is for was my with not they be have on but at this as had what or your me
we were so if one when there from who an would about are all can more by out will their work he up time no people how
she just do know some job after her than them did been good which company first has his like only years former then two
could want never think manager same most other our new over ask because think back left again before where very now
long even every those much make went boss call many should place still way team told right another why letter employer
always year office really well word write take month answer found nothing into worked old week last also through does
without own few made person day too between friend better best while name hard us contact small offer once something
part help said course later came project money ever old thing question keep under point leave might end around found
lot three advice career easy sure since both hope tell experience interview each must least often reference started
kind try reason reply matter give number enough change read message seems doing against being used far having talk
colleague learned case next start feel second look feeling nobody quite honest maybe away story half thought almost
heard public during working wrong kept different looking together anybody line short mean trust agree mistake later
simple asked sometimes plan early free real next during today already great customer perhaps chance bad care moved
firm anything salary whole director client meeting problem bridge notice coffee truth spring contract somebody rule
department promise network favour silence stranger evening patience apology practice factory hospital school shop
kitchen engineer nurse teacher driver accountant apprentice retirement agency vacancy rumour policy handover archive
ladder weather borrow repair wander polish quarrel whisper lantern harbour garden morning ticket cousin village ledger
thunder ribbon marble saddle orchard compass feather pepper basket copper velvet timber glacier lobster parcel violin
""",
)


def make(target: Path, count: int = 500, made: dict[str, dict[str, object]] | None = None) -> Path:
    """The publication in `target`, which does not exist yet, with `count` comments: `comment-1` is the first. Other
    comments may be given."""
    target.mkdir(parents=True)
    for folder in ("docs", "comments"):
        shutil.copytree(ROOT / folder, target / folder, symlinks=True)
    shutil.copy(ROOT / "mkdocs.yml", target)
    (target / "hooks").symlink_to(ROOT / "hooks", target_is_directory=True)
    articles = target / "docs" / "articles"
    text = (articles / f"{FOUNDING}.md").read_text("utf-8")
    # Dated so that every reply lies between it and today; an alias can lead to one article only.
    for line in (r"date: .*", r"updated: .*", r"aliases: .*", r"commentary: .*", r"title: .*"):
        text = re.sub(rf"^{line}\n(?:(?: |- ).*\n)*", "", text, count=1, flags=re.MULTILINE)
    text = text.replace("---\n", f"---\ntitle: {TITLE}\ndate: {DATE}\n", 1)
    (articles / f"{SLUG}.md").write_text(text, "utf-8")
    replies = target / "comments" / SLUG
    replies.mkdir()
    shutil.copy(ROOT / "comments" / FOUNDING / "quotes.yml", replies)
    for id, fields in (made or comments(count)).items():
        dumped = yaml.safe_dump(fields, allow_unicode=True, sort_keys=False, width=1000)
        (replies / f"{id}.yml").write_text(dumped, "utf-8")
    return target


def comments(count: int, seed: int | None = None) -> dict[str, dict[str, object]]:
    """Fields of each comment by its id, which is its number; another discussion for each seed."""
    chance = random.Random(count if seed is None else seed)
    day = dt.date.fromisoformat(DATE)
    made: dict[str, dict[str, object]] = {}
    for number in range(1, count + 1):
        # The day alone, as in the specimen of `comments/README.md`, or now and then the moment. Each has a day of its
        # own: those of one day would be in the order of their ids, and 10 comes before 9 there.
        day += dt.timedelta(days=chance.randint(1, 2))
        time = f"T{chance.randint(0, 23):02}:{chance.randint(0, 59):02}Z" if chance.random() < 0.15 else ""
        fields: dict[str, object] = {"date": f"{day}{time}"}
        if chance.random() < 0.9:
            fields["author"] = f"{chance.choice(NAMES)} {chance.choice('ABCDEFGHJKLMNPRSTVWZ')}."
        # A little less than half of them answer somebody, mostly one of the last; so some run deep.
        if number > 3 and chance.random() < 0.45:
            fields["reply_to"] = str(max(1, number - int(chance.expovariate(0.15)) - 1))
        if chance.random() < 0.05:
            fields["url"] = f"https://example.org/{chance.choice(WORDS)}"
        if chance.random() < 0.02:
            fields["featured"] = True
        if chance.random() < 0.01:
            fields |= {"as": {"editor": "editors"}}
            fields.pop("author", None)
            fields.pop("url", None)
        if number % 97 == 0:
            fields |= {"status": chance.choice(["withheld", "removed"]), "reason": "It is test data."}
        fields["body"] = _body(chance)
        made[str(number)] = fields
    return made


def wordy(count: int, length: int) -> dict[str, dict[str, object]]:
    """The same comments with so many more sentences that they have `length` characters on average, or a little more."""
    chance = random.Random(count)
    made = comments(count)
    left = length * count - sum(len(str(fields["body"])) for fields in made.values())
    while left > 0:
        fields = chance.choice(list(made.values()))
        sentence = f" {_sentence(chance)}"
        fields["body"] = str(fields["body"]) + sentence
        left -= len(sentence)
    return made


def _body(chance: random.Random) -> str:
    """One paragraph mostly, four at most; now and then with emphasis, a link, a list or words set off."""
    parts = [_paragraph(chance) for _ in range(chance.choices([1, 2, 3, 4], [60, 26, 10, 4])[0])]
    match chance.random():
        case kind if kind < 0.06:
            parts.append("\n".join(f"- {_sentence(chance)}" for _ in range(chance.randint(2, 4))))
        case kind if kind < 0.12:
            parts.insert(0, f"> {_sentence(chance)}")
        case kind if kind < 0.18:
            parts[-1] += f" See [{chance.choice(WORDS)}](https://example.org/{chance.choice(WORDS)})."
        case kind if kind < 0.26:
            parts[0] += f" *{chance.choice(WORDS)}* {_sentence(chance)}"
        case kind if kind < 0.28:
            parts.append(f"Then `{chance.choice(WORDS)}-{chance.choice(WORDS)}`.")
    return "\n\n".join(parts)


def _paragraph(chance: random.Random) -> str:
    return " ".join(_sentence(chance) for _ in range(chance.choices([1, 2, 3, 4, 5], [26, 31, 24, 12, 7])[0]))


def _sentence(chance: random.Random) -> str:
    # Common words come more often, though not quite as much as in speech: the order is random, which costs nothing.
    words = chance.choices(WORDS, [1 / (rank + 8) ** 0.8 for rank in range(len(WORDS))], k=chance.randint(4, 19))
    return " ".join(words).capitalize() + "."
