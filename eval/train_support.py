"""Trains the weights of `dateline.evidence.support` on CLIFF-val and WiCE-dev, and prints them to be copied.

Logistic regression with a ridge, by Newton's method. Each sentence of a record is a row, with the record's
label and its share of the record's weight. Prints AUROC on the sets themselves, and cross-validated: five
parts of the records, five times. Run it after any change to words, windows or measures; it takes seconds.
"""

from __future__ import annotations

import random
import sys
from math import exp, sqrt
from typing import Final, NamedTuple

from dateline.evidence.asking import asked
from dateline.evidence.support import WEIGHTS, best_window, measures

from support import SETS, auroc, records

RIDGE: Final = 3.0
PARTS: Final = 5
TIMES: Final = 5
STEPS: Final = 8

Row = tuple[float, ...]


class Example(NamedTuple):
    """A record as it is trained on: the measures of each of its sentences."""

    title: str
    rows: tuple[Row, ...]
    right: bool


class Model(NamedTuple):
    """Weights of the measures as they are measured, not scaled."""

    weights: Row
    bias: float

    def score(self, example: Example) -> float:
        """The mean score of the sentences."""
        return sum(map(self._one, example.rows)) / len(example.rows)

    def _one(self, row: Row) -> float:
        return 1 / (1 + exp(-self.bias - sum(w * x for w, x in zip(self.weights, row, strict=True))))


def examples() -> list[Example]:
    """All records of the sets that are there."""
    found = []
    for title, name in SETS.items():
        for record in records(name) or ():
            rows = []
            for claim in record.claims:
                ask = asked(claim)
                rows.append(measures(ask, record.article, best_window(ask, record.article)))
            found.append(Example(title, tuple(rows), record.right))
    return found


def train(examples: list[Example]) -> Model:
    """The weights that fit the examples best, held small by the ridge."""
    rows = [row for example in examples for row in example.rows]
    rights = [float(example.right) for example in examples for _ in example.rows]
    shares = [1 / len(example.rows) for example in examples for _ in example.rows]
    columns = list(zip(*rows, strict=True))
    means = [sum(column) / len(rows) for column in columns]
    spreads = [
        sqrt(sum((x - mean) ** 2 for x in column) / len(rows)) or 1.0
        for column, mean in zip(columns, means, strict=True)
    ]
    scaled = [[(x - m) / s for x, m, s in zip(row, means, spreads, strict=True)] + [1.0] for row in rows]
    size = len(means) + 1
    found = [0.0] * size
    for _ in range(STEPS):
        slope = [RIDGE * w for w in found[:-1]] + [0.0]
        curve = [[RIDGE * (i == j and i < size - 1) for j in range(size)] for i in range(size)]
        for row, right, share in zip(scaled, rights, shares, strict=True):
            said = 1 / (1 + exp(-sum(map(float.__mul__, found, row))))
            off, bend = share * (said - right), share * said * (1 - said)
            for i, x in enumerate(row):
                slope[i] += off * x
                bent, line = bend * x, curve[i]
                for j in range(i + 1):
                    line[j] += bent * row[j]
        for i in range(size):
            for j in range(i):
                curve[j][i] = curve[i][j]
        found = [w - step for w, step in zip(found, solve(curve, slope), strict=True)]
    weights = tuple(w / s for w, s in zip(found, spreads, strict=False))
    return Model(weights, found[-1] - sum(w * m for w, m in zip(weights, means, strict=True)))


def solve(matrix: list[list[float]], right: list[float]) -> list[float]:
    """The solution of a system of linear equations, by elimination; the matrix is positive definite."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for i, pivot in enumerate(rows):
        for row in rows[i + 1 :]:
            factor = row[i] / pivot[i]
            for j in range(i, len(row)):
                row[j] -= factor * pivot[j]
    found = [0.0] * len(rows)
    for i in reversed(range(len(rows))):
        found[i] = (rows[i][-1] - sum(rows[i][j] * found[j] for j in range(i + 1, len(rows)))) / rows[i][i]
    return found


def aurocs(scored: list[tuple[Example, float]]) -> dict[str, float]:
    """AUROC of every set."""
    return {
        title: auroc(*zip(*((value, one.right) for one, value in scored if one.title == title), strict=True))
        for title in sorted({one.title for one, _ in scored})
    }


def cross_validated(examples: list[Example]) -> dict[str, float]:
    """AUROC of every set when no record is scored by weights that it trained; the mean of some shuffles."""
    sums: dict[str, float] = {}
    for time in range(TIMES):
        order = list(range(len(examples)))
        random.Random(time).shuffle(order)
        scored = []
        for part in range(PARTS):
            held = set(order[part::PARTS])
            model = train([one for at, one in enumerate(examples) if at not in held])
            scored += [(examples[at], model.score(examples[at])) for at in held]
        for title, value in aurocs(scored).items():
            sums[title] = sums.get(title, 0.0) + value / TIMES
    return sums


def main() -> int:
    """Print the weights and the AUROC of each set, trained on and cross-validated."""
    every = examples()
    if {one.title for one in every} != set(SETS):
        print("train_support: skipped, not all sets are in ../shared/data")
        return 0
    model = train(every)
    for name, weight in zip(WEIGHTS, model.weights, strict=True):
        print(f'    "{name}": {weight:.3f},')
    print(f"BIAS: Final = {model.bias:.3f}")
    print(
        "trained on", {t: round(v, 4) for t, v in aurocs([(one, model.score(one)) for one in every]).items()}
    )
    print("cross-validated", {t: round(v, 4) for t, v in cross_validated(every).items()})
    return 0


if __name__ == "__main__":
    sys.exit(main())
