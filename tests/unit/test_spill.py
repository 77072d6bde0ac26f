"""The spill: what is kept comes back as it was, from memory or the disk, here or in a copy of us."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from dateline import crew
from dateline.memory import spill
from dateline.memory.memory import Shelf
from dateline.memory.spill import Spill

LIMIT = 100


def some(number: int) -> bytes:
    """The value of a number: of another length for each."""
    return f"value {number} ".encode() * (number % 7)


@pytest.fixture
def full(tmp_path: Path) -> Spill:
    """A spill that holds far more than its limit."""
    made = Spill(tmp_path, LIMIT)
    for number in range(200):
        made.put(f"n{number}", some(number))
    return made


def held(kept: Spill) -> int:
    """How many bytes are in memory."""
    return sum(map(len, kept._near.values()))


def test_all_comes_back_and_little_is_in_memory(full: Spill, tmp_path: Path) -> None:
    assert [full.get(f"n{number}") for number in range(200)] == [some(number) for number in range(200)]
    assert full.get("n200") is None
    assert held(full) <= LIMIT
    assert list(tmp_path.iterdir()) == []  # the file has no name: nothing is left when the process is killed


@pytest.mark.parametrize("number", [3, 199], ids=["on the disk", "in memory"])
def test_a_value_is_replaced_and_dropped(full: Spill, number: int) -> None:
    full.put(f"n{number}", b"another")
    assert full.get(f"n{number}") == b"another"
    full.drop(f"n{number}")
    assert full.get(f"n{number}") is None
    assert full.get("n4") == some(4)


def test_a_copy_reads_what_was_kept_and_keeps_its_own_to_itself(
    full: Spill, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(crew, "_size", lambda pieces, worth_it: 3)

    def work(number: int) -> bytes:
        inherited = full.get(f"n{number}") == some(number)
        own = f"{os.getpid()} {number}".encode() * LIMIT
        full.put(f"n{number}", own)
        return b"right" if inherited and full.get(f"n{number}") == own else b"wrong"

    assert set(crew.each(work, range(200))) == {b"right"}
    assert [full.get(f"n{number}") for number in range(200)] == [some(number) for number in range(200)]


def test_a_disk_that_refuses_costs_memory_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full_disk(file: int, data: memoryview) -> int:
        raise OSError(28, "No space left on device")

    kept = Spill(tmp_path, LIMIT)
    with monkeypatch.context() as patch:
        patch.setattr(os, "write", full_disk)
        for number in range(50):
            kept.put(f"n{number}", some(number))
        assert held(kept) > LIMIT
    kept.put("n50", some(50))
    assert [kept.get(f"n{number}") for number in range(51)] == [some(number) for number in range(51)]
    assert held(kept) <= LIMIT


def test_what_is_replaced_over_and_over_takes_no_more_room(tmp_path: Path) -> None:
    kept = Spill(tmp_path, LIMIT)
    sizes = []
    for turn in range(100):
        for number in range(40):
            kept.put(f"n{number}", some(number) + str(turn).encode())
        sizes.append(os.fstat(kept._far._file).st_size if kept._far else 0)
    assert [kept.get(f"n{number}") for number in range(40)] == [some(number) + b"99" for number in range(40)]
    assert max(sizes) <= 2 * sum(len(some(number)) + 2 for number in range(40)) + 2 * LIMIT
    assert list(tmp_path.iterdir()) == []


def test_whoever_reads_while_the_file_is_made_anew_reads_what_was_there(full: Spill) -> None:
    before, known = full._far, dict(full._far.places) if full._far else {}
    for turn in range(50):
        for number in range(100, 200):
            full.put(f"n{number}", some(number) + str(turn).encode())
    assert before is not None
    assert full._far is not before
    assert {name: before.read(place) for name, place in known.items() if int(name[1:]) < 100} == {
        name: some(int(name[1:])) for name in known if int(name[1:]) < 100
    }


def test_a_disk_that_refuses_to_make_it_anew_loses_nothing(
    full: Spill, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(folder: Path | None) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(spill, "_nameless", no_room)
    for turn in range(50):
        for number in range(200):
            full.put(f"n{number}", some(number) + str(turn).encode())
    assert [full.get(f"n{number}") for number in range(200)] == [
        some(number) + b"49" for number in range(200)
    ]
    assert held(full) <= LIMIT


def test_without_pread_it_is_the_same(full: Spill, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "pread")
    assert [full.get(f"n{number}") for number in range(200)] == [some(number) for number in range(200)]


def test_a_shelf_gives_the_last_value_and_the_one_before(tmp_path: Path) -> None:
    shelf = Shelf(tmp_path)
    shelf._values = Spill(tmp_path, 1)
    shelf.put("a", "1", b"first")
    shelf.put("b", "1", b"other")
    shelf.put("a", "2", b"second")
    assert (shelf.find("a", "2"), shelf.find("a", "1"), shelf.find("a", "0")) == (b"second", b"first", None)
    assert (shelf.last("a"), shelf.last("b")) == (("2", b"second"), ("1", b"other"))
    shelf.drop("a")
    assert (shelf.last("a"), shelf.find("a", "2")) == (None, b"second")
