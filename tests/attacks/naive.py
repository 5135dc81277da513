"""The control: a renderer that trusts everybody. What looks at our pages has to find plenty on its pages."""

from __future__ import annotations

from pathlib import Path

import markdown

from tests.attacks.attack import Attack

PAGE = """<!doctype html><meta charset="utf-8"><title>{text}</title>
<div class="comments"><article id="comment-1"><a href="{text}">{text}</a><img alt="{text}"><b title='{text}'>x</b>
<div class="e-content">{body}</div></article></div>
"""
FRAMES = """<!doctype html><meta charset="utf-8"><title>Frames</title>{frames}"""


def write(folder: Path, attacks: tuple[Attack, ...]) -> None:
    """A page for each attack, in an element, attributes, an address and Markdown; the front page frames them all."""
    reader = markdown.Markdown(extensions=["extra", "admonition", "toc"])
    for attack in attacks:
        text = attack.text.encode("utf-8", "replace").decode()
        page = PAGE.replace("{body}", reader.reset().convert(text)).replace("{text}", text)
        (folder / f"{attack.number}.html").write_text(page, "utf-8")
    frames = "".join(f'<iframe src="{attack.number}.html"></iframe>' for attack in attacks)
    (folder / "index.html").write_text(FRAMES.format(frames=frames), "utf-8")
