#!/usr/bin/env python3
"""packages/zip.py FOLDER FILE: packs a folder, names in order, all of the time SOURCE_DATE_EPOCH."""
import os
import sys
import time
import zipfile
from pathlib import Path

folder, target = map(Path, sys.argv[1:])
moment = time.gmtime(int(os.environ["SOURCE_DATE_EPOCH"]))[:6]
with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as package:
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        entry = zipfile.ZipInfo(path.relative_to(folder.parent).as_posix(), moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        entry.external_attr = 0o644 << 16
        package.writestr(entry, path.read_bytes(), compresslevel=9)
