"""`commentary build` as it is called: what ends a build leaves the last good site, and says so."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from tests.disturbed import Bench, sabotage, small_disk
from tests.publication import EPOCH, OWNED, copy_miniature, files, run

ENVIRONMENT = {**os.environ, **OWNED, "SOURCE_DATE_EPOCH": EPOCH}
PATIENCE = 60
"""Seconds; a loaded machine takes some for a build."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_miniature(tmp_path_factory.mktemp("built") / "miniature")
    assert run("commentary", "build", cwd=root).returncode == 0
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A publication that has been built once."""
    shutil.copytree(built, tmp_path / "miniature")
    return tmp_path / "miniature"


def fails(root: Path, **variables: str) -> str:
    """What a build says that fails; the last site is as it was, and nothing lies beside it."""
    before, room = files(root / "site"), sorted(os.listdir(root))
    result = run("commentary", "build", cwd=root, **variables)
    assert result.returncode == 1, result.stderr
    assert result.stderr.endswith("Nothing was published: site/ is as it was.\n")
    assert result.stdout == ""
    assert files(root / "site") == before
    assert sorted(os.listdir(root)) == room
    return result.stderr


def start(root: Path, **variables: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "commentary", "build"],
        cwd=root, env={**ENVIRONMENT, **variables}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip


def wait_for(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.01)


def slow(root: Path) -> None:
    """A build of the publication now takes seconds, most of them after its folder has been made."""
    hook = root / "slow.py"
    hook.write_text("import time\ndef on_pre_build(config):\n    time.sleep(2)\n", "utf-8")
    add_hook(root, hook)


def add_hook(root: Path, hook: Path) -> None:
    settings = root / "mkdocs.yml"
    text = settings.read_text("utf-8")
    assert "\nhooks:\n" in text
    settings.write_text(text.replace("\nhooks:\n", f"\nhooks:\n  - {hook.name}\n"), "utf-8")


def test_it_says_where_the_site_is_and_nothing_else(root: Path, miniature_site: Path) -> None:
    result = run("commentary", "build", cwd=root / "docs")
    assert (result.returncode, result.stdout, result.stderr) == (0, "The site is in site/.\n", "")
    assert files(root / "site") == files(miniature_site)


def test_the_site_may_be_elsewhere(root: Path, tmp_path: Path, miniature_site: Path) -> None:
    result = run("commentary", "build", "--site-dir", "../www/live", cwd=root)
    assert result.returncode == 0, result.stderr
    assert files(tmp_path / "www" / "live") == files(miniature_site)
    assert os.listdir(tmp_path / "www") == ["live"]


def test_the_settings_may_name_the_folder(root: Path, miniature_site: Path) -> None:
    settings = root / "mkdocs.yml"
    settings.write_text(f"{settings.read_text('utf-8')}site_dir: public\n", "utf-8")
    result = run("commentary", "build", cwd=root)
    assert (result.returncode, result.stdout) == (0, "The site is in public/.\n")
    assert files(root / "public") == files(miniature_site)


@pytest.mark.parametrize("folder", [".", "..", "docs", "docs/new", "comments/first", "/"])
def test_it_never_replaces_what_a_site_is_made_of(root: Path, folder: str) -> None:
    before = files(root)
    result = run("commentary", "build", "--site-dir", folder, cwd=root)
    assert result.returncode == 2
    assert "Error: " in result.stderr
    assert files(root) == before


def test_another_folder_with_something_in_it_stays(root: Path, tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "letter.txt").write_text("Dear", "utf-8")
    result = run("commentary", "build", "--site-dir", "../home", cwd=root)
    assert result.returncode == 1
    assert "so it is empty or a site; found no index.html among other things" in result.stderr
    assert files(tmp_path / "home") == {"letter.txt": b"Dear"}


def test_an_invalid_comment(root: Path) -> None:
    (root / "comments/first/001.yml").write_text("author: A\n", "utf-8")
    assert "comments/first/001.yml:1:1: a comment has a body when it is published" in fails(root)


def test_an_exception_when_all_was_written(root: Path) -> None:
    (root / "late.py").write_text("def on_post_build(config):\n    raise RuntimeError('too late')\n", "utf-8")
    add_hook(root, root / "late.py")
    assert "RuntimeError: too late" in fails(root)


def test_a_remark_is_shown_and_stops_nothing(root: Path) -> None:
    comment = root / "comments/first/001.yml"
    comment.write_text(comment.read_text("utf-8").replace("author: Reader One", "author: Reader One # 1"), "utf-8")
    result = run("commentary", "build", cwd=root)
    assert result.returncode == 0, result.stderr
    assert "comments/first/001.yml:2:19: warning: what follows a blank and # is a remark" in result.stderr


def test_a_process_that_the_system_ends(root: Path) -> None:
    assert "MkDocs was ended by signal 9. A system that runs out of memory" in fails(
        root, **sabotage(root / "sabotage", "kill-alone", "mkdocs", 60)
    )


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (
            "ENOSPC",
            ":1:1: the machine lets this be read and written; the system says: No space left on device\n    Make room",
        ),
        ("EROFS", "the system says: Read-only file system\n    Its disk is there for reading only"),
        ("EMFILE", "the system says: Too many open files\n    End other programs, or raise the limit of open files"),
        ("MemoryError", "there is memory enough; it ran out\n    End other programs"),
    ],
)
def test_what_the_machine_refuses_as_the_last_file_is_written(
    error: str, said: str, root: Path, tmp_path: Path
) -> None:
    count = run("commentary", "build", cwd=root, **sabotage(tmp_path / "count", "count", "mkdocs")).stderr
    # The very last step takes the build's mark from the cache.
    last = int(count.rpartition("steps: ")[2]) - 1
    report = fails(root, **sabotage(root / "sabotage", error, "mkdocs", last))
    assert said in report
    assert "Traceback" not in report


def test_files_that_may_not_grow(root: Path) -> None:
    before = files(root / "site")
    result = subprocess.run(
        [sys.executable, "-m", "commentary", "build"], cwd=root, capture_output=True, text=True, check=False,
        env=ENVIRONMENT,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)),
    )  # fmt: skip
    assert result.returncode == 1
    assert "File too large" in result.stderr
    assert files(root / "site") == before
    assert not (root / ".site.next").exists()


def test_a_disk_that_is_full_where_one_can_be_mounted(root: Path, tmp_path: Path) -> None:
    """Elsewhere the two tests above stand for it."""
    # A tmpfs gives each file whole pages.
    kilobytes = sum(4 * (len(data) // 4096 + 1) for data in files(root).values())
    with small_disk(tmp_path / "disk", kilobytes + 100) as mounted:
        if mounted:
            shutil.copytree(root, tmp_path / "disk" / "miniature")
            assert "No space left on device" in fails(tmp_path / "disk" / "miniature")


# Root may write anywhere, unless it does without that right.
POWERLESS = ["setpriv", "--bounding-set=-dac_override,-dac_read_search"] if os.geteuid() == 0 else []


def test_a_folder_that_may_not_be_written(root: Path) -> None:
    before = files(root / "site")
    command = [*POWERLESS, sys.executable, "-m", "commentary", "build"]
    for path in (root / "site/index.html", root / "site/articles", root / "site"):
        path.chmod(0o444 if path.is_file() else 0o555)
    # A site that may not be written is exchanged all the same, for it is its folder's to say.
    result = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stderr) == (0, "")
    root.chmod(0o555)
    try:
        result = subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    finally:
        root.chmod(0o755)
    assert result.returncode == 1
    assert ".site.lock:1:1: a site can be written; the system says: Permission denied\n    See to" in result.stderr
    assert files(root / "site") == before


def powerless(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [*POWERLESS, sys.executable, "-m", "commentary", *arguments]
    return subprocess.run(command, cwd=root, env=ENVIRONMENT, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("closed", "said"),
    [
        ("comments/first", "comments/first:1:1: a folder can be read; the system says: Permission denied"),
        ("comments/first/001.yml", "comments/first/001.yml:1:1: a file can be read; the system says: Permission"),
        ("docs", "docs:1:1: a folder can be read; the system says: Permission denied"),
        ("docs/images/dot.svg", "docs/images/dot.svg:1:1: a picture is a file that can be read; the system says: Perm"),
        ("mkdocs.yml", "mkdocs.yml:1:1: the machine lets this be read and written; the system says: Permission denied"),
    ],
)
def test_what_may_not_be_read_is_named_and_nothing_that_follows_from_it(closed: str, said: str, root: Path) -> None:
    mode = (root / closed).stat().st_mode
    (root / closed).chmod(0)
    try:
        for command in ("check", "build"):
            result = powerless(root, command)
            report = result.stdout + result.stderr
            assert result.returncode == 1
            assert said in report
            assert report.count(":1:1: ") == 1, report
            assert "Traceback" not in report
    finally:
        (root / closed).chmod(mode)


@pytest.mark.parametrize(
    "arguments",
    [
        ["erase", "first/001"],
        ["format", "comments/first"],
        ["new", "comment", "--article", "first", "--body", "Words"],
        ["accept", "mail.txt"],
    ],
)
def test_a_desk_that_may_not_write_says_so_and_leaves_all_as_it_was(arguments: list[str], root: Path) -> None:
    words = "--- comments/first/2026-06-29-184502-k3v9x7qm.yml\nauthor: A\nbody: Words\n"
    (root / "mail.txt").write_text(words, "utf-8")
    (root / "comments/first/001.yml").write_text("author:   Reader One\nbody: Words of one\n", "utf-8")
    before = files(root / "comments")
    (root / "comments/first").chmod(0o555)
    try:
        result = powerless(root, *arguments)
    finally:
        (root / "comments/first").chmod(0o755)
    assert result.returncode == 1
    said = (result.stdout + result.stderr).splitlines()
    assert any(line.startswith("comments/first/") and ".yml:1:1: " in line and "denied" in line for line in said), said
    assert "Traceback" not in result.stderr
    assert files(root / "comments") == before


def test_a_command_that_runs_out_of_memory(root: Path) -> None:
    at = {**ENVIRONMENT, **sabotage(root / "sabotage", "MemoryError", "commentary", 1)}
    words = [sys.executable, "-m", "commentary", "new", "comment", "--article", "first", "--body", "Words"]
    result = subprocess.run(words, cwd=root, env=at, capture_output=True, text=True, check=False)
    assert result.returncode == 1
    assert result.stderr == (
        ".:1:1: there is memory enough; it ran out\n    End other programs, or use a machine with more memory.\n"
    )


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_it_and_it_tidies_up(root: Path, number: signal.Signals) -> None:
    slow(root)
    before, room = files(root / "site"), sorted(os.listdir(root))
    with start(root) as process:
        wait_for((root / ".site.next").exists)
        process.send_signal(number)
        _, said = process.communicate(timeout=PATIENCE)
    assert process.returncode == 128 + number
    assert said == f"Ended by {number.name}.\n"
    assert files(root / "site") == before
    assert sorted(os.listdir(root)) == room


def test_the_second_build_waits_for_the_first_and_for_what_is_left_of_one_that_was_killed(root: Path) -> None:
    slow(root)
    with start(root) as first:
        wait_for((root / ".site.next").exists)
        first.kill()
        # MkDocs lives on, and writes.
        with start(root) as second:
            _, said = second.communicate(timeout=PATIENCE)
        assert said == "Another build is under way; waiting for it …\n"
        assert second.returncode == 0
    assert sorted(p.name for p in root.iterdir() if p.name.startswith(".")) == [".cache"]


def test_builds_that_are_killed_leave_one_site_or_the_other(tmp_path: Path) -> None:
    """Some moments only; every one has its turn in `make audit`."""
    bench = Bench(tmp_path / "bench")
    steps = bench.steps("commentary")
    published = [bench.judge(bench.at_step("kill", "mkdocs", 70))]
    published += [bench.judge(bench.at_step("kill", "commentary", at)) for at in (steps // 2, steps)]
    assert published[0] is False
    assert published[-1] is True


def test_what_was_made_of_a_portrait_goes_when_it_has_gone(root: Path) -> None:
    before, record = files(root / ".cache"), root / "comments/experts/expert-one.yml"
    with_one = record.read_text("utf-8").replace("images/dot.svg", "images/face.png")
    record.write_text(with_one, "utf-8")
    Image.linear_gradient("L").save(root / "docs/images/face.png")
    assert run("commentary", "build", cwd=root).returncode == 0
    made = files(root / ".cache")
    assert len(made) > len(before)
    # The file alone is no erasure: the record still names it.
    (root / "docs/images/face.png").unlink()
    assert "face.png" in fails(root)
    assert files(root / ".cache") == made
    record.write_text(with_one.replace("portrait: images/face.png\n", ""), "utf-8")
    assert run("commentary", "build", cwd=root).stderr == ""
    assert files(root / ".cache") == before


def test_a_cache_that_somebody_deletes_meanwhile(root: Path) -> None:
    hook = root / "delete.py"
    hook.write_text("import shutil\ndef on_env(env, config, files):\n    shutil.rmtree('.cache/pictures')\n", "utf-8")
    add_hook(root, hook)
    said = fails(root)
    assert ".cache/pictures:1:1: what is made of pictures stays while a build uses it; some of it was taken" in said
    assert "Traceback" not in said


def test_a_link_is_followed(root: Path, tmp_path: Path) -> None:
    (root / "site").rename(tmp_path / "live")
    (root / "site").symlink_to(tmp_path / "live")
    before = files(tmp_path / "live")
    (tmp_path / "live/index.html").write_text("changed", "utf-8")
    assert run("commentary", "build", cwd=root).returncode == 0
    assert (root / "site").is_symlink()
    assert files(tmp_path / "live") == before
