"""What every page's data share: the site, the page's place on it, the files of its pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from commentary.language import Language
from commentary.pictures import PictureFiles
from commentary.records import Picture
from commentary.views.cards import LinkView
from commentary.views.pages import SiteView
from commentary.views.people import PersonView

Thing = dict[str, object]
"""A thing of schema.org, by the names of its properties; one that is None or empty is not known and left out."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A page's surroundings. `root` is the way from the page to the site's root."""

    site: SiteView
    root: str
    language: Language
    pictures: Mapping[str, PictureFiles]
    portraits: Mapping[str, PictureFiles]

    def address(self, path: str) -> str:
        """The absolute address of a path on the site; relative to the page where the site's own is not known."""
        return (self.site.url or self.root) + path

    def publisher(self) -> Thing:
        return {"@type": "Organization", "name": self.site.name, "url": self.address("")}

    def author(self, person: PersonView) -> Thing:
        return {"@type": person.type, "name": person.name, "url": self.address(person.path)}

    def picture(self, picture: Picture) -> Thing:
        """The picture at an article's head, by the file that every browser can show."""
        files = self.pictures[picture.src]
        width, height = files.fallback_size
        return {
            "@type": "ImageObject",
            "url": self.address(files.fallback),
            "width": width,
            "height": height,
            "caption": picture.alt,
            "creditText": picture.credit,
        }

    def portrait(self, person: PersonView) -> str | None:
        return self.address(self.portraits[person.portrait].fallback) if person.portrait else None

    def breadcrumbs(self, *way: LinkView) -> Thing:
        """The way from the front page to this one, which is the last."""
        steps = [LinkView(self.site.name, ""), *way]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "name": step.name, "item": self.address(step.path)}
                for n, step in enumerate(steps, 1)
            ],
        }

    def listed(self, paths: list[str]) -> Thing:
        """A list of pages, in the order in which this one shows them."""
        return {
            "@type": "ItemList",
            "itemListElement": [
                {"@type": "ListItem", "position": n, "url": self.address(path)} for n, path in enumerate(paths, 1)
            ],
        }
