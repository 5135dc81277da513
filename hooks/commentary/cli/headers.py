"""`commentary headers`: what the host of the site is to send."""

from __future__ import annotations

import re
from pathlib import Path

import click

from commentary.cli.root import root_option
from commentary.headers import netlify, nginx
from commentary.settings import load_settings
from commentary.site_file import read_site_file

form_argument = click.argument("form", type=click.Choice(["netlify", "nginx"]))
under_option = click.option(
    "--under",
    metavar="PATH",
    default="/",
    show_default=True,
    callback=lambda _, __, value: _folder(value),
    help="Where the site lies on its host, such as /blog/.",
)
endpoint_option = click.option(
    "--endpoint",
    metavar="URL",
    default="",
    callback=lambda _, __, value: _address(value),
    help="Where the reply form sends; without it, what the settings say.",
)


@click.command()
@form_argument
@under_option
@endpoint_option
@click.option(
    "--brotli",
    is_flag=True,
    help="For nginx with the module brotli_static: send files with .br behind their name in the place of theirs.",
)
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="The built site, for netlify: files whose names change with what they hold are then kept for ever.",
)
@root_option
def headers(form: str, under: str, endpoint: str, brotli: bool, site: Path | None, root: Path) -> None:
    """Print the headers of the site as FORM wants them.

    netlify is a `_headers` file, which Cloudflare reads too; every build writes one into the site. nginx is to be
    included in a server block.
    """
    reply = load_settings(read_site_file(root)[0], root)[0].reply
    endpoint = endpoint or (reply.endpoint.url if reply.endpoint else "")
    paths = [p.relative_to(site).as_posix() for p in site.rglob("*") if p.is_file()] if site else []
    click.echo(nginx(endpoint, under, brotli=brotli) if form == "nginx" else netlify(paths, endpoint, under), nl=False)


def _folder(value: str) -> str:
    under = f"/{value.strip('/')}/" if value.strip("/") else "/"
    if not re.fullmatch(r"/(?:[A-Za-z0-9._~-]+/)*", under):
        raise click.BadParameter(f"{value!r} is no path such as /blog/")
    return under


def _address(value: str) -> str:
    if value and not re.fullmatch(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[!#-:<-~]*)?", value):
        raise click.BadParameter(f"{value!r} is no address such as https://example.org/reply")
    return value
