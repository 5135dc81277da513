"""The pages of experts and authors as things of schema.org."""

from __future__ import annotations

from commentary.markup import plain_text
from commentary.structured.frame import Frame, Thing
from commentary.views.cards import LinkView
from commentary.views.page import PageView


def profile(page: PageView, frame: Frame, *way: LinkView) -> list[Thing]:
    """The page of an expert or an author, below the pages of the `way`."""
    person = page.data["person"]
    role, organisation = person.role, person.organisation
    about: Thing = {
        "@type": person.type,
        "@id": frame.address(page.address) + "#person",
        "name": person.name,
        "url": frame.address(page.address),
        "description": plain_text(person.bio) if person.bio else None,
        "image": frame.portrait(person),
        "sameAs": [address for address in (person.url, *(link.url for link in person.links)) if address],
    }
    if person.type == "Person":
        # An organisation has neither; what stands there for a reader is said to readers alone.
        about |= {
            "jobTitle": role,
            "affiliation": {"@type": "Organization", "name": organisation} if organisation else None,
        }
    return [
        {
            "@type": "ProfilePage",
            "@id": frame.address(page.address),
            "name": page.title,
            "inLanguage": frame.language.tag,
            "mainEntity": about,
        },
        frame.breadcrumbs(*way, LinkView(page.title, page.address)),
    ]
