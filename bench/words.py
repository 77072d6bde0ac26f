"""The words that the benchmark's stories are made of. All of it is invented."""

from __future__ import annotations

SECTIONS = (
    ("world", "World", "What other countries do to each other, and to us."),
    ("city", "City", "The council, its money, its streets and its quarrels."),
    ("coast", "Coast", "The sea, those who live from it, and those who count the fish."),
    ("business", "Business", "Firms, wages, prices, and who owes what to whom."),
    ("science", "Science", "New results, and how far they can be trusted."),
    ("health", "Health", "Wards, waiting lists and what doctors find."),
    ("courts", "Courts", "Who is charged with what, and what the judges say."),
    ("schools", "Schools", "Teachers, pupils, lunches and results."),
    ("transport", "Transport", "Rails, roads, ferries and the people left waiting."),
    ("culture", "Culture", "Stages, books, museums and their money."),
)

PLACES = tuple(
    (
        "Ashwick Barlow Cindermouth Dunfell Eastmere Farrowgate Glaston Hollin Ironbridge Jessop "
        "Kestrel Larkhill Millbeck Norwater Oxley Pendle Quarry Redcliff Saltby Thornhaven "
        "Underfell Vellum Wexley Yarrow Zennick Aldermoor Brackley Copperton Drayholm Elmscar"
    ).split()
)
PAPERS = ("Courier", "Herald", "Wire", "Post", "Ledger", "Observer", "Radio", "Dispatch")
NOUNS = tuple(
    (
        "bridge harbour tunnel reservoir ferry clinic library market orchard depot turbine viaduct "
        "archive bakery cinema dyke embankment foundry granary hangar island junction kiln laundry "
        "museum nursery observatory pumphouse quay railway sawmill tannery university vineyard wharf"
    ).split()
)
ACTIONS = tuple(
    (
        "budget closure contract deal dispute election fire grant hearing inquiry lease merger "
        "opening permit protest repair report rescue review ruling sale strike survey tender trial vote"
    ).split()
)
THINGS = (
    "permits", "invoices", "complaints", "families", "tenants", "pumps", "carriages", "samples", "contracts",
    "patients", "pupils", "crates", "lanterns", "sensors", "ledgers", "boats", "ballots", "engines",
)  # fmt: skip
DONE = (
    "counted", "delivered", "withdrawn", "repaired", "inspected", "registered", "delayed", "refused",
    "returned", "replaced", "approved", "examined", "sealed", "copied",
)  # fmt: skip
ORGANISATIONS = (
    "Harbour Board", "Transit Agency", "Audit Office", "City Council", "Water Authority", "Growers Union",
    "Health Office", "Schools Trust", "Port Company", "Rail Inspectorate", "Housing Fund", "Coast Guard",
)  # fmt: skip
ROLES = (
    "the chair", "the treasurer", "the director", "the chief engineer", "the spokeswoman", "the secretary",
    "the deputy head", "the legal adviser",
)  # fmt: skip
PEOPLE = tuple(
    f"{first} {last}"
    for first in ("Ada", "Bruno", "Clara", "Dmitri", "Elsa", "Farid", "Greta", "Henk", "Ines", "Jonas")
    for last in ("Abara", "Brandt", "Castell", "Dunmore", "Ekholm", "Falk", "Grieve", "Holloran", "Ivers")
)
QUOTES = (
    "We asked for the papers in spring and nobody sent them",
    "A promise that is not written down is only the weather",
    "I would rather wait a year than build it twice",
    "They counted the money before they counted the people",
    "Nobody in this room signed that letter and everybody has read it",
    "The numbers are right and the conclusion is wrong",
    "It was never a secret but it was never announced either",
    "You cannot repair a thing while you deny that it is broken",
)

FACTS = (
    (
        "{person}, {role} of the {org}, said on {date} that {number} {things} in {place} would be {done} "
        "before the end of the season.",
        "The {org} expects to have {number} {things} in {place} {done} before the end of the season, "
        "according to {person}, {role}, who spoke on {date}",
    ),
    (
        "A meeting in {place} that {number} residents and two members of the {org} attended heard {person} say: "
        "“{quote}.”",
        "At a meeting in {place} that {number} residents and two members of the {org} attended, {person} put "
        "it in these words: “{quote}”, say the minutes",
    ),
    (
        "Documents that the {org} published on {date} show {number} {things} in {place}, of which {share} per "
        "cent had been {done}.",
        "Of {number} {things} that the {org} lists for {place} in documents published on {date}, *only* {share} "
        "per cent had been {done}, and the rest are waiting",
    ),
    (
        "By {date} the {noun} in {place} had {number} {things} {done}, {person} of the {org} said, who had not "
        "spoken about them in public before.",
        "By {date} the {noun} in {place} had {number} {things} {done}, said {person} of the {org}, "
        "who had **not** spoken about them in public before",
    ),
    (
        "{person} puts the share of {things} that were {done} in {place} at {share} per cent; the {org} does "
        "not dispute it.",
        "The share of {things} that were {done} in {place} is put at {share} per cent by {person}, a figure that "
        "the {org} does not dispute although it was long lower",
    ),
    (
        "In a letter of {date} the {org} asks {person} to explain why {number} {things} were {done} at the "
        "{noun} near {place}; it has had no answer.",
        "In a letter of {date} the {org} asked {person} to explain why {number} {things} had been {done} at the "
        "{noun} near {place}, and has had no answer",
    ),
)

FILLERS = (
    "The {noun} has stood in {place} for longer than anyone on the {org} can remember, and it shows.",
    "{person} declined to say how many {things} were {done}, and referred all further questions to the {org}.",
    "Outside the gate a dozen people waited in the rain for news of the {things} and of the {noun}.",
    "According to the {org}, {number} {things} were {done} in {place} in the course of the past year.",
    "“{quote},” said {person}, {role} of the {org}, when the session in {place} was over.",
    "The plan was first shown to the public on {date}, at a hearing that few people in {place} attended.",
    "Neighbours of the {noun} say that the {things} keep them awake, a complaint that the {org} has heard before.",
    "It is not the first time that {things} in {place} have been {done} without a word to {person}.",
    "By the evening {share} per cent of the {things} had been {done}, and the lights in the {noun} went out.",
    "{person} and {role} of the {org} are to meet again in {place} as soon as the {things} have been {done}.",
    "The cost of it falls on {place}, where {number} households already pay more than those around the {noun}.",
    "In the summer the {org} had promised {things} to everyone in {place}; in autumn it spoke of some.",
    "A photograph of the {noun}, taken on {date}, shows {person} between two rows of {done} {things}.",
    "What happens to the {noun} after that is for the {org} to decide, and it has given no date.",
)
