"""Builds images saved as files, in memory: layers, package databases, and records of languages."""

import gzip
import hashlib
import io
import json
import sqlite3
import struct
import tarfile
import zipfile
import zlib

DEBIAN = b'ID=debian\nVERSION_ID="12"\n'
ALPINE = b"ID=alpine\nVERSION_ID=3.20.3\n"
ROCKY = b'ID="rocky"\nVERSION_ID="9.3"\n'


def layer(files=(), *, links=(), hard=(), folders=(), whiteouts=()):
    """A layer: files by path, links and hard links as pairs; a value of ``(bytes, mode)`` sets the mode."""
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        for path in folders:
            info = tarfile.TarInfo(path)
            info.type = tarfile.DIRTYPE
            archive.addfile(info)
        for path, content in dict(files).items():
            data, mode = content if isinstance(content, tuple) else (content, 0o644)
            info = tarfile.TarInfo(path)
            info.size, info.mode = len(data), mode
            archive.addfile(info, io.BytesIO(data))
        for kind, pairs in ((tarfile.SYMTYPE, links), (tarfile.LNKTYPE, hard)):
            for path, target in pairs:
                info = tarfile.TarInfo(path)
                info.type, info.linkname = kind, target
                archive.addfile(info)
        for path in whiteouts:
            archive.addfile(tarfile.TarInfo(path))
    return packed.getvalue()


def digest(data):
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def config_of(layers, **start):
    names = {"user": "User", "health": "Healthcheck"}
    return json.dumps(
        {
            "os": "linux",
            "architecture": "amd64",
            "config": {names[key]: value for key, value in start.items()},
            "rootfs": {"type": "layers", "diff_ids": [digest(one) for one in layers]},
        }
    ).encode()


def docker_archive(*layers, tags=("app:1",), pack=None, **start):
    """What ``docker save`` writes: a manifest, a configuration, and ``<n>/layer.tar``."""
    config = config_of(layers, **start)
    name = f"{hashlib.sha256(config).hexdigest()}.json"
    paths = [f"{number}/layer.tar" for number in range(len(layers))]
    manifest = [{"Config": name, "RepoTags": list(tags), "Layers": paths}]
    packed = [pack(one) if pack else one for one in layers]
    return archive(
        {**dict(zip(paths, packed, strict=True)), name: config, "manifest.json": json.dumps(manifest)}
    )


def oci_files(*layers, platform=None, pack=gzip.compress, **start):
    """The files of an image in OCI's layout."""
    blobs = {}

    def blob(data):
        blobs[f"blobs/sha256/{hashlib.sha256(data).hexdigest()}"] = data
        return {"digest": digest(data), "size": len(data)}

    manifest = {
        "schemaVersion": 2,
        "config": blob(config_of(layers, **start)),
        "layers": [blob(pack(one)) for one in layers],
    }
    described = blob(json.dumps(manifest).encode()) | ({"platform": platform} if platform else {})
    index = {"schemaVersion": 2, "manifests": [described]}
    return {
        **blobs,
        "oci-layout": b'{"imageLayoutVersion":"1.0.0"}',
        "index.json": json.dumps(index).encode(),
    }


def archive(files, **over):
    return layer(
        {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}, **over
    )


def dpkg(*packages):
    """``status`` with packages of ``(name, version)`` or ``(name, version, source)``."""
    return "".join(
        f"Package: {name}\nStatus: install ok installed\nArchitecture: amd64\nVersion: {version}\n"
        + "".join(f"Source: {one}\n" for one in source)
        + "Description: first line\n and more: than one\n\n"
        for name, version, *source in packages
    ).encode()


def apk(*packages):
    """``installed`` with packages of ``(name, version, origin, files)``."""
    return "".join(
        f"C:Q1abc=\nP:{name}\nV:{version}\nA:x86_64\nL:MIT\no:{origin}\n"
        + "".join(f"F:{path.rpartition('/')[0]}\nR:{path.rpartition('/')[2]}\n" for path in files)
        + "\n"
        for name, version, origin, *files in packages
    ).encode()


def rpm_header(name, version, release, source="", *, epoch=None, files=()):
    """A header as the database keeps it."""
    texts = {1000: name, 1001: version, 1002: release, 1014: "MIT", 1022: "x86_64", 1044: source}
    entries, data = [], b""
    for tag, text in texts.items():
        if text:
            entries.append((tag, 6, len(data), 1))
            data += text.encode() + b"\0"
    folders = sorted({path.rpartition("/")[0] + "/" for path in files})
    arrays = ((1117, [path.rpartition("/")[2] for path in files]), (1118, folders))
    for tag, names in arrays if files else ():
        entries.append((tag, 8, len(data), len(names)))
        data += b"".join(one.encode() + b"\0" for one in names)
    data += b"\0" * (-len(data) % 4)
    if files:
        entries.append((1116, 4, len(data), len(files)))
        data += b"".join(struct.pack(">I", folders.index(path.rpartition("/")[0] + "/")) for path in files)
    if epoch is not None:
        entries.append((1003, 4, len(data), 1))
        data += struct.pack(">I", epoch)
    return (
        struct.pack(">II", len(entries), len(data))
        + b"".join(struct.pack(">iiiI", *e) for e in entries)
        + data
    )


