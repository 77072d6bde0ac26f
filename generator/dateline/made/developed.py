"""Developed: the outputs that are pictures, each made from its file when it is asked for, once.

What a picture is made from follows from digests; what was made is kept on the album. This room knows no
pages.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from dateline import digest
from dateline.output import disk
from dateline.output.staging import Output
from dateline.pages.plan import Plan
from dateline.pages.planned import PlannedCard, PlannedFile, PlannedIcon, PlannedPicture
from dateline.pictures.album import Album
from dateline.pictures.cards import Colours
from dateline.pictures.icons import drawing
from dateline.pictures.imaging import encoding
from dateline.pictures.imaging.lettering import design
from dateline.problems import OutputError, Place
from dateline.rules import problem
from dateline.theming.theme import Theme


def file_outputs(
    root: Path,
    album: Album | None,
    files: tuple[PlannedFile, ...],
    pictures: tuple[PlannedPicture, ...],
    cards: tuple[PlannedCard, ...],
    icons: tuple[PlannedIcon, ...],
    theme: Theme,
    templates: tuple[str, ...],
) -> tuple[Output, ...]:
    """The outputs that no template makes; pictures and cards are made anew without an `album`.

    Of the theme's static files there are those that pages of these `templates` can load.
    """
    return (
        *(_copied(root, album, file) for file in files),
        *(_pictured(root, album, picture) for picture in pictures),
        *(
            _output(album, card.path, _card_key(card, theme.colours), partial(_drawn, card, theme.colours))
            for card in cards
        ),
        *(_output(album, icon.path, _icon_key(icon, theme), partial(_icon, icon, theme)) for icon in icons),
        *(
            Output(asset.path, digest.of_bytes(asset.content), partial(bytes, asset.content))
            for asset in theme.assets_of(frozenset(templates))
        ),
    )


def _copied(root: Path, album: Album | None, file: PlannedFile) -> Output:
    """A file as it is; a picture without what a camera wrote into it."""
    if not file.is_still:
        return Output(file.path, file.digest, partial(disk.copied, root, file.file, file.digest))
    make = partial(_developed, root, file.file, file.digest, encoding.cleaned)
    return _output(album, file.path, _clean_key(file), make)


def _pictured(root: Path, album: Album | None, picture: PlannedPicture) -> Output:
    """A picture in one width and kind."""
    form = partial(encoding.encode, kind=picture.kind, width=picture.width, height=picture.height)
    make = partial(_developed, root, picture.file, picture.digest, form)
    return _output(album, picture.path, _form_key(picture), make)


def album_keys(plan: Plan, theme: Theme) -> frozenset[str]:
    """The keys of all pictures and cards of a plan: what the album is to keep."""
    stills = (_clean_key(file) for file in plan.files if file.is_still)
    cards = (_card_key(card, theme.colours) for card in plan.cards)
    icons = (_icon_key(icon, theme) for icon in plan.icons)
    return frozenset((*stills, *map(_form_key, plan.pictures), *cards, *icons))


def _form_key(picture: PlannedPicture) -> str:
    """The digest of all that a picture is made from."""
    form = (picture.kind, picture.width, picture.height)
    return digest.of_value("picture", encoding.RECIPE, encoding.versions(), picture.digest, *form)


def _clean_key(file: PlannedFile) -> str:
    """The same of a picture in its own size and kind."""
    return digest.of_value("clean", encoding.RECIPE, encoding.versions(), file.digest)


def _card_key(card: PlannedCard, colours: Colours) -> str:
    """The same of a card."""
    return digest.of_value("card", design(), encoding.versions(), card.words, colours)


def _icon_key(icon: PlannedIcon, theme: Theme) -> str:
    """The same of an icon."""
    own = digest.of_bytes(theme.icon) if theme.icon and icon.kind == "svg" else ""
    return digest.of_value("icon", design(), encoding.versions(), icon, theme.colours, own)


def _icon(icon: PlannedIcon, theme: Theme) -> bytes:
    from dateline.pictures.imaging.icon import draw

    if icon.kind == "svg":
        return theme.icon or drawing(icon.letter, theme.colours)
    return draw(icon.letter, icon.kind, icon.size, theme.colours)


def _output(album: Album | None, path: str, key: str, make: Callable[[], bytes]) -> Output:
    return Output(path, key, partial(album.get, key, make) if album else make, heavy=True)


def _drawn(card: PlannedCard, colours: Colours) -> bytes:
    from dateline.pictures.imaging.card import draw

    return draw(card.words, colours)


def _developed(root: Path, file: str, expected: str, form: Callable[[bytes], bytes]) -> bytes:
    """The picture that is made from a file; raises OutputError when it cannot be."""
    data = disk.copied(root, file, expected)
    try:
        return form(data)
    except Exception as error:  # an encoder of anybody's picture may raise anything: it is told with its file
        hint = "open it in a picture editor and export it again as JPEG or PNG"
        message = f"this picture cannot be encoded: {error}"
        raise OutputError(problem("bad-picture", Place(file), message, hint)) from error
