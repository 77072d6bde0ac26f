"""The site's icons: which are drawn, and what every page says of them."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from dateline import digest
from dateline.model.site import Published
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedData, PlannedIcon
from dateline.pictures import icons
from dateline.pictures.icons import ICONS, MANIFEST, TYPES, letter_of
from dateline.settings.config import Config
from dateline.views.pages import IconView


def own_icons(files: Iterable[Published]) -> tuple[str, ...]:
    """The icons and the manifest that the site brings itself, by their paths in the output."""
    names = {*(icon.path for icon in ICONS), *icons.OWN, MANIFEST}
    return tuple(sorted(path for file in files if (path := file.url.removeprefix("/")) in names))


def planned_icons(own: tuple[str, ...], config: Config) -> tuple[PlannedIcon, ...]:
    """The icons that are drawn: all that the site does not bring; of its own favicon no other form."""
    favicon = any(name in own for name in icons.OWN)
    letter = letter_of(config.title)
    return tuple(
        PlannedIcon(icon.path, icon.kind, icon.size, letter)
        for icon in ICONS
        if icon.path not in own and not (favicon and icon.path in icons.OWN)
    )


def manifest(own: tuple[str, ...], config: Config) -> tuple[PlannedData, ...]:
    """The manifest that names the icons, unless the site brings its own."""
    if MANIFEST in own:
        return ()
    href = Imprint(config).href
    large = tuple((href(f"/{icon.path}"), icon.size) for icon in ICONS if icon.path.startswith("icon-"))
    data = icons.manifest(config.title, href("/"), large)
    return (PlannedData(MANIFEST, digest.of_bytes(data), partial(bytes, data)),)


def icon_views(own: tuple[str, ...], imprint: Imprint) -> tuple[IconView, ...]:
    """What goes into the head of every page."""
    brought = [name for name in icons.OWN if name in own]
    names = brought or ["favicon.svg", "favicon.ico"]
    shown = [
        IconView(
            "icon",
            imprint.shared(f"/{name}"),
            TYPES[name.rpartition(".")[2]],
            "32x32" if name.endswith("ico") else "",
        )
        for name in names
    ]
    shown.append(IconView("apple-touch-icon", imprint.shared("/apple-touch-icon.png")))
    shown.append(IconView("manifest", imprint.shared(f"/{MANIFEST}")))
    return tuple(shown)
