"""A CSV as rows of text: its lines are counted from the bytes, and cut by the engine as they stand."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from .exports import FIRST, SAMPLE, SEPARATORS, Export, Rows, UnreadableError, delimiter_of, raw_view
from .mapping import Encoding, Mapping
from .store import Store, literal

_CONTROL = bytes(code for code in (*range(32), 127) if code not in b"\t\r\n")
_NO_LATIN = re.compile("[\x80-\x9f]")
"""control characters in Latin-1, and among them what Windows-1252 has for € and ’"""
_MARKS: tuple[tuple[bytes, str], ...] = ((b"\xff\xfe", "utf16"), (b"\xfe\xff", "utf16"), (b"\xef\xbb\xbf", "utf8"))
"""how a file may begin that says itself in which encoding it is"""
_READ_BY_ENGINE = ("utf-8", "latin-1")
_BLOCK = 1 << 22
_FIELD = '(?:"(?:[^"]|"")*"|[^"{s}]*)'


class CsvExport(Export):
    """Text with a separator. A line is a row: a quoted field that runs on over lines is refused, line by line."""

    def __init__(self, path: Path, name: str, mapping: Mapping | None) -> None:
        super().__init__(path, name)
        self.encoding = mapping.notation.encoding if mapping else self._own_encoding()
        first = next(self._blocks(), b"")
        self._check_mark(first)
        line = first.split(b"\n", 1)[0]
        text = _decoded(line, self.encoding, 1).removeprefix("\ufeff").rstrip("\r")
        if not text.strip():
            raise UnreadableError("export_without_header")
        self.separator = mapping.notation.separator if mapping else _sniffed(text)
        self.header = [cell.strip() for cell in _cells([text], self.separator)[0]]
        self._blank: list[int] = []
        self._copy: Path | None = None

    def notation(self) -> dict[str, str]:
        return {"delimiter": delimiter_of(self.separator), "encoding": self.encoding}

    def first_rows(self) -> dict[str, list[tuple[int, list[str]]]]:
        lines = next(self._blocks(), b"").split(b"\n")[:FIRST]
        texts = [(n, _decoded(line, self.encoding, n).lstrip("\ufeff").strip("\r")) for n, line in enumerate(lines, 1)]
        return {
            separator: [(n, [cell.strip() for cell in _cells([text], separator)[0]]) for n, text in texts if text]
            for separator in sorted(SEPARATORS, key=lambda held: held != self.separator)
        }

    def sample(self) -> Rows:
        lines = next(self._blocks(), b"").split(b"\n")[1 : SAMPLE + 1]
        texts = [_decoded(line, self.encoding, number + 2).rstrip("\r") for number, line in enumerate(lines)]
        return [row[: len(self.header)] for row in _cells([text for text in texts if text], self.separator)]

    def present(self) -> int:
        """Counted from the bytes. A file that is not in its encoding, or holds control characters, is refused whole."""
        before, blank = 0, []
        for block in self._blocks():
            _decoded(block, self.encoding, before + 1)
            returns = b"\r" in block  # one byte is looked for far faster than two
            if len(block.translate(None, _CONTROL)) != len(block) or (
                returns and block.count(b"\r") != block.count(b"\r\n")
            ):
                raise UnreadableError("export_with_control", before + _control_line(block))
            if b"\n\n" in block or (returns and b"\n\r\n" in block) or block[:1] in (b"\n", b"\r"):
                blank += [before + n for n, line in enumerate(block.split(b"\n"), 1) if line in (b"", b"\r")]
                if block.endswith(b"\n"):
                    blank.pop()  # what stands after the last end of line is no line
            before += block.count(b"\n") + (not block.endswith(b"\n"))
        self._blank = blank
        return before - 1 - len(blank)

    def make_raw(self, store: Store, mapping: Mapping, number: int) -> None:
        # A name of ours: signs such as * mean something in a path of DuckDB.
        named = store.folder / f"declarations-{number}.csv"
        encoding = self._put_at(named)
        sep, many = self.separator, len(self.header)
        field = _FIELD.format(s="\\t" if sep == "\t" else sep)
        between = literal(sep)
        bar = "\\|" if sep == "|" else "\\t" if sep == "\t" else sep
        split = f"""CASE
            WHEN NOT contains(text, '"') THEN string_split(text, {between})
            WHEN text LIKE '"%"' AND length(text) - length(replace(text, '"', '')) = {2 * many}
                AND len(string_split(text, '"' || {between} || '"')) = {many}
                THEN string_split(substr(text, 2, length(text) - 2), '"' || {between} || '"')
            WHEN regexp_full_match(text, {literal(f"{field}(?:{bar}{field})*")})
                THEN list_transform(
                    regexp_extract_all(text, {literal(f"(?:^|{bar})({field})")}, 1), lambda cell: {_bare("cell")}
                )
        END"""
        lines = (
            f"SELECT row_number() OVER () AS n, text FROM read_csv({literal(named)}, auto_detect = false, "
            f"header = false, skip = 1, delim = chr(1), quote = '', escape = '', nullstr = chr(2), "
            f"columns = {{'text': 'VARCHAR'}}, strict_mode = false, encoding = {literal(encoding)})"
        )
        numbered = f"SELECT n + 1 AS line, text FROM ({lines}) AS l"
        if self._blank:
            store.say("CREATE OR REPLACE TEMP TABLE blank_before (n BIGINT, blank BIGINT)")
            store.say("INSERT INTO blank_before SELECT unnest(?::BIGINT[]), unnest(?::BIGINT[])", *self._shifts())
            joined = f"({lines}) AS l ASOF LEFT JOIN blank_before AS b ON l.n >= b.n"
            numbered = f"SELECT l.n + 1 + coalesce(b.blank, 0) AS line, text FROM {joined}"
        columns = mapping.columns.named().items()
        texts = {field: f"cells[{self.header.index(name) + 1}]" for field, name in columns}
        rows = f"(SELECT line, {split} AS split FROM ({numbered}) AS lines) AS rows"
        whole = f"(SELECT line, CASE WHEN len(split) = {many} THEN split END AS cells FROM {rows}) AS rows"
        store.say(raw_view(number, texts, whole, fits="cells IS NOT NULL"))

    def let_go(self, store: Store, number: int) -> None:
        if self._copy is not None:
            self._copy.unlink(missing_ok=True)

    def _own_encoding(self) -> Encoding:
        """That of a file of which no mapping says it: UTF-8 where all of it can be, else what Excel writes."""
        try:
            for block in self._blocks():
                block.decode("utf-8")
        except UnicodeDecodeError:
            return "windows-1252"
        return "utf-8"

    def _check_mark(self, first: bytes) -> None:
        """Raises UnreadableError where the file says itself that it is in another encoding."""
        for mark, encoding in _MARKS:
            if first.startswith(mark) and encoding != _plain(self.encoding):
                raise UnreadableError(f"export_is_{encoding}")

    def _put_at(self, path: Path) -> str:
        """The file under a name, and the encoding in which it stands there: a copy where the engine cannot read it."""
        path.unlink(missing_ok=True)
        if self.encoding in _READ_BY_ENGINE:
            path.symlink_to(self.path.resolve())
            return self.encoding
        self._copy = path
        try:
            with path.open("wb") as stream:
                for block in self._blocks():
                    stream.write(_decoded(block, self.encoding, 1).encode("utf-8"))
        except OSError as error:
            raise UnreadableError("export_not_copied", reason=error.strerror or str(error)) from None
        return "utf-8"

    def _shifts(self) -> tuple[list[int], list[int]]:
        """From which row on how many empty lines stand before it."""
        rows = [line - 1 - done for done, line in enumerate(self._blank)]
        last = {row: done + 1 for done, row in enumerate(rows)}
        return list(last), list(last.values())

    def _blocks(self) -> Iterator[bytes]:
        """The file in blocks of whole lines. Raises UnreadableError."""
        try:
            with self.path.open("rb") as stream:
                while block := stream.read(_BLOCK):
                    yield block + stream.readline()
        except OSError as error:
            raise UnreadableError("export_unreadable", reason=error.strerror or str(error)) from None


def _bare(cell: str) -> str:
    """A field of a line without the quotes around it."""
    inside = f"""replace(substr({cell}, 2, length({cell}) - 2), '""', '"')"""
    return f"""CASE WHEN {cell} LIKE '"%' THEN {inside} ELSE {cell} END"""


def _decoded(block: bytes, encoding: str, first_line: int) -> str:
    try:
        text = block.decode(encoding)
    except UnicodeDecodeError as error:
        at = error.start
    else:
        none = _NO_LATIN.search(text) if encoding == "latin-1" else None
        if none is None:
            return text
        at = none.start()
    raise UnreadableError(f"export_not_{_plain(encoding)}", first_line + block[:at].count(b"\n"))


def _plain(encoding: str) -> str:
    return encoding.replace("-", "")


def _control_line(block: bytes) -> int:
    for number, line in enumerate(block.split(b"\n"), 1):
        bare = line.removesuffix(b"\r")
        if b"\r" in bare or len(bare.translate(None, _CONTROL)) != len(bare):
            return number
    return 1


def _cells(lines: list[str], separator: str) -> Rows:
    """For a look at the first lines; all of them are read by the engine."""
    try:
        return [row for row in csv.reader(lines, delimiter=separator) if row]
    except csv.Error:  # a field longer than any in declarations, or the end of a line inside one
        return [line.split(separator) for line in lines]


def _sniffed(header: str) -> str:
    return max(SEPARATORS, key=header.count)
