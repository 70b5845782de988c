"""What a saved image says of itself: which layers it is made of, in which order, and how it starts.

Two shapes: the ``manifest.json`` of ``docker save``, and the ``index.json`` of OCI's image layout. Docker 25
and later writes both into one archive, and they agree.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import msgspec

from holdfast.dependencies.images.store import Store, document
from holdfast.errors import ReportError, ReportTooLarge
from holdfast.kit.bounded import read_json
from holdfast.kit.digest import sha256

DOCKER = "manifest.json"
OCI = "index.json"
DEFAULT_PLATFORM = "linux/amd64"
MAX_LAYERS = 300
"""Docker makes no more than 127."""

MAX_NESTING = 4
"""Of an index that names an index; one is usual."""

_HEX = re.compile(r"(?:^|/)([0-9a-f]{64})(?:\.json)?$")
_DIGEST = re.compile(r"sha256:[0-9a-f]{64}")
_INDEXES = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
_ATTESTATION = "vnd.docker.reference.type"

T = TypeVar("T")


class Health(msgspec.Struct):
    """The health check of a Docker image; ``NONE`` switches off that of its base."""

    test: list[str] | None = msgspec.field(default=None, name="Test")


class Start(msgspec.Struct):
    """How a container of the image starts."""

    user: str | None = msgspec.field(default=None, name="User")
    health: Health | None = msgspec.field(default=None, name="Healthcheck")


class RootFiles(msgspec.Struct):
    """The layers as the image's configuration names them."""

    diff_ids: list[str] = []


class Config(msgspec.Struct):
    """The configuration of an image."""

    rootfs: RootFiles
    architecture: str = ""
    os: str = ""
    config: Start | None = None


class Platform(msgspec.Struct):
    """The machine that an image is for."""

    os: str = ""
    architecture: str = ""
    variant: str = ""

    def __str__(self) -> str:
        return "/".join(filter(None, (self.os, self.architecture, self.variant)))


class Descriptor(msgspec.Struct, rename="camel"):
    """A reference to a blob."""

    digest: str
    media_type: str = ""
    platform: Platform | None = None
    annotations: dict[str, str] | None = None


class Index(msgspec.Struct):
    """Images of one name, one for each platform."""

    manifests: list[Descriptor]


class Manifest(msgspec.Struct):
    """One image in OCI's words."""

    config: Descriptor
    layers: list[Descriptor]


class Saved(msgspec.Struct):
    """One image in the words of ``docker save``."""

    config: str = msgspec.field(name="Config")
    layers: list[str] = msgspec.field(name="Layers")
    tags: list[str] | None = msgspec.field(default=None, name="RepoTags")


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One layer, as the image names it.

    Attributes:
        path: Where it lies in the saved image.
        diff_id: Digest of its content without compression: what ``docker image inspect`` shows.
        blob: Digest of the file itself, empty where the image does not say.
    """

    path: str
    diff_id: str
    blob: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What an image is made of.

    Attributes:
        layers: From the bottom to the top.
        start: How a container of it starts.
        platform: The machine that it is for.
        names: Its tags.
        is_docker: Whether ``docker save`` wrote it: only Docker has health checks.
    """

    layers: tuple[Layer, ...]
    start: Start
    platform: str
    names: tuple[str, ...]
    is_docker: bool


def plan_of(store: Store, platform: str = "", tag: str = "") -> Plan:
    """What a saved image is made of.

    Args:
        store: Its files.
        platform: The one to choose of several, like ``linux/arm64``; ``linux/amd64`` when empty.
        tag: The image to choose, where several were saved.

    Raises:
        ReportError: It is no image, not complete, or not what its digests say; or nothing tells which of
            several is meant.
    """
    if store.has(DOCKER):
        plan = _of_docker(store, tag)
        if platform and not f"{platform}/".startswith(f"{plan.platform}/"):
            raise ReportError(
                f"The image is not for {platform}", f"it is for {plan.platform}", "save that of the platform"
            )
        return plan
    if store.has(OCI):
        return _of_oci(store, platform, tag)
    raise ReportError(
        "The file is no saved image",
        f"it has neither {DOCKER} nor {OCI}",
        "save one with: docker save -o app.tar NAME",
    )


