"""What pure functions gave the last time is given once more for the same arguments, and for no others."""

from __future__ import annotations

from dateline.again import Again


class Story:
    """An object that equals every other of its kind, as a change could be overlooked by `==`."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Story)

    def __hash__(self) -> int:
        return 0


def test_a_function_is_called_again_only_for_other_arguments() -> None:
    calls: list[tuple[object, ...]] = []

    def make(*given: object) -> int:
        calls.append(given)
        return len(calls)

    again, one, other = Again(), Story(), Story()
    assert again.call(make, (one, other), "digest") == 1
    assert again.call(make, (one, other), "".join(["dig", "est"])) == 1
    assert again.call(make, (one, one), "digest") == 2, "another object, though an equal one"
    assert again.call(make, (one, one, one), "digest") == 3
    assert again.call(make, (one, one, one), "another") == 4
    assert again.call(make, (one, one, one)) == 5
    assert again.call(make, (one, other), "digest") == 6, "only the last result is kept"


def test_true_is_not_one() -> None:
    again = Again()
    assert again.call(repr, (1,)) == "(1,)"
    assert again.call(repr, (True,)) == "(True,)"
    assert again.call(repr, (1.0,)) == "(1.0,)"


def test_an_error_is_not_kept() -> None:
    again, tries = Again(), []

    def make(text: str) -> str:
        tries.append(text)
        if len(tries) == 1:
            raise ValueError(text)
        return text

    for _ in range(3):
        try:
            again.call(make, "x")
        except ValueError:
            continue
    assert tries == ["x", "x"]


def test_of_a_table_only_other_rows_are_made() -> None:
    made: list[str] = []

    def make(name: str, digest: str) -> str:
        made.append(name)
        return f"{name} {digest}"

    def each(*rows: tuple[str, str], table: str = "pages") -> tuple[str, ...]:
        names = [name for name, _ in rows]
        return again.each(table, names, (names, [digest for _, digest in rows]), make)

    again = Again()
    first = each(("a", "1"), ("b", "1"), ("c", "1"))
    assert first == ("a 1", "b 1", "c 1")
    assert each(("a", "1"), ("b", "1"), ("c", "".join("1"))) is first
    assert each(("a", "1"), ("b", "2"), ("c", "1")) == ("a 1", "b 2", "c 1")
    assert each(("c", "1"), ("b", "2"), ("a", "1")) == ("c 1", "b 2", "a 1")
    assert made == ["a", "b", "c", "b"]
    assert each(("a", "1")) == ("a 1",)
    assert each(("a", "1"), ("b", "2"), ("c", "1")) == ("a 1", "b 2", "c 1")
    assert made == ["a", "b", "c", "b", "b", "c"], "rows that were gone are forgotten"
    assert each(("a", "1"), table="others") == ("a 1",)
    assert made[-1] == "a"


def test_of_a_table_all_rows_are_made_anew_for_something_else_that_they_share() -> None:
    again, one, other = Again(), Story(), Story()
    table = "pages", ["a", "b"], [[1, True]], lambda *given: given
    first = again.each(*table, one)
    assert first == ((1, one), (True, one))
    assert again.each(*table, one) is first
    assert again.each(*table, other)[0][1] is other
    assert again.each("pages", ["a", "b"], [[1, 1]], lambda *given: given, other)[1][0] is not True
