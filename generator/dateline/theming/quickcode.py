"""Quick code: compiles templates to plainer Python than Jinja does, where Jinja decides anew at each step.

`passage.title` becomes an attribute of Python, a text is escaped by markupsafe directly, and our own
functions are called without the checks that Jinja makes of each call. That is right for views, which have
all their names. Where it is not (an item of a mapping, a name that a view lacks), the code raises
AttributeError, and the template is rendered with Jinja's own code. In all other respects the output must be
what Jinja gives.
"""

from __future__ import annotations

import keyword
from typing import Any, Final

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

_GUARDED: Final = frozenset({"defined", "undefined", "default", "d"})
"""Tests and filters for names that may be missing."""
_MAPPINGS: Final = frozenset({"options", "extra", "kwargs", "self"})
"""What is a mapping, in views and in Jinja: a name asked of it is an item's."""
_OURS: Final = frozenset({"asset", "say"})
"""Functions that do not want to know where they are called."""


class QuickCode(CodeGenerator):
    """Jinja's compiler, but for what most of a page is made of; it calls its methods by what they are for."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._guarded: set[int] = set()
        self._safe: set[int] = set()

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802
        """An attribute, as Python has it where nothing else can be meant."""
        is_plain = node.attr.isascii() and not keyword.iskeyword(node.attr)
        if not is_plain or id(node) in self._guarded or _is_mapping(node.node):
            super().visit_Getattr(node, frame)
            return
        self.write("(")
        self.visit(node.node, frame)
        self.write(f").{node.attr}")

    def visit_Test(self, node: nodes.Test, frame: Frame) -> None:  # noqa: N802
        """A test; what may be missing is asked for as Jinja does."""
        self._guard(node)
        super().visit_Test(node, frame)

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802
        """A filter, likewise."""
        self._guard(node)
        super().visit_Filter(node, frame)

    def _guard(self, node: nodes.Test | nodes.Filter) -> None:
        if node.name in _GUARDED:
            self._guarded.add(id(node.node))

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:  # noqa: N802
        """A call; one of our own functions is called by its name."""
        is_ours = isinstance(node.node, nodes.Name) and node.node.name in _OURS
        if not is_ours or not node.args or forward_caller:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.visit(node.node, frame)
        self.write("(")
        self.visit(node.args[0], frame)
        more = nodes.Call(node.node, node.args[1:], node.kwargs, node.dyn_args, node.dyn_kwargs)
        self.signature(more, frame)  # which begins with a comma
        self.write(")")

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802
        """Texts and values to be shown, of which some need no object around them."""
        for place, child in enumerate(node.nodes):
            _complete(child)
            inner = child.node if isinstance(child, nodes.Filter) and child.name == "safe" else None
            if inner is not None and _is_variable(inner) and not frame.eval_ctx.volatile:
                node.nodes[place] = inner
                self._safe.add(id(inner))
        super().visit_Output(node, frame)

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_pre(node, frame, finalize)
        else:
            text = "shown" if id(node) in self._safe else "escape_text(shown)"
            self.write(f"({text} if type(shown := ")

    def _output_child_post(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape:
            super()._output_child_post(node, frame, finalize)
        else:
            value = "Markup(shown)" if id(node) in self._safe else "shown"
            self.write(f") is str else escape({value}))")


def _complete(node: nodes.Expr) -> None:
    """Give conditions that are shown an else: for lack of one Jinja makes an undefined value, shown as ""."""
    if isinstance(node, nodes.CondExpr):
        if node.expr2 is None:
            node.expr2 = nodes.Const("")
        _complete(node.expr1)
        _complete(node.expr2)


def _is_variable(node: nodes.Expr) -> bool:
    """True for a name, or an attribute of one: not for what is known before the template is rendered."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return isinstance(node, nodes.Name)


def _is_mapping(node: nodes.Expr) -> bool:
    """True for what is a mapping, and for all that is in it."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        if isinstance(node, nodes.Getattr) and node.attr in _MAPPINGS:
            return True
        node = node.node
    return isinstance(node, nodes.Name) and node.name in _MAPPINGS
