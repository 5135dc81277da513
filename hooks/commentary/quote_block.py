"""The Markdown extension that puts an expert's view where an article's text says `/// quote | key` … `///`."""

from __future__ import annotations

import xml.etree.ElementTree as etree
from collections.abc import Callable
from typing import Any, ClassVar

from markdown import Markdown
from pymdownx.blocks import BlocksExtension, BlocksProcessor
from pymdownx.blocks.block import Block

from commentary.blocks import QUOTE


class QuoteBlock(Block):
    """`quotes` gives the HTML for a key."""

    NAME = QUOTE
    ARGUMENT = True
    CONFIG: ClassVar[dict[str, Any]] = {"quotes": None}

    def on_create(self, parent: etree.Element) -> etree.Element:
        # Stashed, not put into the tree: later processors would read the expert's text as Markdown again
        # (attr_list has made an `onclick` out of a quote that way, `[TOC]` a table of contents).
        holder = etree.SubElement(parent, "p")
        holder.text = self.md.htmlStash.store(self.config["quotes"](self.argument))
        return holder

    def on_markdown(self) -> str:
        return "raw"


class QuoteBlockExtension(BlocksExtension):
    """Takes the function that gives a quote's HTML for the key that stands in the text."""

    def __init__(self, quotes: Callable[[str], str]):
        self.quotes = quotes
        super().__init__()

    def extendMarkdownBlocks(self, md: Markdown, block_mgr: BlocksProcessor) -> None:
        block_mgr.register(QuoteBlock, {"quotes": self.quotes})
