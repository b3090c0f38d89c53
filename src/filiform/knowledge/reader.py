"""Reads one YAML file strictly: unknown, duplicate or misplaced keys are errors with file and line."""

import re
from typing import Any, TypeVar

import msgspec
import yaml

from filiform.knowledge.model.concept import Concept

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
ConceptT = TypeVar("ConceptT", bound=Concept)


class KnowledgeError(Exception):
    """A file of the library that cannot be used: where, what was given, and what is allowed."""

    def __init__(self, path: str, line: int, problem: str) -> None:
        super().__init__(f"{path}:{line}: {problem}")
        self.path, self.line, self.problem = path, line, problem


def read_concept(content: bytes, identifier: str, kind: type[ConceptT], shown_as: str) -> ConceptT:
    """The concept in the content of a file, of the given kind.

    Args:
        content: the file as it is, which has to be YAML in UTF-8.
        identifier: the concept's id, which is the path of its file and not written inside it.
        shown_as: how errors name the file.

    Raises:
        KnowledgeError: for text that is no YAML mapping, a duplicate or unknown key, a missing
            key or a value of the wrong form; it names the line.
    """
    root = _compose(content, shown_as)
    plain = _plain(root, shown_as)
    if not isinstance(plain, dict):
        raise KnowledgeError(shown_as, 1, "the file must hold one mapping of keys to values")
    if "id" in plain:
        raise KnowledgeError(
            shown_as, _line(root), "`id` is the path of the file and is not written in it"
        )
    try:
        return msgspec.convert({**plain, "id": identifier}, kind)
    except msgspec.ValidationError as error:
        raise _located(error, root, kind, shown_as) from None


def _compose(content: bytes, shown_as: str) -> yaml.Node:
    try:
        node = yaml.compose(content.decode("utf-8"), Loader=_Loader)
    except UnicodeDecodeError as error:
        raise KnowledgeError(
            shown_as, 1, f"the file is not UTF-8 text (byte {error.start})"
        ) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise KnowledgeError(shown_as, line, f"not YAML: {error.problem}") from None
    except yaml.YAMLError as error:
        raise KnowledgeError(shown_as, 1, f"not YAML: {error}") from None
    if node is None:
        raise KnowledgeError(shown_as, 1, "the file is empty")
    return node


def _plain(node: yaml.Node, shown_as: str) -> Any:
    """The value of a node as plain Python, refusing a key that stands twice."""
    if isinstance(node, yaml.MappingNode):
        return _plain_mapping(node, shown_as)
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item, shown_as) for item in node.value]
    if node.tag == "tag:yaml.org,2002:str" or _is_no_truth_value(node):
        return node.value
    return _scalar(node, shown_as)


def _plain_mapping(node: yaml.MappingNode, shown_as: str) -> dict[str, Any]:
    content: dict[str, Any] = {}
    for key_node, value_node in node.value:
        key = _key(key_node, shown_as)
        if key in content:
            raise KnowledgeError(shown_as, _line(key_node), f"the key `{key}` stands twice")
        content[key] = _plain(value_node, shown_as)
    return content


def _is_no_truth_value(node: yaml.Node) -> bool:
    """Only `true` and `false` are truth values here, as in YAML 1.2; `yes` and `no` are answers."""
    is_truth_value = node.tag == "tag:yaml.org,2002:bool"
    return is_truth_value and node.value.lower() not in {"true", "false"}


class _Constructor(yaml.constructor.SafeConstructor):
    """PyYAML's own reading of numbers, dates and the like."""


_constructor = _Constructor()


def _key(node: yaml.Node, shown_as: str) -> str:
    """A key as it is written: YAML 1.1 would make a truth value of `on`."""
    if not isinstance(node, yaml.ScalarNode):
        raise KnowledgeError(shown_as, _line(node), "a key must be a single word")
    return str(node.value)


def _scalar(node: yaml.Node, shown_as: str) -> Any:
    try:
        return _constructor.construct_object(node)
    except (ValueError, yaml.YAMLError) as error:
        raise KnowledgeError(
            shown_as, _line(node), f"{node.value!r} cannot be read: {error}"
        ) from None


def _line(node: yaml.Node) -> int:
    return int(node.start_mark.line) + 1


_PATH = re.compile(r"^(?P<problem>.*?)(?: - at `\$(?P<path>.*)`)?$", re.DOTALL)
_STEP = re.compile(r"\.([A-Za-z_][\w]*)|\[(\d+|\.\.\.)\]")


def _located(
    error: msgspec.ValidationError, root: yaml.Node, kind: type[Concept], shown_as: str
) -> KnowledgeError:
    """The error of msgspec, with the line it is about and, for an unknown key, the keys allowed."""
    match = _PATH.match(str(error))
    problem, path = (match["problem"], match["path"] or "") if match else (str(error), "")
    unknown = re.search(r"contains unknown field `(.+?)`", problem)
    node, struct = _walk(root, kind, path)
    if unknown:
        node = _key_node(node, unknown[1])
        allowed = ", ".join(name for name in _field_names(struct) if name != "id")
        problem = f"unknown key `{unknown[1]}`; allowed here: {allowed}"
    where = f" (at {path.lstrip('.')})" if path else ""
    return KnowledgeError(shown_as, _line(node), problem + where)


def _walk(node: yaml.Node, kind: Any, path: str) -> tuple[yaml.Node, Any]:
    """The node and the type at a path such as `.constraints[0].scope`, or the nearest ones above it."""
    for name, index in _STEP.findall(path):
        if name and isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value == name), node)
            kind = _field_type(kind, name)
        elif index.isdigit() and isinstance(node, yaml.SequenceNode):
            node = node.value[int(index)]
            kind = _item_type(kind)
        else:
            kind = _item_type(kind)
    return node, kind


def _key_node(node: yaml.Node, key: str) -> yaml.Node:
    if isinstance(node, yaml.MappingNode):
        return next((key_node for key_node, _ in node.value if key_node.value == key), node)
    return node


def _field_names(kind: Any) -> tuple[str, ...]:
    return tuple(getattr(kind, "__struct_fields__", ()))


def _field_type(kind: Any, name: str) -> Any:
    info = msgspec.inspect.type_info(kind)
    fields = getattr(info, "fields", ())
    return next((_underlying(field.type) for field in fields if field.name == name), None)


def _item_type(kind: Any) -> Any:
    """The struct inside a tuple or a mapping, as `msgspec.inspect` describes it."""
    inner = getattr(kind, "item_type", None) or getattr(kind, "value_type", None)
    return _underlying(inner) if inner is not None else kind


def _underlying(info: Any) -> Any:
    """The struct class of a type description; descriptions of containers are kept as they are."""
    if isinstance(info, msgspec.inspect.UnionType):
        info = next(
            (part for part in info.types if not isinstance(part, msgspec.inspect.NoneType)), info
        )
    return info.cls if isinstance(info, msgspec.inspect.StructType) else info
