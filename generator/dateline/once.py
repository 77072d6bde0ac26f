"""Once: attributes that are found when they are first asked for, and kept.

What `functools.cached_property` does, without the lock that it takes in Python 3.11, and in a form that stays
what it is when it is compiled: of a `cached_property` mypyc makes a property that finds anew each time. Must
not know what is kept.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

_T = TypeVar("_T")
_Class = TypeVar("_Class", bound=type)


class Once(Generic[_T]):
    """An attribute of the class in which it stands; the instance's `__dict__` keeps what was found."""

    def __init__(self, find: Callable[[Any], _T]) -> None:
        self._find = find
        self.__doc__ = find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: object, owner: type | None = None) -> _T:
        found = self._find(instance)
        instance.__dict__[self._name] = found
        return found


def once(find: Callable[[Any], _T]) -> Once[_T]:
    """The attribute that the decorated method finds. Threads that ask at one time may both find it.

    Its class is to be marked with `keeping`.
    """
    return Once(find)


def keeping(marked: _Class) -> _Class:
    """The class as it is: its instances have a `__dict__`, compiled too.

    Of a class without a decorator that mypyc does not know, it makes a structure of C that has none.
    """
    return marked
