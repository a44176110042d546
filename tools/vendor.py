"""Takes the query editor's code out of its published package, so that it is shipped as it is.

Fetch the package with its ordinary client, then run this:

    mkdir -p out/packages
    (cd out/packages && npm pack @zazuko/yasqe@4.6.2)
    python -m tools.vendor out/packages

The archive must have the checksum below; the files it gives are always the same bytes.  A new
version: change `ARCHIVE` and `INTEGRITY` (`npm view @zazuko/yasqe dist.integrity`), run this, run
the tests of `tests/serve/`, set `FILES` to the hashes that a test prints, and look at the
licences that the package's `package.json` and bundle name (`vendor/LICENSES.txt`).
"""

from __future__ import annotations

import base64
import hashlib
import sys
import tarfile
from pathlib import Path

TARGET = Path(__file__).resolve().parents[1] / "src" / "qjgraph" / "room" / "assets" / "vendor"
ARCHIVE = "zazuko-yasqe-4.6.2.tgz"
#: As the registry's metadata have it (Subresource Integrity).
INTEGRITY = (
    "sha512-83iCLuBIgU04KBIaibxZTjKvrXD6sEe/+aqsHxLb4+ZVD4eaUwh5h"
    "FJEetuWkiKBY6WxTjVOmhKXvh2AAOR14g=="
)
#: What is taken, with the SHA-256 of what is shipped.
FILES = {
    "yasqe.min.css": "f82256c2a56f83a5356abef88c760cff67da21e38873e744db73afaf08f285a2",
    "yasqe.min.js": "545865e07b1b482f98b2ab3792dfc5b35dc2010f5373d9acb2a813364da5c710",
}
#: A browser would ask for the source map, which is not shipped.
_MAP = b"//# sourceMappingURL=yasqe.min.js.map"


def integrity(data: bytes) -> str:
    """The Subresource Integrity of an archive, by SHA-512."""
    return "sha512-" + base64.b64encode(hashlib.sha512(data).digest()).decode()


def taken(archive: Path) -> dict[str, bytes]:
    """The files as they are shipped, by name; SystemExit for an archive of other content."""
    if integrity(archive.read_bytes()) != INTEGRITY:
        raise SystemExit(f"{archive} is not the package that this was written for")
    with tarfile.open(archive) as package:
        found = {name: package.extractfile(f"package/build/{name}") for name in FILES}
        return {name: file.read().replace(_MAP, b"") for name, file in found.items() if file}


def main(folder: str) -> None:
    """Writes the files anew out of the archive in a folder."""
    for name, data in taken(Path(folder) / ARCHIVE).items():
        (TARGET / name).write_bytes(data)
        print(f"{hashlib.sha256(data).hexdigest()}  {TARGET / name}")


if __name__ == "__main__":
    main(*sys.argv[1:])
