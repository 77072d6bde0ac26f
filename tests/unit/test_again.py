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


def test_rows_that_come_to_the_same_leave_the_table_as_it_was() -> None:
    again = Again()
    names, first = ("a", "b"), ("1 x", "1 y")
    made = again.each("digits", names, [first], lambda text: text[0])
    assert made == ("1", "1")
    assert again.each("digits", names, [("1 z", "1 y")], lambda text: text[0]) is made
    assert again.each("digits", names, [("1 z", "2 y")], lambda text: text[0]) == ("1", "2")


def test_of_a_column_only_what_changed_is_asked_for() -> None:
    asked: list[object] = []

    def real(number: complex) -> float:
        asked.append(number)
        return number.real

    again, one, two, three = Again(), 1 + 1j, 2 + 1j, 3 + 1j
    first = again.column("real", (one, two), real)
    assert first == (1.0, 2.0)
    assert again.column("real", (one, two), real) is first
    assert asked == [one, two]
    assert again.column("real", (one, three), real) == (1.0, 3.0)
    assert asked == [one, two, three]
    assert again.column("real", (three,), real) == (3.0,)
    assert again.field("parts", (one, two), "imag") == (1.0, 1.0)
    assert again.field("parts", (three, two), "real") == (3.0, 2.0), "another attribute is another column"


def test_what_is_picked_follows_its_values_and_its_places() -> None:
    again, one, other = Again(), Story(), Story()
    places = (2, 0)
    first = again.picked("stories", places, ("a", "b", one))
    assert first == (one, "a")
    assert again.picked("stories", places, ("a", "c", one)) is first, "nobody picked the second"
    changed = again.picked("stories", places, ("d", "c", other))
    assert changed[0] is other
    assert changed[1] == "d"
    assert again.picked("stories", (1,), ("d", "c", other)) == ("c",)


def test_groups_follow_their_members() -> None:
    again, groups = Again(), ((0, 1), (1, 2), ())
    first = again.gathered("lists", groups, ("a", "b", "c"))
    assert first == (("a", "b"), ("b", "c"), ())
    assert again.gathered("lists", groups, ("a", "b", "c")) is first
    second = again.gathered("lists", groups, ("x", "b", "c"))
    assert second == (("x", "b"), ("b", "c"), ())
    assert second[1] is first[1]
    assert again.gathered("lists", groups, ("x", "y", "c")) == (("x", "y"), ("y", "c"), ())
    assert again.gathered("lists", ((0,),), ("x", "y", "c")) == (("x",),)


def test_equal_values_are_the_objects_of_before() -> None:
    again, one, other = Again(), Story(), Story()
    before = (one, "a")
    assert again.equal(before, (other, "a")) is before
    assert again.equal(before, (other, "b"))[0] is one
    assert again.equal(before, (other,)) == (other,)


def test_where_tuples_differ_is_found_whatever_was_let_go() -> None:
    again = Again()
    before = ("a", "b", "c")
    now = again.replaced(before, [1], ["x"])
    assert now == ("a", "x", "c")
    assert again.others(before, now) == (1,)
    again.tidy()
    assert tuple(again.others(before, now)) == (1,)
    assert again.replaced(now, [1], ["".join("x")]) is now, "the same word is no change"
    assert again.others(now, now) == ()


def test_where_names_stand_is_known_of_several_tuples() -> None:
    again, one, other = Again(), ("a", "b"), ("b", "a")
    first = again.places(one)
    assert first == {"a": 0, "b": 1}
    assert again.places(other) == {"b": 0, "a": 1}
    assert again.places(one) is first


class Disk:
    """What another process left, and what this one leaves."""

    def __init__(self, **kept: tuple[str, bytes]) -> None:
        self.kept, self.left = kept, dict[str, tuple[str, object]]()

    def find(self, name: str, key: str) -> bytes | None:
        known = self.kept.get(name)
        return known[1] if known and known[0] == key else None

    def put(self, name: str, key: str, value: object) -> None:
        self.left[name] = key, value


def test_what_another_process_made_of_the_same_is_not_made_again() -> None:
    calls: list[str] = []

    def make(text: str) -> tuple[str, ...]:
        calls.append(text)
        return (text,)

    disk = Disk(near=("k1", b'["kept"]'))
    again = Again(disk)
    assert again.kept("near", "k1", tuple[str, ...], make, "new") == ("kept",)
    assert (calls, disk.left) == ([], {})
    assert again.kept("near", "k2", tuple[str, ...], make, "new") == ("new",)
    assert again.kept("near", "k2", tuple[str, ...], make, "new") == ("new",)
    assert (calls, disk.left) == (["new"], {"near": ("k2", ("new",))})


def test_parts_of_a_site_keep_the_same_stage_apart() -> None:
    disk = Disk(**{"fr/near": ("k", b'["fr"]')})
    again = Again(disk)
    assert again.below("fr").kept("near", "k", tuple[str, ...], tuple, ()) == ("fr",)
    assert again.kept("near", "k", tuple[str, ...], tuple, ()) == ()
    assert set(disk.left) == {"near"}
