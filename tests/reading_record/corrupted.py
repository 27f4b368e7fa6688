"""Workbooks with something wrong in them, made by a script: what was done, the bytes, the verdict.

A verdict is "clean" (the same record must come out), "file" (the file as a whole is refused),
"either" (damage whose place is chance: refused, or the same record), or the fault that must be
among those found: title of the sheet, row and heading.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from openpyxl import Workbook, load_workbook

from collab_graph.reading.example import example_record
from collab_graph.reading.written import written
from collab_graph.record.contracts import SHEETS, Sheet

Place = tuple[str, int | None, str | None]
Verdict = str | Place
Build = Callable[[], bytes]
PERSONAL_NUMBER = "19121212-1212"


@dataclass(frozen=True)
class Case:
    """``build`` makes the bytes only when the case is tried."""

    name: str
    build: Build
    verdict: Verdict
    suffix: str = ".xlsx"


@cache
def base() -> bytes:
    """The example as a bare Swedish workbook, every cell text."""
    record = example_record()
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet in written(record.tables, record.axes, "sv"):
        drawn = workbook.create_sheet(sheet.title)
        drawn.append(sheet.headings)
        for row in sheet.rows:
            drawn.append([text or None for text in row])
    return saved(workbook)


def saved(workbook: Workbook) -> bytes:
    held = io.BytesIO()
    workbook.save(held)
    return held.getvalue()


def changed(change: Callable[[Workbook], object]) -> Build:
    def build() -> bytes:
        workbook = load_workbook(io.BytesIO(base()))
        change(workbook)
        return saved(workbook)

    return build


def swedish(sheet: Sheet, column: str) -> str:
    return sheet.headings_sv[[c.name for c in sheet.columns].index(column)]


def put(title: str, row: int, column: int, value: object) -> Callable[[Workbook], object]:
    def change(workbook: Workbook) -> None:
        workbook[title].cell(row, column).value = value

    return change


def put_text(title: str, row: int, column: int, value: str) -> Callable[[Workbook], object]:
    def change(workbook: Workbook) -> None:
        cell = workbook[title].cell(row, column)
        cell.value = value
        cell.data_type = "s"

    return change


def cases() -> Iterator[Case]:
    for sheet in SHEETS:
        yield from of_every_sheet(sheet)
    yield from of_rows()
    yield from of_whole_files()
    yield from of_damage()


def of_every_sheet(sheet: Sheet) -> Iterator[Case]:
    title, name = sheet.title_sv, sheet.name
    misspelt = title[:2] + title[3] + title[2] + title[4:] if len(title) > 3 else title + "m"

    def rename(workbook: Workbook) -> None:
        workbook[title].title = misspelt

    def double(workbook: Workbook) -> None:
        drawn = workbook[title]
        drawn.cell(1, drawn.max_column + 1).value = drawn.cell(1, 1).value

    def reverse(workbook: Workbook) -> None:
        drawn = workbook[title]
        rows = [[cell.value for cell in row][::-1] for row in drawn.iter_rows()]
        for i, row in enumerate(rows, start=1):
            for j, value in enumerate(row, start=1):
                drawn.cell(i, j).value = value

    def spread(workbook: Workbook) -> None:
        drawn = workbook[title]
        drawn.insert_rows(3, 50)
        for i in range(3, 53):
            drawn.cell(i, 1).value = "   "

    def english(workbook: Workbook) -> None:
        drawn = workbook[title]
        drawn.title = name
        for j, column in enumerate(sheet.columns, start=1):
            drawn.cell(1, j).value = column.name.upper()

    first = swedish(sheet, sheet.columns[0].name)
    yield Case(f"{name}: sheet misspelt", changed(rename), (title, None, None))
    wrong = put(title, 1, 1, "xyzzy")
    yield Case(f"{name}: heading unknown", changed(wrong), (title, 1, "xyzzy"))
    merge = changed(lambda w: w[title].merge_cells("A1:A2"))
    yield Case(f"{name}: merged cells", merge, (title, 1, first))
    yield Case(f"{name}: formula", changed(put(title, 2, 1, '=CONCAT("a";"b")')), (title, 2, first))
    yield Case(
        f"{name}: formula in the headings", changed(put(title, 1, 2, "=A1")), (title, 1, None)
    )
    yield Case(f"{name}: error value", changed(put(title, 2, 1, "#REF!")), (title, 2, first))
    yield Case(f"{name}: columns in another order", changed(reverse), "clean")
    yield Case(f"{name}: blank rows between", changed(spread), "clean")
    yield Case(f"{name}: English title and headings", changed(english), "clean")
    number = changed(put(title, 2, 1, PERSONAL_NUMBER))
    yield Case(f"{name}: personal identity number", number, (title, 2, first))
    private = changed(put(title, 1, len(sheet.columns) + 9, "Personnummer"))
    yield Case(f"{name}: heading of personal data", private, (title, 1, "P…"))
    stray = changed(put(title, 2, len(sheet.columns) + 9, "ring i morgon"))
    yield Case(f"{name}: cell without heading", stray, (title, 2, None))
    if SHEETS.index(sheet) % 3 == 0:
        yield Case(f"{name}: heading twice", changed(double), (title, 1, first))
        yield Case(f"{name}: huge text", changed(put_long(title)), (title, 2, first))
    if sheet.required:
        gone = changed(lambda w: w.remove(w[title]))
        yield Case(f"{name}: sheet missing", gone, (title, None, None))
        empty = changed(lambda w: w[title].delete_rows(1, 99))
        yield Case(f"{name}: sheet empty", empty, (title, None, None))


def put_long(title: str) -> Callable[[Workbook], object]:
    def change(workbook: Workbook) -> None:
        # Set past openpyxl, which would cut it at the most a cell may hold.
        cell = workbook[title].cell(2, 1)
        cell.value = "x"
        cell._value = "å" * 40_000

    return change


def of_rows() -> Iterator[Case]:
    def at(
        name: str, title: str, heading: str, row: int, *cells: tuple[str, int, int, object]
    ) -> Case:
        def change(workbook: Workbook) -> None:
            for sheet, i, j, value in cells:
                workbook[sheet].cell(i, j).value = value

        return Case(name, changed(change), (title, row, heading))

    by = {sheet.name: sheet for sheet in SHEETS}
    m = {c.name: j for j, c in enumerate(by["mandates"].columns, start=1)}
    yield at("circular units", "Aktörer", "ingår i", 4, ("Aktörer", 4, 3, "socialtjänst"))
    yield at("a unit of itself", "Aktörer", "ingår i", 2, ("Aktörer", 2, 3, "FK"))
    yield at("circular places", "Platser", "ligger i", 2, ("Platser", 2, 3, "norrsjö"))
    yield at("id twice", "Aktörer", "aktör", 3, ("Aktörer", 3, 1, "FK"))
    yield at("mandate twice", "Uppdrag", "uppdrag", 3, ("Uppdrag", 3, 1, "sjukpenning"))
    yield at("valid_to before valid_from", "Uppdrag", "gäller till", 4,
             ("Uppdrag", 4, m["valid_to"], "2024-12-31"))  # fmt: skip
    yield at("period of an agreement reversed", "Samverkan", "gäller till", 2,
             ("Samverkan", 2, 7, "2025-01-01"))  # fmt: skip
    yield at("more occupied than there is", "Uppdrag", "upptagna", 4,
             ("Uppdrag", 4, m["occupied"], 21))  # fmt: skip
    yield at("unknown actor", "Uppdrag", "aktör", 2, ("Uppdrag", 2, m["actor"], "Xyzzy"))
    yield at("unit of an unknown actor", "Aktörer", "ingår i", 4, ("Aktörer", 4, 3, "Xyzzy"))
    yield at("unknown need", "Uppdrag", "behov", 2, ("Uppdrag", 2, m["needs"], "xyzzy"))
    yield at("unknown place", "Uppdrag", "platser", 2, ("Uppdrag", 2, m["places"], "Xyzzy"))
    yield at("referral from nobody known", "Uppdrag", "väg in", 4,
             ("Uppdrag", 4, m["entry"], "remiss från FK; Xyzzy"))  # fmt: skip
    yield at("yields to itself", "Uppdrag", "viker för", 4, ("Uppdrag", 4, m["yields_to"], "AF"))
    yield at(
        "degree of 130 percent", "Uppdrag", "omfattning", 2, ("Uppdrag", 2, m["degree"], "130")
    )
    yield at("exclusion of an unknown mandate", "Undantag", "uppdrag", 2, ("Undantag", 2, 1, "nej"))
    yield Case(
        "exclusion without condition", changed(put("Undantag", 2, 3, None)), ("Undantag", 2, None)
    )
    yield at("an agreement with oneself", "Samverkan", "aktörer", 2, ("Samverkan", 2, 2, "FK"))
    yield at("margin of another axis's value", "Marginaler", "värde", 2, ("Marginaler", 2, 2, "ja"))
    yield at("template from the future", "Om", "värde", 4, ("Om", 4, 2, "99"))
    yield at("no reference date", "Om", "värde", 3, ("Om", 3, 2, None))
    yield at("impossible reference date", "Om", "värde", 3, ("Om", 3, 2, "2026-02-30"))
    yield at("key twice", "Om", "uppgift", 5, ("Om", 5, 1, "Titel"))
    yield at("axis called as a column", "Axlar", "benämning", 2, ("Axlar", 2, 2, "Platser"))
    yield at("axis called as another", "Axlar", "benämning", 2, ("Axlar", 2, 2, "Har SGI"))
    yield at("bounds crossed", "Axlar", "högst", 2, ("Axlar", 2, 8, 10))
    yield at("axis without values", "Axlar", "slag", 2, ("Axlar", 2, 4, "värden"))
    yield at("number with values", "Axlar", "slag", 3, ("Axlar", 3, 4, "tal"))
    yield at("value twice", "Värden", "värde", 3, ("Värden", 3, 2, "JA"))
    yield at("value of two labels", "Värden", "benämning", 3, ("Värden", 3, 3, "Ja"))
    yield at("value with a semicolon", "Värden", "värde", 2, ("Värden", 2, 2, "ja; nej"))
    yield at("way given twice", "Restider", "till", 3,
             ("Restider", 3, 1, "norrsjö"), ("Restider", 3, 2, "söderå"),
             ("Restider", 3, 3, 50))  # fmt: skip
    for text in ("sexton", "29–16", "70+", datetime(2026, 4, 16)):
        yield at(f"age {text}", "Uppdrag", "ålder", 2, ("Uppdrag", 2, 26, text))
    for text in ("kanske", "ja; kanske", "?; ja", ";"):
        yield at(f"SGI {text}", "Undantag", "har SGI", 2, ("Undantag", 2, 8, text))
    for text in ("13 mars 2026", "2026-02-30", "13/1 2026", 46035):
        yield at(f"day {text}", "Uppdrag", "gäller från", 4,
                 ("Uppdrag", 4, m["valid_from"], text))  # fmt: skip
    for text in ("Anna Påhittsson", "anna påhittsson", "Påhittsson, Anna", "Xerxes Påhittsson"):
        yield at(f"checked by {text}", "Uppdrag", "kontrollerad av", 2,
                 ("Uppdrag", 2, m["checked_by"], text))  # fmt: skip
    yield at("a person as actor", "Aktörer", "namn", 2, ("Aktörer", 2, 2, "Erik Påhittsson"))
    yield at("a person in a note", "Uppdrag", "anmärkning", 2,
             ("Uppdrag", 2, m["note"], "Ring Fatima Påhitt först"))  # fmt: skip
    yield at("a person's mail address", "Uppdrag", "anmärkning", 2,
             ("Uppdrag", 2, m["note"], "siv.p@norrsjo.example"))  # fmt: skip


def of_whole_files() -> Iterator[Case]:
    yield Case("as it was", base, "clean")
    yield Case("as macro workbook", with_part("xl/vbaProject.bin", b"\0macro"), "clean", ".xlsm")
    yield Case("macros in a plain workbook", with_part("xl/vbaProject.bin", b"\0macro"), "clean")
    yield Case("extra sheets", changed(lambda w: w.create_sheet("Mina anteckningar")), "clean")

    def twice(workbook: Workbook) -> None:
        workbook.copy_worksheet(workbook["Uppdrag"]).title = "mandates"

    yield Case("a sheet in both languages", changed(twice), ("mandates", None, None))

    def empty_rows(workbook: Workbook) -> None:
        # Rows that hold nothing but a style, as a spreadsheet leaves them behind.
        for i in range(20, 70_020):
            workbook["Uppdrag"].cell(i, 1).number_format = "@"

    yield Case("70,000 empty rows", changed(empty_rows), "clean")

    def real_dates(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.count("-") == 2:
                        cell.value = datetime.fromisoformat(cell.value)

    yield Case("real dates", changed(real_dates), "clean")

    def real_numbers(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows(min_row=2):
                for cell in row:
                    if isinstance(cell.value, str) and cell.value.isdecimal():
                        cell.value = float(cell.value)

    yield Case("real numbers", changed(real_numbers), "clean")

    def shouted(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for cell in sheet[1]:
                cell.value = f"  {cell.value.upper()} "

    yield Case("headings in capitals with spaces", changed(shouted), "clean")
    spaced = changed(put("Platser", 3, 4, "5\xa0200"))
    yield Case("a number with a space between thousands", spaced, "clean")
    yield Case("sheets in another order", changed(lambda w: w._sheets.reverse()), "clean")
    far = changed(put("Uppdrag", 2, 16_384, "x"))
    yield Case("a cell in the last column there is", far, ("Uppdrag", 2, None))
    yield Case("a cell in the last row there is", changed(put("Uppdrag", 1_048_576, 1, "x")),
               ("Uppdrag", 1_048_576, "aktör"))  # fmt: skip
    yield Case("renamed CSV", lambda: b"uppdrag,aktor\nm1,FK\n", "file")
    yield Case("renamed CSV of one byte", lambda: b"x", "file")
    yield Case("empty file", lambda: b"", "file")
    yield Case("old .xls or locked", lambda: b"\xd0\xcf\x11\xe0" + b"\0" * 600, "file")
    yield Case("a zip of something else", zipped({"readme.txt": b"hello"}), "file")
    yield Case("unpacks to 300 MB", unpacking_to_much, "file")
    yield Case("one shared string of 120 MB", with_shared_string("x", 120 << 20), "file")
    yield Case("shared string of 2 MB", with_shared_string("å", 1 << 20), ("Uppdrag", 2, "uppdrag"))
    entities = b'<!DOCTYPE a [<!ENTITY b "c">]>'
    yield Case("entities", with_part("xl/sharedStrings.xml", entities), "file")


def of_damage() -> Iterator[Case]:
    whole = base()
    for share in (1, 5, 20, 50, 80, 95, 99):
        yield Case(f"cut at {share} %", fixed(whole[: len(whole) * share // 100]), "file")
    parts = base_parts()
    for name in parts:
        rest = {other: part for other, part in parts.items() if other != name}
        yield Case(f"without {name}", zipped(rest), "either")
        yield Case(
            f"{name} cut", zipped({**parts, name: parts[name][: len(parts[name]) // 2]}), "either"
        )
    draw = random.Random(0)
    for i in range(10):
        bent = bytearray(whole)
        for _ in range(8):
            bent[draw.randrange(len(bent))] = draw.randrange(256)
        yield Case(f"bytes changed {i}", fixed(bytes(bent)), "either")


def fixed(content: bytes) -> Build:
    return lambda: content


def zipped(parts: dict[str, bytes]) -> Build:
    def build() -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, part in parts.items():
                archive.writestr(name, part)
        return held.getvalue()

    return build


def base_parts() -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(base())) as archive:
        return {name: archive.read(name) for name in sorted(archive.namelist())}


def with_part(name: str, part: bytes) -> Build:
    return lambda: zipped({**base_parts(), name: part})()


def with_shared_string(text: str, times: int) -> Build:
    """The mandate "sjukpenning" becomes a text without end, kept among the shared strings."""

    def build() -> bytes:
        parts = base_parts()
        kept = "xl/worksheets/sheet8.xml"
        cell = re.compile(rb'<c r="A2"[^>]*><is><t>sjukpenning</t></is></c>')
        assert cell.search(parts[kept])
        parts[kept] = cell.sub(b'<c r="A2" t="s"><v>0</v></c>', parts[kept])
        main = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
        huge = (text * times).encode()
        parts["xl/sharedStrings.xml"] = (
            b'<sst xmlns="'
            + main
            + b'" count="1" uniqueCount="1"><si><t>'
            + huge
            + b"</t></si></sst>"
        )
        kinds = parts["[Content_Types].xml"]
        kind = (
            b'<Override PartName="/xl/sharedStrings.xml" '
            b'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
        )
        parts["[Content_Types].xml"] = kinds.replace(b"</Types>", kind)
        return zipped(parts)()

    return build


def unpacking_to_much() -> bytes:
    return with_part("xl/media/image1.png", b"\0" * (300 << 20))()
