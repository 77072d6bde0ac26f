"""A site whose citations have passages: invented articles, and a briefing that cites them in every way."""

from __future__ import annotations

from harness import MINIMAL_CONFIG

FERRY = "/harbour/ferry/"
NASTY = "&lt;b>Boats&lt;/b> & “quays” &lt;/blockquote>&lt;script>alert(1)&lt;/script>"
LEAD = (
    "The night ferry Marigold ran aground on Tern Bank at 23:40 on Friday with 212 passengers on board. "
    "Nobody was hurt, the harbour master Ilse Korven said."
)
SOUNDING = (
    "A sounding taken in August shows the channel at 3.1 metres, half a metre less than the chart of 2019. "
    "The harbour office had asked for dredging twice and been refused both times."
)
FARES = "The council will pay back 14 crowns to every passenger, Councillor Bram Aldous promised on Sunday."
TUG = "Two tugs, the Petrel and the Auk, pulled the ferry free on the morning tide after nine hours."
FILLER = "The wind was light, and a band had been playing on the upper deck until the lights went out. " * 30


def article(publisher: str, host: str, text: str, more: str = "", title: str = "Ferry aground") -> str:
    return (
        f"---\ntitle: {title!r}\npublisher: {publisher}\nurl: https://{host}.example/ferry?id=7\n"
        f"published: 2026-01-03\n{more}---\n{text}\n"
    )


PARTS = "".join(f"\n## Part {n}\n\nThe wind was light on day {n} [@courier].\n" for n in range(8))
BRIEFING = f"""---
title: Marigold runs aground
published: 2026-01-04
sources: [courier, gazette, wire, radio]
conflicts:
  - about: How long the ferry lay aground
    says:
      - source: courier
        text: Two tugs pulled the ferry free after nine hours.
      - source: gazette
        text: The ferry lay on the bank for eleven hours.
---
The night ferry Marigold ran aground on Tern Bank on Friday with 212 passengers on board [@courier; @gazette].

## Nobody was hurt

Nobody was hurt, the harbour master Ilse Korven said [@courier].
The company will say nothing before Monday [@wire].
The council will pay back 14 crowns to every passenger [@gazette, "pay back 14 crowns to every passenger"].
A band had been playing on the upper deck [@courier; @gazette; @wire; @radio].

## The channel is silting up

A sounding taken in August shows the channel at 3.1 metres, half a metre less than the chart of 2019
[@courier]. The harbour office had asked for dredging twice [@courier; @radio]. Boats and quays are dear
[@radio].

## How she was freed

Two tugs, the Petrel and the Auk [@courier], pulled the ferry free on the morning tide [@gazette].
She lay on the bank through the night, and the passengers waited for the morning tide [@gazette].
{PARTS}
## Timeline

- Jan 2, 2026: The Marigold runs aground on Tern Bank [@courier; @gazette]
- Jan 3, 2026: Two tugs pull the ferry free [@courier]
"""

OTHER = """---
title: Tern Bank is charted anew
published: 2026-01-05
sources: [courier]
---
A sounding taken in August shows the channel at 3.1 metres [@courier].
"""


def files() -> dict[str, str]:
    """The files of the site."""
    courier = f"{LEAD}\n\n{FILLER}\n\n{SOUNDING}\n\n{TUG}"
    gazette = f"{LEAD} {FARES}\n\nThe ferry lay on the bank for eleven hours. {TUG}"
    radio = f"{NASTY} are dear, said Ilse Korven. The harbour office had asked for dredging twice. {FILLER}"
    folder = "content/harbour/ferry"
    return {
        "site.toml": MINIMAL_CONFIG,
        "content/harbour/section.md": "---\ntitle: Harbour\ndescription: Ships and quays.\n---\n",
        f"{folder}/story.md": BRIEFING,
        f"{folder}/sources/courier.md": article("City Courier", "courier", courier),
        f"{folder}/sources/gazette.md": article("The Gazette", "gazette", gazette),
        f"{folder}/sources/wire.md": article("Coast Wire", "wire", "", "language: pt\n"),
        f"{folder}/sources/radio.md": article("Radio Quay", "radio", radio, title="Dear <quays> & boats"),
        "content/harbour/bank/story.md": OTHER,
        "content/harbour/bank/sources/courier.md": article("City Courier", "courier", SOUNDING),
    }
