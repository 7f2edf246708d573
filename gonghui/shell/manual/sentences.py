"""The sentences that a rule may answer with, read off its own source: what is refused is said in the same words."""
import ast
import inspect
import re
import textwrap
from types import FunctionType, ModuleType

MARKS = {"_", "gettext", "gettext_lazy"}
HOLES = re.compile(r"%\(\w+\)[sd]|%[sd]")
DEPTH = 3  # from a step's lambda over the model's method to the rule and what the rule leans on


def said_by(function, model=None):
    """Every marked sentence of a function, and of the rules and the model's methods it calls, once each."""
    return list(dict.fromkeys(_sentences(function, model, DEPTH)))


def said_in(cls):
    """Every marked sentence of a class's own methods, and of the plain classes beside it that they use, once each."""
    every = [cls, *(other for method in _methods(cls) for other in _beside(method))]
    methods = [method for one in dict.fromkeys(every) for method in _methods(one)]
    return list(dict.fromkeys(sentence for method in methods for sentence in said_by(method)))


def left_open(sentence):
    """A sentence with its facts left open: 会员不足…人."""
    return HOLES.sub("…", str(sentence))


def _methods(cls):
    return [method for method in vars(cls).values() if isinstance(method, FunctionType)]


def _beside(method):
    """The classes of its section that a method names; neither tables nor forms."""
    named = [method.__globals__.get(name) for name in method.__code__.co_names]
    section = method.__module__.rpartition(".")[0]
    return [cls for cls in named if type(cls) is type and cls.__module__.rpartition(".")[0] == section]


def _sentences(function, model, depth):
    for node in ast.walk(_parsed(function)):
        called = node.func if isinstance(node, ast.Call) else None
        if isinstance(called, ast.Name) and called.id in MARKS and isinstance(node.args[0], ast.Constant):
            yield left_open(node.args[0].value)
    if depth:
        for other in _called(function, model):
            yield from _sentences(other, model, depth - 1)


def _parsed(function):
    """A lambda stands in the midst of a call: its source cannot be parsed alone, and it says no sentence itself."""
    if function.__name__ == "<lambda>":
        return ast.Module([], [])
    return ast.parse(textwrap.dedent(inspect.getsource(function)))


def _called(function, model):
    """The functions it names: of modules of rules, of its own module where that is one, of the model."""
    names, known = function.__code__.co_names, function.__globals__
    modules = [known[name] for name in names if isinstance(known.get(name), ModuleType)]
    places = [vars(module) for module in modules if module.__name__.endswith(".rules")]
    places += [known] if known["__name__"].endswith(".rules") else []
    places += [vars(model)] if model else []
    for name in names:
        for place in places:
            if isinstance(place.get(name), FunctionType) and place[name] is not function:
                yield place[name]