def _of_docker(store: Store, tag: str) -> Plan:
    images = _read(document(store, DOCKER), list[Saved], DOCKER)
    chosen = [image for image in images if not tag or tag in (image.tags or ())]
    if len(chosen) != 1:
        tags = ", ".join(name for image in images for name in image.tags or ())[:300]
        raise ReportError(
            f"The file holds {len(images)} images, of which {len(chosen)} are meant",
            f"their tags are: {tags or 'none'}",
            "save one image alone, or name it with the option tag",
        )
    image = chosen[0]
    data = document(store, image.config)
    named = _HEX.search(image.config)
    if named:
        _verify(data, f"sha256:{named[1]}", "configuration")
    config = _read(data, Config, "configuration")
    blobs = [f"sha256:{found[1]}" if (found := _HEX.search(path)) else "" for path in image.layers]
    return _plan(config, list(zip(image.layers, blobs, strict=True)), tuple(image.tags or ()), is_docker=True)


def _of_oci(store: Store, platform: str, tag: str) -> Plan:
    chosen = _chosen(store, document(store, OCI), platform, tag)
    manifest = _read(_blob(store, chosen, "manifest"), Manifest, "manifest")
    config = _read(_blob(store, manifest.config, "configuration"), Config, "configuration")
    layers = [(_path(one.digest), one.digest) for one in manifest.layers]
    name = tag or _name(chosen)
    return _plan(config, layers, (name,) if name else (), is_docker=False)


def _plan(
    config: Config, layers: Sequence[tuple[str, str]], names: tuple[str, ...], *, is_docker: bool
) -> Plan:
    ids = config.rootfs.diff_ids
    if len(ids) != len(layers):
        raise ReportError(
            "The image contradicts itself",
            f"it has {len(layers)} layers, and its configuration names {len(ids)}",
            "save the image again",
        )
    if len(layers) > MAX_LAYERS:
        raise ReportTooLarge("The image has too many layers", f"the limit is {MAX_LAYERS}", "check its maker")
    return Plan(
        layers=tuple(
            Layer(path=path, diff_id=known_digest(diff_id), blob=blob)
            for (path, blob), diff_id in zip(layers, ids, strict=True)
        ),
        start=config.config or Start(),
        platform=f"{config.os}/{config.architecture}",
        names=names,
        is_docker=is_docker,
    )


def _chosen(store: Store, data: bytes, platform: str, tag: str = "", depth: int = 0) -> Descriptor:
    """The one image of an index that is meant."""
    index = _read(data, Index, OCI)
    images = [one for one in index.manifests if not _is_attestation(one) and tag in ("", _name(one))]
    wanted = platform or DEFAULT_PLATFORM
    fitting = [one for one in images if one.platform and _is_for(one.platform, wanted)]
    if len(images) == 1 and not (platform and images[0].platform and not fitting):
        fitting = images
    if len(fitting) != 1:
        there = ", ".join(sorted({str(one.platform or "unknown") for one in images}))[:300]
        raise ReportError(
            f"The file holds {len(images)} images, of which {len(fitting)} are for {wanted}",
            f"there are: {there or 'none'}",
            "name one with the option platform, or save one image alone",
        )
    one = fitting[0]
    if one.media_type not in _INDEXES:
        return one
    if depth >= MAX_NESTING:
        raise ReportTooLarge("The index is nested too deeply", "an index names an index", "save one image")
    return _chosen(store, _blob(store, one, "index"), platform, depth=depth + 1)


def _name(one: Descriptor) -> str:
    """The name that an index gives an image; with the address of its registry where containerd wrote it."""
    said = one.annotations or {}
    return said.get("io.containerd.image.name") or said.get("org.opencontainers.image.ref.name", "")


def _is_attestation(one: Descriptor) -> bool:
    return _ATTESTATION in (one.annotations or {}) or str(one.platform or "") == "unknown/unknown"


def _is_for(platform: Platform, wanted: str) -> bool:
    return wanted in (str(platform), f"{platform.os}/{platform.architecture}")


def _blob(store: Store, one: Descriptor, what: str) -> bytes:
    data = document(store, _path(one.digest))
    _verify(data, one.digest, what)
    return data


def _path(digest: str) -> str:
    return f"blobs/{known_digest(digest).replace(':', '/')}"


def known_digest(digest: str) -> str:
    """A digest that can be checked.

    Raises:
        ReportError: It is none, or of another kind than SHA-256.
    """
    if not _DIGEST.fullmatch(digest):
        raise ReportError("The image has a digest that is none", digest[:100], "save the image again")
    return digest


def _verify(data: bytes, digest: str, what: str) -> None:
    found = f"sha256:{sha256(data)}"
    if found != digest:
        raise ReportError(
            f"The {what} of the image is not what its digest says",
            f"{digest} is {found}",
            "save the image again",
        )


def _read(data: bytes, kind: type[T], what: str) -> T:
    try:
        value: T = read_json(data, kind)
    except ReportError as error:
        raise type(error)(
            f"The {what} of the image cannot be read", f"{error.what}: {error.why}", error.todo
        ) from None
    return value
