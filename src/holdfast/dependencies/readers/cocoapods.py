"""Podfile.lock of CocoaPods.

Parts of a pod (``Firebase/Core``) are told as the pod. Pods from a path are the service's own code: they are
left out, and what they ask for has its way through them.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from holdfast.dependencies.entries import mapping
from holdfast.dependencies.reading import Manifest, reader
from holdfast.dependencies.uses import Uses
from holdfast.errors import ReportError
from holdfast.kit.packages import package_url
from holdfast.kit.plain_yaml import read_yaml
from holdfast.model.dependency import Dependency, Scope

_POD = re.compile(r"([^\s/()]+)(?:/\S*)?(?: \(([^()]*)\))?")


@reader("cocoapods", title="CocoaPods", ecosystem="cocoapods", names=("Podfile.lock",))
def read(manifest: Manifest) -> Iterator[Dependency]:
    """Every pod that is not the service's own."""
    document = mapping(read_yaml(manifest.data))
    if "PODS" not in document:
        raise ReportError("The file is no Podfile.lock", "it has no PODS", "write it with: pod install")
    versions, needs = _pods(manifest, document["PODS"])
    sources = mapping(document.get("EXTERNAL SOURCES"))
    own = {name for name, source in sources.items() if ":path" in mapping(source)}
    direct = {name: Scope.RUNTIME for name, _ in _named(document.get("DEPENDENCIES")) if name in versions}
    uses = Uses(direct, needs, lambda name: f"{name}@{versions[name]}")
    lines = manifest.lines_of(r"""^  - ["']?([^\s"'/(]{1,200})""")
    for name, version in versions.items():
        if name in own:
            continue
        use = uses.of(name)
        yield Dependency(
            name=name,
            version=version,
            purl=package_url("cocoapods", name, version),
            line=lines.get(name),
            scope=use.scope,
            is_direct=use.is_direct,
            path=use.path,
        )


def _pods(manifest: Manifest, pods: Any) -> tuple[dict[str, str], dict[str, list[str]]]:
    """The version of each pod, and which pods it needs."""
    versions: dict[str, str] = {}
    needs: dict[str, list[str]] = defaultdict(list)
    for position, item in enumerate(pods if isinstance(pods, list) else ()):
        listed = item if isinstance(item, dict) else {item: []} if isinstance(item, str) else {}
        found = list(_named(list(listed)))
        if not found or not found[0][1]:
            manifest.problem(f"PODS[{position}]", "it names no pod and version")
            continue
        name, version = found[0]
        versions.setdefault(name, version)
        for needed in listed.values():
            needs[name] += [one for one, _ in _named(needed) if one != name]
    return versions, {name: [one for one in needed if one in versions] for name, needed in needs.items()}


def _named(texts: object) -> Iterator[tuple[str, str]]:
    """Pod and version (or demand) of each text of a list."""
    for text in texts if isinstance(texts, list) else ():
        found = _POD.fullmatch(text[:500]) if isinstance(text, str) else None
        if found:
            yield found[1], found[2] or ""
