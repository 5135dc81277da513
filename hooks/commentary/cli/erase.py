"""`commentary erase`: a person's words and name, at their wish."""

from __future__ import annotations

from pathlib import Path

import click

from commentary.cli.root import root_option
from commentary.collection import Collection, collect
from commentary.echoes import Echoes
from commentary.erase import erased, write_erased
from commentary.find import Found, Source, find
from commentary.history import Version, versions_holding
from commentary.parse import Entry, parse
from commentary.problems import printable, shown
from commentary.read import read_yaml
from commentary.records import Comment
from commentary.reports import as_text

REASON = "Its writer asked for it."
HISTORY = """
Git still holds the words in these commits (and in those between them):

{commits}

What to do about that is for you to decide, and can't be undone:
  1. Commit the erasure, and have everybody push what they have.
  2. Rewrite the history, for example with git filter-repo, so that the file's old
     versions are gone from every branch and tag; then push with force.
  3. The forge keeps old commits for a while, reachable by their names, in its caches and in
     pull requests. Its support removes them when it is asked.
  4. Forks and copies that others made keep the words. Ask their owners.
  5. Everybody who works on the repository has to clone it anew, or the old commits come back."""
ELSEWHERE = """
What else may hold the words, and is not reached from here:
{built}  - the host: earlier deployments, previews of pull requests, and what it keeps for quick answers
  - the way they came: the e-mail in your mailbox, the form service's list, the pull request with its
    text, and the name and address of whoever made its commits
  - pictures of the person: in docs/images/; once they and their records are gone, the next build
    takes what was made of them from .cache/
  - readers: feeds, search engines and archives keep copies of what was published for some time"""


@click.command()
@click.argument("comment")
@click.option("--reason", default=REASON, show_default=True, help="What readers are told in its place.")
@click.option("--look", is_flag=True, help="Change nothing; say where else the words and the name stand.")
@root_option
def erase(comment: str, reason: str, look: bool, root: Path) -> None:
    """Take the words and the name out of COMMENT, a path or article/id, and leave a line that says so.

    Its number and the answers to it stay. A fingerprint of the words stays too, so that the same words are not
    accepted again by accident. Lines of other files that repeat the words, the name or the web address are listed,
    for you to judge; --look lists them and erases nothing.
    """
    found = find(root)
    source = _source(comment, found, root)
    collection, problems = collect(found)
    entry = collection.comments.get(source.folder, {}).get(source.id)
    if entry is None:
        click.echo(as_text(p for p in problems if p.place.path == source.path))
        click.echo("Nothing was erased: the file can't be read until these faults are mended.")
        raise SystemExit(1)
    body = entry.record.body
    if entry.record.erased and body is None:
        click.echo(f"{source.path}: was erased before")
        return
    result = erased(entry, collection, reason)
    _check(result.text, source, root)
    if look:
        click.echo(f"{source.path}: nothing was erased")
    else:
        write_erased(root, result)
        click.echo(f"{source.path}: erased; its number and the answers to it stay")
    if result.named:
        click.echo(
            f"{source.path}: the name of the file, in which the comment's address ends, may name the person; if so,"
            " rename it, and change each reply_to that names it. Links to the comment then lead to its article"
        )
    _tell_echoes(result.elsewhere)
    _tell(versions_holding(root, source.path, _telling_line(entry)), source.path)
    folders = ", ".join(f"{folder}/" for folder in result.built)
    built = f"  - {folders}: what was built before; build anew, and publish that\n" if folders else ""
    click.echo(ELSEWHERE.format(built=built))


def _source(comment: str, found: Found, root: Path) -> Source:
    """The comment's file, by its path from here or from the root, or by its article (or folder) and its id."""
    here = (Path.cwd() / comment).resolve()
    wanted = {comment, here.relative_to(root).as_posix() if here.is_relative_to(root) else comment}
    comments = [source for source in found.sources if source.kind == "comment"]
    if hit := next((source for source in comments if source.path in wanted), None):
        return hit
    folder, _, id = comment.rpartition("/")
    collection: Collection = collect(found)[0]
    for name in (folder, collection.folder_of(folder)):
        if hit := next((source for source in comments if (source.folder, source.id) == (name, id)), None):
            return hit
    raise click.UsageError(f"There is no comment {comment}. Name its file, or its article and its id: article/id.")


def _check(text: str, source: Source, root: Path) -> None:
    node, faults = read_yaml(text, source.path)
    if node is not None:
        _, faults = parse(Comment, node, source.id, source.path)
    if faults:
        raise click.UsageError(faults[0].message)


def _telling_line(entry: Entry[Comment]) -> str:
    """The longest line of the words; of a comment without words, the name."""
    lines = (entry.record.body or "").split("\n")
    return max(lines, key=len) or entry.record.author or ""


def _tell_echoes(found: Echoes) -> None:
    if found.listed or found.counted:
        click.echo("\nOther files may repeat the words or name the person; see for yourself:")
    for echo in found.listed:
        click.echo(printable(f"{echo.place.path}:{echo.place.line}: ") + f"the {echo.kind}: {shown(echo.found)}")
    for words, files in found.counted:
        click.echo(f"{shown(words)} stands in {files} files, too many to say that it is the person's; search for it")


def _tell(versions: list[Version] | None, path: str) -> None:
    if versions is None:
        click.echo("\nGit can't be asked here; if there is a repository, its history may still hold the words.")
    elif versions:
        commits = "\n".join(f"  {v.commit[:12]} {v.day} {printable(v.path)}" for v in versions)
        click.echo(HISTORY.format(commits=commits))
    else:
        click.echo("\nNo commit holds the words.")
