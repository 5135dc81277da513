"""The bench measures what it says: each publication is whole, and one that is not stops it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench import corpus
from tests.bench.__main__ import MKDOCS, built, compare
from tests.publication import run


def test_our_publication_has_no_fault_and_all_comments(tmp_path: Path) -> None:
    corpus.ours(tmp_path, corpus.articles(2))
    checked = run("commentary", "check", cwd=tmp_path, SOURCE_DATE_EPOCH="")
    assert checked.returncode == 0, checked.stdout
    assert "2 articles, 40 comments" in checked.stdout
    assert all(seconds > 0 for seconds in built(MKDOCS, tmp_path, 40))


def test_the_stock_publication_has_the_same_comments_and_a_missing_one_is_noticed(tmp_path: Path) -> None:
    made = corpus.articles(2)
    del made["article-2"][1]["7"]
    corpus.material(tmp_path, made)
    built(MKDOCS, tmp_path, 39)
    with pytest.raises(SystemExit, match="shows 39 comments of 40"):
        built(MKDOCS, tmp_path, 40)


def test_a_ratio_is_the_median_of_those_in_each_round() -> None:
    ours, other = iter([(1.0, 1.0), (2.0, 1.0), (4.0, 1.0)]), iter([(3.0, 2.0), (4.0, 2.0), (4.0, 8.0)])
    text = compare({"ours": lambda: next(ours), "other": lambda: next(other)}, 3)
    assert "| ours | 1.00 | 1.00 | 1.00 | 1.00 |" in text
    assert "| other | 3.00 | 2.00 | 2.00 | 2.00 |" in text
