"""What is known of a publisher, as its page shows it and as schema.org says it."""

from __future__ import annotations

from typing import Any, Final

from dateline.model.site import Term
from dateline.pages.imprint import Imprint
from dateline.pages.jsonld import as_script
from dateline.settings.reading import country_names
from dateline.settings.tables.publishers import Publisher
from dateline.views.lists import PublisherFactsView

_NEWS: Final = ("agency", "newspaper", "magazine", "broadcaster", "website")


def publisher_facts(known: Publisher, imprint: Imprint) -> PublisherFactsView:
    """What the settings say of a publisher."""
    return PublisherFactsView(known.kind, known.owner, _country(known, imprint), known.url, known.note)


def _country(known: Publisher, imprint: Imprint) -> str:
    """The name of a publisher's country in the site's language; "" when it is not known."""
    if not known.country:
        return ""
    return country_names(imprint.config.language).get(known.country, known.country)


def publisher_json_ld(term: Term, known: Publisher, url: str, imprint: Imprint) -> str:
    """The publisher's page as a JSON-LD document: a collection about an organisation."""
    about: dict[str, Any] = {
        "@type": "NewsMediaOrganization" if known.kind in _NEWS else "Organization",
        "name": term.name,
        "url": known.url,
        "description": known.note,
        "parentOrganization": {"@type": "Organization", "name": known.owner} if known.owner else None,
        "address": {"@type": "PostalAddress", "addressCountry": known.country} if known.country else None,
    }
    return as_script(
        {
            "@context": "https://schema.org",
            "@type": "CollectionPage",
            "name": term.name,
            "url": imprint.absolute(url),
            "about": {key: value for key, value in about.items() if value},
        }
    )
