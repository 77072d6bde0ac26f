from __future__ import annotations

import tracemalloc

import pytest

from dateline.evidence.plain import plain

CASES = {
    "links are their words": (
        "See [the harbour log](https://tide.example/log_(old) 'Log').",
        "See the harbour log.",
    ),
    "a picture is its words": ("![The lock gate](gate.jpg) It fell.", "The lock gate It fell."),
    "a linked picture too": ("[![Gate](g.jpg)](https://tide.example)", "Gate"),
    "a picture without words is nothing": ("![](gate.jpg)\n\nIt fell.", "It fell."),
    "a link by reference": (
        'The [log][l] and the [chart] lie.\n\n[l]: https://tide.example "Log"\n[chart]: /chart',
        "The log and the chart lie.",
    ),
    "brackets that are no link stay": (
        "“[The mayor] told [us] so [sic],” she said.",
        "“[The mayor] told [us] so [sic],” she said.",
    ),
    "what only looks like a definition stays": ("[Correction]: Twelve", "[Correction]: Twelve"),
    "a link in brackets": ("[Read [the log](/log) first]", "[Read the log first]"),
    "footnote marks": ("The gate fell.[^1]\n\n[^1]: In March.", "The gate fell.\n\nIn March."),
    "emphasis": ("*One* **two** ***three*** __four__ _five_ ~~six~~", "One two three four five six"),
    "nested emphasis": ("**A *very* late** tide", "A very late tide"),
    "asterisks that mark nothing stay": ("5 * 3 * 2, and f*** and s***", "5 * 3 * 2, and f*** and s***"),
    "underscores inside words stay": ("snake_case_name and _a_b_", "snake_case_name and a_b"),
    "escapes": (r"\*Not\* \[a\](link) and 1\. and \\", "*Not* [a](link) and 1. and \\"),
    "headings": (
        "# Tide #\nIt rose.\n## In C#\nSetext\n---\nIt fell.",
        "Tide\n\nIt rose.\n\nIn C#\n\nSetext\n\nIt fell.",
    ),
    "a hashtag is a word": ("#tide rose", "#tide rose"),
    "quoted lines": ("> One\n> two.\n>\n> > Three.", "One two.\n\nThree."),
    "lists": ("They:\n- open\n- *close*\n  it\n* [x] leave", "They:\n\nopen\n\nclose it\n\nleave"),
    "numbered lists": ("1. Open.\n2. Close.\n\n7) Leave.", "Open.\n\nClose.\n\nLeave."),
    "a year at the start of a line stays": (
        "It was built in\n1984. It leaks.\n12. May",
        "It was built in 1984. It leaks. 12. May",
    ),
    "rules": ("One.\n\n* * *\n\nTwo.\n\n---\nThree.", "One.\n\nTwo.\n\nThree."),
    "a table": ("| Gate | Year |\n|:---|---:|\n| North | 1984 |", "Gate Year\n\nNorth 1984"),
    "code is words": ("Run `a *b* <c>` and ``x ` y``.", "Run a *b* <c> and x ` y."),
    "fenced code is words": ("```sh\n1. x *y*\n<b>\n```\nThen.", "1. x *y* <b>\n\nThen."),
    "a fence that is never closed": ("~~~\na * b", "a * b"),
    "a backtick alone stays": ("the ` sign", "the ` sign"),
    "entities": (
        "Fish &amp; chips&#33; &lt;b&gt; &eacute;t&#xe9; &unknown; AT&T",
        "Fish & chips! <b> été &unknown; AT&T",
    ),
    "an entity makes no markup": ("&#42;one&#42; &#91;a&#93;(b) &gt; x", "*one* [a](b) > x"),
    "a no-break space stays": ("10&nbsp;000\u00a0km", "10\u00a0000\u00a0km"),
    "a newline by entity is a space": ("one&#10;&#10;two", "one two"),
    "inline tags": ('<b>One</b> <a href="x" title="a > b">two</a><wbr>three<br/>four', "One twothree four"),
    "block tags part paragraphs": (
        "<p>One.</p><DIV class=x>Two.</DIV><ul><li>a<li>b</ul>",
        "One.\n\nTwo.\n\na\n\nb",
    ),
    "a picture's words in HTML": (
        '<img src="g.jpg" alt="A &quot;gate&quot;"> x <img alt=Gate> <img>',
        'A "gate" x Gate',
    ),
    "scripts and styles are gone": ("A<script>alert('no')</script><STYLE>p{}</style\n> b", "A b"),
    "comments are gone": ("A <!-- no\n\n# no --> b <!doctype html> <?php no ?>c", "A b c"),
    "a script that is never closed": ("A <script> no", "A"),
    "less than": ("5 < 6 and <I don't know>", "5 < 6 and <I don't know>"),
    "addresses": (
        "<https://tide.example/a_b_c> <ada@tide.example>",
        "https://tide.example/a_b_c ada@tide.example",
    ),
    "line breaks": ("One\\\ntwo  \nthree\r\nfour\rfive\u2028six", "One two three four five six"),
    "one blank line between paragraphs": (
        "One.\n \t\n\n\nTwo.\u2029Three.\r\n\r\nFour.",
        "One.\n\nTwo.\n\nThree.\n\nFour.",
    ),
    "what nobody sees is gone": ("\ufeffso\u00adft \x00\u200bspa\x1bce\u202e", "soft space"),
    "other scripts": ("قال **العمدة**\nذلك\n\n他说**「走」**。", "قال العمدة ذلك\n\n他说「走」。"),
    "nothing": ("", ""),
    "marks in a row": ("> - *one*\n\n---\n", "one"),
}


