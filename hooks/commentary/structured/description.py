"""All that the head of a page says to programs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from commentary.language import Language
from commentary.pictures import PictureFiles
from commentary.structured.cards import Tag, tags
from commentary.structured.frame import Frame
from commentary.structured.json_ld import script, things
from commentary.views.page import PageView
from commentary.views.pages import SiteView


@dataclass(frozen=True, slots=True)
class Description:
    tags: list[Tag]
    script: Markup


def describer(
    language: Language, pictures: Mapping[str, PictureFiles], portraits: Mapping[str, PictureFiles]
) -> Callable[[PageView, SiteView, str, int | None], Description]:
    """A function for the templates: page, site, way to the root, number of words of the text -> description."""

    def describe(page: PageView, site: SiteView, root: str, words: int | None) -> Description:
        frame = Frame(site, root, language, pictures, portraits)
        return Description(tags(page, frame), script(things(page, frame, words)))

    return describe
