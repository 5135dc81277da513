"""The pictures at the heads of articles, as feeds name them."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from pathlib import Path

from commentary.feeds.feed import Enclosure
from commentary.join import Publication
from commentary.pictures import PictureFiles


def enclosures(docs: Path, publication: Publication, pictures: Mapping[str, PictureFiles]) -> dict[str, Enclosure]:
    """By path in `docs/`. Their `url` is the path on the site of the file that every reader can show."""
    heads = {piece.record.image.src for piece in publication.articles.values() if piece.record.image}
    return {src: _enclosure(docs, pictures[src]) for src in sorted(heads)}


def _enclosure(docs: Path, picture: PictureFiles) -> Enclosure:
    file = picture.files.get(picture.fallback, docs / picture.fallback)
    return Enclosure(picture.fallback, media_type(picture.fallback), file.stat().st_size)


def media_type(path: str) -> str:
    """The media type of a picture by the ending of its name."""
    # Python's own table, lest the machine's says something else; older versions have WebP beside the registered types.
    type, _ = mimetypes.MimeTypes().guess_type(path, strict=False)
    return type or "application/octet-stream"
