"""What a .zip file may do to whoever opens it; whole archives are tried in test_archive_in."""

import io
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from followup_kit.errors import LogUnreadableError
from followup_kit.exchange.counted_zip import is_zip, opened_zip


def packed(**files: bytes) -> bytes:
    made = io.BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "is_one"),
    [(packed(a=b"x"), True), (packed(), True), (b"SQLite format 3\0", False), (b"", False)],
)
def test_it_shows_in_the_bytes(content: bytes, is_one: bool) -> None:
    assert is_zip(content) is is_one


def test_files_are_read_in_pieces() -> None:
    content = bytes(200_000)

    with opened_zip(packed(a=content, b=b"")) as files:
        assert set(files.names) == {"a", "b"}
        pieces = list(files.chunks("a"))

    assert len(pieces) > 1
    assert b"".join(pieces) == content


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        (b"", []),
        (b"a\nb", [b"a", b"b"]),
        (b"a\nb\n", [b"a", b"b"]),
        (b"x" * 70_000 + b"\n" + b"y" * 70_000, [b"x" * 70_000, b"y" * 70_000]),
    ],
)
def test_lines_are_whole(content: bytes, lines: list[bytes]) -> None:
    with opened_zip(packed(a=content)) as files:
        assert list(files.lines("a", most=200_000, longest=100_000)) == lines


@pytest.mark.parametrize(("most", "longest"), [(99_999, 200_000), (200_000, 99_999)])
def test_what_is_too_long_is_refused(most: int, longest: int) -> None:
    with (
        opened_zip(packed(a=bytes(100_000))) as files,
        pytest.raises(LogUnreadableError, match="far larger"),
    ):
        list(files.lines("a", most=most, longest=longest))