@pytest.mark.parametrize(("body", "text"), CASES.values(), ids=CASES.keys())
def test_markup_is_read_away_and_words_stay(body: str, text: str) -> None:
    assert plain(body) == text


def test_plain_paragraphs_come_back_as_they_were() -> None:
    text = "The gates at Port Ellery failed, she said - again.\n\nNobody was hurt; “luck”, said Finch."
    assert plain(text) == text


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "[",
            '[a](b "',
            "[a][a]",
            "[x[a]",
            "[](",
            "[a](b(",
            "[a]: /",
            '\n[a]: /b "',
            "*a ",
            "**a",
            "*** ",
            "_a",
            "~~",
        ),
        *(
            '<a "',
            "<a \"<a ' ",
            "<b>",
            "<",
            "<!--",
            "<script>",
            "</script",
            "&#",
            "\\",
            "`",
            "` `` ",
            "\n```\n",
            "```",
        ),
        *(
            "\n- ",
            "- * ",
            "\n1. ",
            "\n# ",
            "# ",
            "> ",
            "|-",
            "\n|-|",
            "\n \n",
            " \n",
            " ",
            "a\x00",
            "漢字",
            "م ",
        ),
    ],
)
def test_monotonous_text_of_half_a_megabyte_is_read_to_its_end(piece: str) -> None:
    text = plain("word " + piece * (500_000 // len(piece)))
    assert text.startswith("word")
    assert "  " not in text


def test_five_megabytes_and_a_sentence_of_a_hundred_thousand_characters() -> None:
    sentence = "tide " * 20_000
    assert plain(f"{sentence}\n\n" * 50).count("\n\n") == 49


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("x <a " + '""' * 500_000 + "> y", id="a tag of quotation marks"),
        pytest.param("x <a " + '""' * 500_000, id="and without its end"),
        pytest.param("`" + "a\nb" * 330_000, id="code without its end"),
        pytest.param("[" + "[a]" * 330_000, id="brackets"),
        pytest.param("**" + "a*" * 500_000, id="stars"),
        pytest.param("__" + "a_" * 500_000, id="lines"),
        pytest.param("\n" + ">" * 1_000_000, id="quoted a million times"),
        pytest.param("a\n" + " \n" * 500_000, id="nothing but empty lines"),
        pytest.param("\n" + "- " * 500_000, id="bullets in bullets"),
    ],
)
def test_a_megabyte_of_marks_takes_a_few_of_memory(text: str) -> None:
    tracemalloc.start()
    try:
        plain(text)
        assert tracemalloc.get_traced_memory()[1] < 40_000_000  # bytes; what may be gone back over takes 80
    finally:
        tracemalloc.stop()
