"""Bytes and lines out of files, plain or `.gz`, with errors that name the file and the place."""

from __future__ import annotations

import codecs
import functools
import gzip
import io
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import cast

from kg.errors import DocumentError
from loaders.documents.options import ReadOptions

type Reading[T] = Callable[[Path, ReadOptions], Iterator[T]]

# Bytes that no text in an ASCII-compatible encoding holds, but nearly every binary file does.
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_ESCAPED = re.compile("[\udc80-\udcff]")
_HEAD = 8192


def plain_name(path: Path) -> str:
    """Return the file's name without `.gz`: a compressed file is the same file."""
    return path.stem if path.suffix.lower() == ".gz" else path.name


def guarded[T](read: Reading[T]) -> Reading[T | DocumentError]:
    """Make a generator yield what stops it as a DocumentError, after all it yielded before."""

    @functools.wraps(read)
    def reading(path: Path, options: ReadOptions) -> Iterator[T | DocumentError]:
        try:
            yield from read(path, options)
        except DocumentError as error:
            yield error
        except (EOFError, zlib.error, gzip.BadGzipFile) as error:
            yield DocumentError(f"{path}: broken gzip ({error}); compress or fetch it again")
        except UnicodeDecodeError as error:
            byte = f"byte 0x{error.object[error.start]:02x} at offset {error.start}"
            yield DocumentError(f"{path}: {_undecoded(byte, options)}")
        except OSError as error:
            yield DocumentError(f"{path}: cannot be read: {error.strerror or error}")

    return reading


def read_text(path: Path, options: ReadOptions) -> str:
    """Return the whole text of the file, without a byte order mark.

    Raises DocumentError for a binary file, UnicodeDecodeError for one of another encoding.
    """
    with _open(path) as stream:
        data = stream.read()
    _check_binary(path, data, options)
    try:
        text = data.decode(options.encoding)
    except UnicodeDecodeError:
        if _CONTROL.search(data[:_HEAD]):
            raise DocumentError(f"{path}: a binary file, not text") from None
        raise
    return text.removeprefix("\ufeff")


def open_lines(path: Path, options: ReadOptions, newline: str) -> io.TextIOWrapper:
    """Open the file for reading line by line; `newline` is as for the built-in `open`.

    A byte that cannot be decoded does not end the file: `check_line` finds it in its line.
    Raises DocumentError for a binary file.
    """
    stream = _open(path)
    _check_binary(path, stream.peek(_HEAD)[:_HEAD], options)
    encoding = "utf-8-sig" if _is_utf_8(options) else options.encoding
    return io.TextIOWrapper(stream, encoding, errors="surrogateescape", newline=newline)


def check_line(place: str, line: str, options: ReadOptions) -> None:
    """Raise DocumentError where the line held a byte that is not of the encoding."""
    if found := _ESCAPED.search(line):
        byte = f"byte 0x{ord(found[0]) - 0xDC00:02x}"
        raise DocumentError(f"{place}: {_undecoded(byte, options)}")


def _open(path: Path) -> io.BufferedReader:
    if path.suffix.lower() == ".gz":
        # GzipFile has all that is used of a BufferedReader: read, peek and being wrapped.
        return cast(io.BufferedReader, gzip.open(path, "rb"))
    return path.open("rb")


def _check_binary(path: Path, data: bytes, options: ReadOptions) -> None:
    wide = codecs.lookup(options.encoding).name.startswith(("utf-16", "utf-32"))
    if wide or b"\0" not in data:
        return
    if data.startswith(_UTF_16):
        raise DocumentError(f"{path}: UTF-16, not {_name(options)}; give --encoding utf-16")
    raise DocumentError(f"{path}: a binary file, not text")


def _undecoded(byte: str, options: ReadOptions) -> str:
    other = "latin-1" if _is_utf_8(options) else "utf-8"
    return f"not {_name(options)} ({byte}); give --encoding {other} or convert it"


def _is_utf_8(options: ReadOptions) -> bool:
    return codecs.lookup(options.encoding).name in ("utf-8", "utf-8-sig")


def _name(options: ReadOptions) -> str:
    return "UTF-8" if _is_utf_8(options) else options.encoding
