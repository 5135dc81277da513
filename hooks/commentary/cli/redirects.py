"""`commentary redirects`: where earlier addresses of articles lead."""

from __future__ import annotations

from pathlib import Path

import click

from commentary.cli.headers import endpoint_option, form_argument, under_option
from commentary.cli.root import root_option
from commentary.load import load, today
from commentary.redirects import moved, netlify, nginx


@click.command()
@form_argument
@under_option
@endpoint_option
@root_option
def redirects(form: str, under: str, endpoint: str, root: Path) -> None:
    """Print where the earlier addresses of articles (`aliases`) lead as FORM wants it.

    netlify is a `_redirects` file, which Cloudflare reads too; every build writes one into the site. nginx is to be
    included in a server block, beside its headers; print it again when an article has moved.
    """
    loaded = load(root, today())
    if loaded.publication is None:
        raise click.ClickException("The publication has faults. See them with `commentary check`.")
    paths = moved(loaded.publication, loaded.settings.comments_on_a_page)
    reply = loaded.settings.reply
    endpoint = endpoint or (reply.endpoint.url if reply.endpoint else "")
    text = nginx(paths, endpoint, under) if form == "nginx" else netlify(paths, under)
    # As UTF-8, whatever the terminal's own encoding is.
    click.echo(text.encode(), nl=False)
