"""The website that hosts the repository: its addresses for a file, by the kind of forge.

Checked against the forges' sources and documentation in November 2026. GitHub, Gitea and Forgejo open a new file with
its text filled in, GitLab with its name alone, Bitbucket not at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import quote, urlsplit

KINDS = ("github", "gitlab", "gitea", "forgejo", "bitbucket")
NAMES = {"github": "GitHub", "gitlab": "GitLab", "gitea": "Gitea", "forgejo": "Forgejo", "bitbucket": "Bitbucket"}

_SIGNS = {"github": "github", "gitlab": "gitlab", "bitbucket": "bitbucket", "codeberg": "forgejo",
          "forgejo": "forgejo", "gitea": "gitea"}  # fmt: skip
_GITEA = {
    "new": "/_new/{branch}/{folder}?filename={name}&value={text}",
    "edit": "/_edit/{branch}/{path}",
    "history": "/commits/branch/{branch}/{path}",
}
_ADDRESSES = {
    "github": {
        "new": "/new/{branch}?filename={folder}%2F{name}&value={text}",
        "edit": "/edit/{branch}/{path}",
        "history": "/commits/{branch}/{path}",
    },
    "gitlab": {
        "new": "/-/new/{branch}?file_name={folder}%2F{name}",
        "edit": "/-/edit/{branch}/{path}",
        "history": "/-/commits/{branch}/{path}",
    },
    "gitea": _GITEA,
    "forgejo": _GITEA,
    "bitbucket": {
        "edit": "/src/{branch}/{path}?mode=edit",
        "history": "/history-node/{branch}/{path}",
    },
}


@dataclass(frozen=True, slots=True)
class Forge:
    """`repository` is its address there, without a slash at the end; `kind` is one of `KINDS`."""

    kind: str
    repository: str
    branch: str = "main"

    @property
    def name(self) -> str:
        return NAMES[self.kind]

    @property
    def new_file(self) -> str:
        """The address that opens a new file, with `{folder}`, `{name}` and `{text}` to be filled in, each percent-
        encoded; without `{text}` where the forge takes none, and nothing where it opens no new file."""
        address = _ADDRESSES[self.kind].get("new", "")
        return self.repository + address.replace("{branch}", quote(self.branch)) if address else ""

    def edit(self, path: str) -> str:
        """Where a file can be changed, by its path in the repository."""
        return self._address("edit", path)

    def history(self, path: str) -> str:
        """Where the versions of a file are listed, by its path in the repository."""
        return self._address("history", path)

    def _address(self, purpose: str, path: str) -> str:
        return self.repository + _ADDRESSES[self.kind][purpose].format(branch=quote(self.branch), path=quote(path))


def find_forge(repository: str, kind: str | None = None, branch: str = "main") -> Forge | None:
    """The forge of a repository's address: of the kind that is given, else of the one that its host's name tells."""
    host = urlsplit(repository).hostname or ""
    kind = kind or next((kind for sign, kind in _SIGNS.items() if sign in host), None)
    return Forge(kind, repository.rstrip("/"), branch) if host and kind else None