def rpm_sqlite(*headers):
    """``rpmdb.sqlite``, marked as one with a write-ahead log, as RPM leaves it."""
    with sqlite3.connect(":memory:") as connection:
        connection.execute("CREATE TABLE Packages (hnum INTEGER PRIMARY KEY, blob BLOB NOT NULL)")
        connection.executemany("INSERT INTO Packages (blob) VALUES (?)", [(one,) for one in headers])
        connection.commit()
        data = bytearray(connection.serialize())
    connection.close()
    data[18:20] = b"\2\2"
    return bytes(data)


def rpm_ndb(*headers):
    """``Packages.db``, SUSE's form."""
    slots, blobs, block = [], b"", 4096 // 16
    for number, header in enumerate(headers, start=1):
        body = struct.pack("<4sIII", b"BlbS", number, 1, len(header)) + header
        body += b"\0" * (-len(body) % 16)
        slots.append(struct.pack("<4sIII", b"Slot", number, block, len(body) // 16))
        blobs += body
        block += len(body) // 16
    head = struct.pack("<4sIIIIIII", b"RpmP", 0, 1, 1, 0, 0, 0, 0)
    empty = struct.pack("<4sIII", b"Slot", 0, 0, 0)
    page = head + b"".join(slots)
    return page + empty * ((4096 - len(page)) // 16) + blobs


def rpm_berkeley(*headers, order="<", size=4096):
    """``Packages``, a hash of Berkeley DB: one page of items, and pages that the headers run over."""
    items, overflow = [], []
    for header in headers:
        first = 2 + len(overflow)
        parts = [header[start : start + size - 26] for start in range(0, len(header), size - 26)]
        for number, part in enumerate(parts):
            following = first + number + 1 if number + 1 < len(parts) else 0
            head = struct.pack(f"{order}8xIIIHHBB", first + number, 0, following, 1, len(part), 0, 7)
            overflow.append((head + part).ljust(size, b"\0"))
        items += [
            b"\1" + struct.pack(f"{order}I", len(items)),
            struct.pack(f"{order}B3xII", 3, first, len(header)),
        ]
    offsets, page = [], bytearray(size)
    end = size
    for item in items:
        end -= len(item)
        page[end : end + len(item)] = item
        offsets.append(end)
    page[:26] = struct.pack(f"{order}8xIIIHHBB", 1, 0, 0, len(items), end, 0, 13)
    page[26 : 26 + 2 * len(offsets)] = struct.pack(f"{order}{len(offsets)}H", *offsets)
    meta = struct.pack(f"{order}12xIII", 0x00061561, 9, size).ljust(size, b"\0")
    return meta + bytes(page) + b"".join(overflow)


def wheel(name, version, licence="MIT"):
    head = f"Metadata-Version: 2.4\nName: {name}\nVersion: {version}\n"
    return f"{head}License-Expression: {licence}\n\nName: not-this\n".encode()


def node(name, version):
    return json.dumps({"name": name, "version": version, "license": "MIT"}).encode()


def go_program(modules, version="go1.22.1"):
    """A program that begins like ELF, with Go's list behind a mark."""
    listed = b"0" * 16 + "".join(f"{line}\n" for line in modules).encode() + b"1" * 16
    mark = b"\xff Go buildinf:\x08\x02" + b"\0" * 16
    return elf() + mark + _counted(version.encode()) + _counted(listed)


def elf(sections=()):
    """A 64-bit little-endian ELF with these sections, of name and content."""
    body, table, names = b"", [], b"\0"
    for name, content in (*sections, (b".shstrtab", None)):
        place = len(names)
        names += name + b"\0"
        table.append((place, 64 + len(body), content))
        body += content or b""
    rows = [
        struct.pack("<IIQQQQ", place, 1, 0, 0, start, len(names if content is None else content)).ljust(
            64, b"\0"
        )
        for place, start, content in table
    ]
    body += names
    body += b"\0" * (-len(body) % 16)
    head = b"\x7fELF\x02\x01\x01".ljust(16, b"\0")
    head += struct.pack(
        "<HHIQQQIHHHHHH", 2, 62, 1, 0, 0, 64 + len(body), 0, 64, 56, 0, 64, len(rows), len(rows) - 1
    )
    whole = head + body + b"".join(rows)
    return whole + b"\0" * (-len(whole) % 16)


def rust_program(packages):
    return elf(
        [(b".text", b"code"), (b".dep-v0", zlib.compress(json.dumps({"packages": packages}).encode()))]
    )


def _counted(data):
    length, head = len(data), b""
    while length > 127:
        head += bytes([length & 127 | 128])
        length >>= 7
    return head + bytes([length]) + data


MAVEN = {
    "META-INF/maven/org.a/a-core/pom.properties": b"#made\ngroupId=org.a\nartifactId=a-core\nversion=1.2.3\n"
}


def jar(files):
    """A jar of these files."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as written:
        for path, data in files.items():
            written.writestr(path, data)
    return packed.getvalue()
