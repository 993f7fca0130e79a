"""Arrow columns as numpy arrays, and back."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import Any, cast

import numpy as np
import numpy.typing as npt
from arro3.core import Array, ChunkedArray, DataType, Schema, Table

from blogcore.bulk._kernel import Times
from blogcore.bulk._texts import Bools, Ints, Texts

__all__ = [
    "combine",
    "from_numpy",
    "is_integer",
    "is_timestamp",
    "nullable",
    "plain_type",
    "read_texts",
    "read_times",
    "to_list",
    "to_table",
]

_PER_SECOND = {"s": 1, "ms": 1_000, "us": 1_000_000, "ns": 1_000_000_000}


class _ArrowArray(ctypes.Structure):
    """``struct ArrowArray`` of the Arrow C data interface, as far as it is read."""

    _fields_ = (
        ("length", ctypes.c_int64),
        ("null_count", ctypes.c_int64),
        ("offset", ctypes.c_int64),
        ("n_buffers", ctypes.c_int64),
        ("n_children", ctypes.c_int64),
        ("buffers", ctypes.POINTER(ctypes.c_void_p)),
    )


_get_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_get_pointer.restype = ctypes.c_void_p
_get_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]


class _Buffers:
    """The buffers of an Arrow array. What it returns is copied, so that it outlives the array."""

    def __init__(self, array: Array) -> None:
        self._capsules = array.__arrow_c_array__()  # they keep the memory alive
        pointer = _get_pointer(self._capsules[1], b"arrow_array")
        self._struct = _ArrowArray.from_address(cast("int", pointer))
        self.length: int = self._struct.length

    def null(self) -> Bools:
        address = self._struct.buffers[0]
        if not address or not self._struct.null_count:
            return np.broadcast_to(np.False_, (self.length,))  # one byte, cheap to take from
        offset: int = self._struct.offset
        bits = self._view(address, (offset + self.length + 7) // 8)
        valid = np.unpackbits(bits, bitorder="little", count=offset + self.length)[offset:]
        null: Bools = valid == 0
        return null

    def numbers(self, index: int, extra: int = 0) -> Ints:
        address = self._struct.buffers[index]
        if not address or not self.length + extra:
            return np.zeros(self.length + extra, np.int64)
        first = address + 8 * self._struct.offset
        return self._view(first, 8 * (self.length + extra)).view(np.int64).copy()

    def bytes(self, index: int, begin: int, size: int) -> npt.NDArray[np.uint8]:
        """Return a part of a buffer, with eight more bytes."""
        padded = np.zeros(size + 8, np.uint8)
        if size:
            padded[:size] = self._view(self._struct.buffers[index] + begin, size)
        return padded

    def _view(self, address: int, size: int) -> npt.NDArray[np.uint8]:
        return np.ctypeslib.as_array((ctypes.c_uint8 * size).from_address(address))


# arro3's annotations of these say that they return DataType.bool().


def is_integer(type: DataType) -> bool:
    """Return whether a type is one of integers."""
    return bool(cast("object", DataType.is_integer(type)))


def is_timestamp(type: DataType) -> bool:
    """Return whether a type is one of timestamps."""
    return bool(cast("object", DataType.is_timestamp(type)))


def plain_type(type: DataType) -> DataType:
    """Return the type to read a type as: all widths and encodings of text or integers are one."""
    if cast("object", DataType.is_dictionary(type)) and type.value_type is not None:
        type = type.value_type
    if type in (DataType.utf8(), DataType.large_utf8(), DataType.string_view()):
        return DataType.large_utf8()
    if is_integer(type) and type != DataType.uint64():
        return DataType.int64()
    return type


def combine(column: ChunkedArray, type: DataType) -> Array:
    """Return a column as one array of a type."""
    if column.type != type:
        column = column.cast(type)
    if column.num_chunks == 1:
        return column.chunk(0)
    if not column.num_chunks:
        return Array([], DataType.int64()).cast(type)
    return column.combine_chunks()


def read_texts(array: Array) -> Texts:
    """Return an array of text or integers as texts."""
    if array.type != DataType.large_utf8():
        array = array.cast(DataType.large_utf8())
    buffers = _Buffers(array)
    offsets = buffers.numbers(1, 1)
    null = buffers.null()
    lengths = np.diff(offsets)
    lengths[null] = 0
    begin = int(offsets[0])
    data = buffers.bytes(2, begin, int(offsets[-1]) - begin)
    return Texts(offsets[:-1] - begin, lengths, data, null)


def read_times(array: Array) -> Times:
    """Return an array of timestamps or integers as ticks."""
    unit = "us" if is_integer(array.type) else str(array.type.time_unit)
    buffers = _Buffers(array.cast(DataType.int64()))
    ticks, null = buffers.numbers(1), buffers.null()
    ticks[null] = 0
    return Times(ticks, null, _PER_SECOND[unit])


def from_numpy(values: npt.NDArray[Any]) -> Array:
    """Return 32-bit or 64-bit integers as an array."""
    if not values.size:  # which arro3 0.8 does not take
        return Array([], DataType.int64() if values.itemsize == 8 else DataType.int32())
    return Array.from_numpy(np.ascontiguousarray(values))


def nullable(values: Array, rows: npt.NDArray[np.int64]) -> Array:
    """Return the values of some rows; row ``len(values)`` stands for null."""
    one_more = ChunkedArray([values, Array(cast("Sequence[object]", [None]), values.type)])
    whole: Any = one_more.combine_chunks()  # arro3's annotations are incomplete
    return cast("Array", whole.take(from_numpy(rows)))


def to_table(arrays: Sequence[Array], schema: Schema) -> Table:
    """Return the table of these columns."""
    table: Any = Table
    return cast("Table", table.from_arrays(arrays, schema=schema))


def to_list(column: Array | ChunkedArray) -> list[Any]:
    """Return the values of a column."""
    values: Any = column
    return list(values.to_pylist())
