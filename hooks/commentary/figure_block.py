"""The Markdown extension that makes a figure of a paragraph that is a picture; `figures.py` says how it is written."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import BlockProcessor
from markdown.extensions import Extension

from commentary.figures import Figure, figure


class FigureProcessor(BlockProcessor):
    """`figures` gives the HTML of a figure."""

    def __init__(self, parser: BlockParser, figures: Callable[[Figure], str]):
        super().__init__(parser)
        self.figures = figures

    def test(self, parent: etree.Element, block: str) -> bool:
        return block.lstrip().startswith("![") and figure(block) is not None

    def run(self, parent: etree.Element, blocks: list[str]) -> None:
        # Stashed, not put into the tree, for the reason that `quote_block.py` tells.
        holder = etree.SubElement(parent, "p")
        holder.text = self.parser.md.htmlStash.store(self.figures(figure(blocks.pop(0))))


class FigureExtension(Extension):
    """Takes the function that gives a figure's HTML. Markdown makes no other picture: it would lack a credit."""

    def __init__(self, figures: Callable[[Figure], str]):
        self.figures = figures
        super().__init__()

    def extendMarkdown(self, md: Markdown) -> None:
        # Behind lists and quotations, which give their insides back to be read; before references and paragraphs.
        md.parser.blockprocessors.register(FigureProcessor(md.parser, self.figures), "figure", 18)
        for pattern in ("image_link", "image_reference", "short_image_ref"):
            md.inlinePatterns.deregister(pattern, strict=False)
