"""Pictures on pages: what a template sees of one, and the HTML of those that stand in a text.

A picture of the site's own is offered in the widths and kinds that `variants` plans; of one that stands
elsewhere, and of a drawing or an animation, nothing but the address is known here.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from dateline.model.linked import Figure, Text, figures
from dateline.model.rasters import PLAIN, RAW, Raster, ending
from dateline.model.site import Page, Published, Section, Story
from dateline.pages.imprint import Imprint
from dateline.pages.planned import PlannedPicture
from dateline.pictures.cards import HEIGHT, WIDTH, CardWords
from dateline.pictures.imaging.lettering import can_show
from dateline.pictures.variants import ALSO, TYPES, Variant, middle, of_kind, plainest, variants
from dateline.settings.tables.images import Images
from dateline.views.pages import ImageSetView, ImageView

SIZES = "(min-width: 42rem) 38rem, 100vw"
"""How wide a picture in a text is shown, as far as that can be said without knowing the theme."""


def image_view(
    imprint: Imprint, address: str, alt: str, credit: str = "", raster: Raster | None = None
) -> ImageView | None:
    """A picture by its address; None for none."""
    if not address:
        return None
    found = variants(raster, address, imprint.config.images) if raster else ()
    if not found or raster is None:
        size = (raster.width, raster.height) if raster else (0, 0)
        href, url = imprint.shared(address), imprint.shared(address, whole=True)
        kind = {**TYPES, **ALSO}.get(raster.kind, "") if raster else ""
        return ImageView(href, url, alt, *size, credit=credit, type=kind)
    last = plainest(raster, imprint.config.images)
    own = of_kind(found, last)
    shown, widest = middle(own), own[-1]
    kinds = dict.fromkeys(variant.kind for variant in found)
    return ImageView(
        href=_href(imprint, shown),
        url=imprint.shared(f"/{widest.path}", whole=True),
        alt=alt,
        width=widest.width,
        height=widest.height,
        credit=credit,
        srcset=_srcset(imprint, own),
        sources=tuple(
            ImageSetView(TYPES[kind], _srcset(imprint, of_kind(found, kind)))
            for kind in kinds
            if kind != last
        ),
        type=TYPES[last],
    )


def is_shared(address: str, raster: Raster | None, images: Images) -> bool:
    """True for a picture that networks show where the page is shared."""
    if raster is not None:
        return plainest(raster, images) in PLAIN
    return bool(address) and ending(address) not in RAW | {".avif", ".svg"}


def card_view(imprint: Imprint, words: CardWords) -> ImageView:
    """The card that says these words."""
    address, alt = f"/{words.path}", words.title or words.site
    href, url = imprint.shared(address), imprint.shared(address, whole=True)
    return ImageView(href, url, alt, WIDTH, HEIGHT, type=TYPES["png"])


def site_words(imprint: Imprint) -> CardWords | None:
    """What the site's own card says, by which its lists and plain pages are shown; None for no card."""
    config = imprint.config
    words = CardWords(config.description, (), config.title, "")
    return words if config.images.cards and can_show(words) else None


def site_card(imprint: Imprint) -> ImageView | None:
    """The site's own card."""
    words = site_words(imprint)
    return card_view(imprint, words) if words else None


def figure_html(imprint: Imprint, figure: Figure, *, whole: bool) -> str:
    """A picture in a text; its words, where it leads nowhere. `whole` gives it for readers elsewhere."""
    link = figure.link
    if not link.target:
        return escape(figure.alt)
    view = image_view(imprint, link.target, figure.alt, figure.credit, link.raster)
    if view is None:
        return ""
    shown = f'<img src="{escape(view.url)}"{_facts(view)}>' if whole else _picture(view)
    credit = escape(figure.credit)
    if not figure.alone:
        return f'{shown} <small class="credit">({credit})</small>' if credit else shown
    caption = f"<figcaption>{credit}</figcaption>" if credit else ""
    return f'<figure class="picture">{shown}{caption}</figure>'


def shown_by(story: Story) -> tuple[str, ...]:
    """The addresses of the pictures that a story's page shows."""
    texts = [story.summary, *(section.text for section in story.sections)]
    texts += [text for conflict in story.conflicts for text in conflict.says]
    texts += [event.text for event in story.timeline]
    return _addresses(story.image, texts)


def shown_around(pages: Iterable[Page], sections: Iterable[Section]) -> tuple[str, ...]:
    """The addresses of the pictures that plain pages and sections show."""
    own = [address for page in pages for address in _addresses(page.image, (page.text,))]
    return tuple(dict.fromkeys((*own, *_addresses("", (section.text for section in sections)))))


def planned_pictures(
    files: tuple[Published, ...], shown: tuple[str, ...], images: Images
) -> tuple[PlannedPicture, ...]:
    """All forms of the pictures that pages show, each path once."""
    made: dict[str, PlannedPicture] = {}
    wanted = frozenset(shown)
    for file in files:
        if file.raster and file.url in wanted:
            for form in variants(file.raster, file.url, images):
                picture = PlannedPicture(
                    form.path, file.file, file.digest, form.kind, form.width, form.height
                )
                made.setdefault(form.path, picture)
    return tuple(made.values())


def _addresses(image: str, texts: Iterable[Text]) -> tuple[str, ...]:
    found = (figure.link.target for text in texts for figure in figures(text))
    return tuple(dict.fromkeys(address for address in (image, *found) if address))


def _href(imprint: Imprint, variant: Variant) -> str:
    return imprint.shared(f"/{variant.path}")


def _srcset(imprint: Imprint, found: Iterable[Variant]) -> str:
    return ", ".join(f"{_href(imprint, variant)} {variant.width}w" for variant in found)


def _picture(view: ImageView) -> str:
    """The `picture` element on the page itself."""
    sets = "".join(
        f'<source type="{each.type}" srcset="{escape(each.srcset)}" sizes="{SIZES}">' for each in view.sources
    )
    own = f' srcset="{escape(view.srcset)}" sizes="{SIZES}"' if view.srcset else ""
    image = f'<img src="{escape(view.href)}"{own}{_facts(view)} loading="lazy">'
    return f"<picture>{sets}{image}</picture>" if sets else image


def _facts(view: ImageView) -> str:
    """What `img` says in any case: the words, and the size, so that no text moves when it is there."""
    size = f' width="{view.width}" height="{view.height}"' if view.width and view.height else ""
    return f' alt="{escape(view.alt)}"{size}'
