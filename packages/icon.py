#!/usr/bin/env python3
"""packages/icon.py FOLDER: draws the program's icon, a sheet with lines, the mark of the workbench
(assets/ban-lam-viec/dau.svg), and writes kehoach.ico and kehoach-<size>.png. Standard library only: the same bytes
everywhere.
"""
import struct
import sys
import zlib
from pathlib import Path

SIZES = (16, 24, 32, 48, 64, 128, 256)
FINE = 8  # samples on a side of each pixel

INK, PAPER = (0x1C, 0x4F, 0x6B), (0xFF, 0xFF, 0xFF)
# As in the SVG, in 32nds: the sheet with round corners and an edge, and its lines.
LEFT, TOP, RIGHT, BOTTOM, CORNER, EDGE = 5, 2, 27, 30, 2, 2
LINES = ((10, 22, 9), (10, 22, 14), (10, 22, 19), (10, 17, 24))


def in_sheet(x, y, wider):
    left, top, right, bottom = LEFT - wider, TOP - wider, RIGHT + wider, BOTTOM + wider
    radius = max(CORNER + wider, 0)
    dx = max(left + radius - x, x - (right - radius), 0)
    dy = max(top + radius - y, y - (bottom - radius), 0)
    return dx * dx + dy * dy <= radius * radius if dx and dy else left <= x <= right and top <= y <= bottom


def colour(x, y):
    if not in_sheet(x, y, EDGE / 2):
        return None
    line = any(x0 <= x <= x1 and abs(y - at) <= EDGE / 2 for x0, x1, at in LINES)
    return INK if line or not in_sheet(x, y, -EDGE / 2) else PAPER


def picture(size):
    """Rows of red, green, blue, opacity."""
    rows = []
    for row in range(size):
        line = bytearray()
        for column in range(size):
            found = [
                colour((column + (i + 0.5) / FINE) * 32 / size, (row + (j + 0.5) / FINE) * 32 / size)
                for i in range(FINE) for j in range(FINE)
            ]
            there = [one for one in found if one]
            line += bytes(round(sum(one[part] for one in there) / len(there)) if there else 0 for part in range(3))
            line.append(round(255 * len(there) / len(found)))
        rows.append(bytes(line))
    return rows


def png(size, rows):
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    data = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def bitmap(size, rows):
    """As icons have had it since Windows 95: upside down, blue first, then a mask that nobody needs."""
    head = struct.pack("<IiiHHIIiiII", 40, size, size * 2, 1, 32, 0, 0, 0, 0, 0, 0)
    dots = b"".join(
        row[at + 2:at + 3] + row[at + 1:at + 2] + row[at:at + 1] + row[at + 3:at + 4]
        for row in reversed(rows) for at in range(0, len(row), 4)
    )
    return head + dots + bytes((size + 31) // 32 * 4 * size)


def main(folder):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    pictures = []
    for size in SIZES:
        rows = picture(size)
        (folder / f"kehoach-{size}.png").write_bytes(png(size, rows))
        # Only large ones may be PNG where old programs look.
        pictures.append((size, png(size, rows) if size == 256 else bitmap(size, rows)))
    at = 6 + 16 * len(pictures)
    icon = struct.pack("<HHH", 0, 1, len(pictures))
    for size, data in pictures:
        icon += struct.pack("<BBBBHHII", size % 256, size % 256, 0, 0, 1, 32, len(data), at)
        at += len(data)
    (folder / "kehoach.ico").write_bytes(icon + b"".join(data for _, data in pictures))


if __name__ == "__main__":
    main(sys.argv[1])
