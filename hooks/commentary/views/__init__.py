"""The publication -> plain data for every page. No HTML is written here but what `markup` makes of comments."""

from commentary.views.pages import PageView, SiteView, all_pages, not_found

__all__ = ["PageView", "SiteView", "all_pages", "not_found"]
