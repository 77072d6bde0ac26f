"""Developed: the outputs that are pictures, each made from its file when it is asked for, once.

What a picture is made from follows from digests; what was made is kept on the album. This room knows no
pages.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from dateline import digest, disk
from dateline.album import Album
from dateline.imaging import encoding
from dateline.pages import Plan
from dateline.pages.planned import PlannedFile, PlannedPicture
from dateline.problems import OutputError, Place
from dateline.rules import problem
from dateline.write import Output


def file_outputs(root: Path, album: Album | None, plan: Plan) -> Iterator[Output]:
    """The outputs that are made from content files: copies, and pictures, all made anew on no `album`."""
    for file in plan.files:
        if file.is_still:
            yield _output(root, album, file, _clean_key(file), encoding.cleaned)
        else:
            yield Output(file.path, file.digest, partial(disk.copied, root, file.file, file.digest))
    for picture in plan.pictures:
        form = partial(encoding.encode, kind=picture.kind, width=picture.width, height=picture.height)
        yield _output(root, album, picture, _form_key(picture), form)


def picture_keys(plan: Plan) -> frozenset[str]:
    """The keys of all pictures of a plan: what the album is to keep."""
    stills = (_clean_key(file) for file in plan.files if file.is_still)
    return frozenset((*stills, *map(_form_key, plan.pictures)))


def _form_key(picture: PlannedPicture) -> str:
    """The digest of all that a picture is made from."""
    form = (picture.kind, picture.width, picture.height)
    return digest.of_value("picture", encoding.RECIPE, encoding.versions(), picture.digest, *form)


def _clean_key(file: PlannedFile) -> str:
    """The same of a picture in its own size and kind."""
    return digest.of_value("clean", encoding.RECIPE, encoding.versions(), file.digest)


def _output(
    root: Path,
    album: Album | None,
    planned: PlannedFile | PlannedPicture,
    key: str,
    form: Callable[[bytes], bytes],
) -> Output:
    make = partial(_developed, root, planned.file, planned.digest, form)
    return Output(planned.path, key, partial(album.get, key, make) if album else make, heavy=True)


def _developed(root: Path, file: str, expected: str, form: Callable[[bytes], bytes]) -> bytes:
    """The picture that is made from a file; raises OutputError when it cannot be."""
    data = disk.copied(root, file, expected)
    try:
        return form(data)
    except Exception as error:  # likewise in `looking`: an encoder may raise anything
        hint = "open it in a picture editor and export it again as JPEG or PNG"
        message = f"this picture cannot be encoded: {error}"
        raise OutputError(problem("bad-picture", Place(file), message, hint)) from error
