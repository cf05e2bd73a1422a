# SPDX-License-Identifier: LGPL-2.1-or-later
"""What a description means: frozen, resolved and validated. The only thing emitters see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Optional, Tuple, Union


@dataclass(frozen=True)
class Position:
    """Where something stands in a description file; lines and columns count from 1."""

    file: str
    line: int
    column: int


@dataclass(frozen=True)
class Text:
    """What is said about an item, on every level of the description."""

    summary: str
    source: Optional[str] = None
    meaning_unknown: bool = False
    since: Optional[str] = None  # library version, resolved (an item without one has its parent's)
    deprecated: Optional[str] = None
    service_version: Optional[str] = None  # version of the QMI service that brought it


@dataclass(frozen=True)
class EnumValue:
    name: str  # C constant without the type's prefix: "qos-flow-header-absent"
    nickname: str  # "absent"
    value: int
    text: Text
    label: Optional[str]  # key "text": what TYPE_get_description() returns
    pos: Position


@dataclass(frozen=True)
class Enum:
    name: str  # "uim-pin-status"
    unit: str  # file it stands in: "dms", "common"
    kind: str  # "enum", "flags" or "flags64"
    text: Text
    private: bool
    error_domain: Optional[str]  # last but one part of the D-Bus error name
    helpers_since: Optional[str]
    type_name: Optional[str]  # "Qmi Ims Dcm Apn Type" where the C type does not follow from the name
    constant_prefix: Optional[str]  # "nas-swi-ims-reg" where the C constants do not start with the type's words
    service: Optional[str]  # "DMS"; None in a file of common definitions
    values: Tuple[EnumValue, ...]
    pos: Position

    @property
    def wide(self) -> bool:
        """Whether C needs 64 bits for it (flags64 whose values do not fit 32)."""
        return self.kind == "flags64" and any(v.value > 0xFFFFFFFF for v in self.values)

    @property
    def signed(self) -> bool:
        return any(v.value < 0 for v in self.values)


@dataclass(frozen=True)
class Bits:
    """A named part of an integer: `width` bits from bit `first` on."""

    name: str
    first: int
    width: int
    text: Text
    enum: Optional[Enum]
    pos: Position


@dataclass(frozen=True)
class IntType:
    size: int  # bytes on the wire
    signed: bool = False
    big_endian: bool = False
    sized: bool = False  # "uint" with "size": always guint64 in C
    boolean: bool = False
    enum: Optional[Enum] = None  # type of the C API
    labels: Optional[Enum] = None  # names for people; the C API keeps the number
    bits: Tuple[Bits, ...] = ()
    constant: Optional[int] = None

    @property
    def named(self) -> bool:
        """Whether an enum gives its values names."""
        return self.enum is not None or self.labels is not None


@dataclass(frozen=True)
class FloatType:
    size: int  # 4 or 8


@dataclass(frozen=True)
class StringType:
    prefix: int = 0  # bytes of the length before the text: 0, 1 or 2
    fixed: int = 0  # exact length; 0 = not fixed. prefix 0 and fixed 0: all the rest of the TLV
    max: int = 0  # longest text accepted, in bytes; 0 = what the wire allows
    charset: Optional[str] = None  # "digits" or "hex"


@dataclass(frozen=True)
class StructType:
    fields: Tuple["Field", ...]


@dataclass(frozen=True)
class ArrayType:
    element: "Field"
    prefix: int = 0  # bytes of the count before the elements: 0, 1, 2 or 4
    fixed: int = 0  # exact count; 0 = not fixed. prefix 0 and fixed 0: elements up to the end of the TLV
    sequence: bool = False  # a u8 sequence number stands between count and elements


Type = Union[IntType, FloatType, StringType, StructType, ArrayType]


@dataclass(frozen=True)
class Checks:
    """Bounds for whoever enters values; None = not bounded."""

    min: Optional[int] = None
    max: Optional[int] = None
    length_min: Optional[int] = None
    length_max: Optional[int] = None
    count_min: Optional[int] = None
    count_max: Optional[int] = None


@dataclass(frozen=True)
class FieldCli:
    label: Optional[str] = None
    heading: Optional[str] = None
    layout: Tuple[str, ...] = ()  # words that change how it is shown
    pattern: Optional[str] = None  # a struct on one line: "{Major version}.{Minor version}"
    missing: Optional[str] = None  # what stands there without the TLV
    empty: Optional[str] = None  # what stands there instead of an empty list
    current: Optional[str] = None  # TLV with the value of the element that is marked
    current_index: Optional[str] = None  # member beside the list with the place of the element that is marked
    order: Tuple[str, ...] = ()  # members in another order than that of the wire
    notes: Tuple[str, ...] = ()  # lines before it


@dataclass(frozen=True)
class Field:
    """A value: of a whole TLV, of a struct member or of an array element."""

    name: str  # "" for an array element without a name
    type: Type
    text: Text
    unit: Optional[str]
    formula: Optional[str]
    display: Optional[str]
    absent: Tuple[Union[int, str], ...]
    checks: Checks
    hidden: bool
    personal: bool  # its own mark or that of something around it
    secret: bool  # likewise
    sample: object  # None = no sample given
    cli: FieldCli
    pos: Position


@dataclass(frozen=True)
class Condition:
    """A TLV is read only if another field of the same message has (or has not) a value."""

    tlv: str  # name of the TLV that holds the field
    field: Optional[str]  # name of the member; None = the TLV is the value
    equal: bool
    value: int


@dataclass(frozen=True)
class Tlv:
    id: int
    mandatory: bool
    conditions: Tuple[Condition, ...]
    field: Field  # field.name is the TLV's name
    shared: Optional[str]  # name of the shared definition it comes from
    type_name: Optional[str]  # "Qmi Physical Slot Status": base of C struct names instead of the container's
    is_result: bool  # the outcome block of every response
    pos: Position

    @property
    def name(self) -> str:
        return self.field.name


@dataclass(frozen=True)
class Container:
    """The TLVs of one direction of a message."""

    tlvs: Tuple[Tlv, ...]  # in the order of the description, the result first
    encode_order: Tuple[int, ...]  # indices into tlvs, in the order they are written
    compat_getters: bool


@dataclass(frozen=True)
class ArgumentItem:
    field: str  # path in the request: "Info/PIN ID", "List[0]/Build ID"
    label: Optional[str]
    key: Optional[str]
    join: Optional[str]
    optional: bool
    pick: Optional[str]  # path in the response to CliOption.first: the argument is an index into this list
    words: Tuple[Tuple[str, str], ...]  # further words for values: ("disable", "deactivated")
    bare: bool = False  # may be typed without its key, before the pairs
    again: bool = False  # reads the piece of the item before it
    part: Optional[str] = None  # what it takes of the piece: "mcc", "file" and the like
    only_words: bool = False  # its words count alone
    any_number: bool = False  # numbers without a name can be typed


@dataclass(frozen=True)
class Preset:
    field: str
    value: object
    source: Optional[str] = None  # path in the response to CliOption.first, instead of a value
    default: bool = False  # of an item; not with an argument that is empty


@dataclass(frozen=True)
class Argument:
    form: str  # "value", "list", "keys", "lists" or "values"
    placeholder: str  # stated or made of the labels
    items: Tuple[ArgumentItem, ...]
    preset: Tuple[Preset, ...]
    optional: bool = False  # the option goes without it too

    @property
    def typed(self) -> Tuple[ArgumentItem, ...]:
        """The items that have a piece of their own."""
        return tuple(item for item in self.items if not item.again)


@dataclass(frozen=True)
class MessageCli:
    option: str  # without the leading dashes; "" for an indication that states none
    aliases: Tuple[str, ...]
    heading: Optional[str]
    argument: Optional[Argument]
    omit: bool = False  # no option leads to it
    layout: Tuple[str, ...] = ()  # words that change how the response is shown
    notes: Tuple[str, ...] = ()  # lines after the heading
    needs: Tuple[str, ...] = ()  # TLVs without any of which the modem has answered without data
    lines: str = ""  # the whole output, packed; "" = made of the other hints
    failure: str = ""  # likewise the output of a failed response
    complaint: str = ""  # likewise what stands below its error


@dataclass(frozen=True)
class Send:
    """A message with fixed values."""

    message: str
    preset: Tuple[Preset, ...]


@dataclass(frozen=True)
class Test:
    """Whether a number of an indication has a value."""

    field: str
    value: int


@dataclass(frozen=True)
class Reply:
    when: Optional[Test]
    send: Send


@dataclass(frozen=True)
class Message:
    name: str
    id: int
    id_spelling: str  # as printed: "0x0025", "0x24"
    indication: bool
    vendor: int  # 0 = generic
    text: Text
    errors: Tuple[str, ...]  # nicknames of the protocol errors that are to be expected
    abortable: bool
    library_only: bool
    takes: int  # seconds it may take beyond those that every request may take
    registered_by: Optional[str]
    register: Tuple[Send, ...]  # what a program that wants to see every such indication sends
    reply: Optional[Reply]  # what such a program has to send whenever it comes
    request: Optional[Container]  # None: no TLV is ever sent; indications have none
    response: Optional[Container]  # None only for indications without TLVs
    cli: MessageCli
    pos: Position


@dataclass(frozen=True)
class Follow:
    """An option that goes on with showing indications."""

    indication: str
    until: Optional[Test]  # the last one
    final: Optional[str]  # message that is sent at the end, with values of the response
    notes: Tuple[str, ...]  # lines before the first one
    until_notes: Tuple[str, ...]  # lines after the last one


@dataclass(frozen=True)
class CliOption:
    """An option of the command line that is not simply one message.

    One that is called like the option of its own message stands in for that.
    """

    option: str
    summary: str
    action: Optional[str]
    message: Optional[str]
    first: Optional[str]  # message that is sent before: items with `pick` choose from its response
    then: Optional[str]  # message that is sent for every element of the response
    each: Optional[str]  # path in the response: the list with these elements
    argument: Optional[Argument]
    follow: Optional[Follow]
    beside: Optional[str]  # message of another option that has to be there; what follows belongs to its response


@dataclass(frozen=True)
class Unit:
    """One description file."""

    name: str  # "dms"; the file's name without its ending
    file: str
    service: Optional[str]  # "DMS"; None for a file of common definitions
    service_id: int
    title: Optional[str]
    text: Text
    internal: bool  # its C API is exported, its header is not part of the main header
    selected: bool  # False: came along for its enums only, which others use; it has no messages then
    enums: Tuple[Enum, ...]
    messages: Tuple[Message, ...]  # in the order of the description
    indications: Tuple[Message, ...]
    cli_options: Tuple[CliOption, ...]
    cli_tables: Tuple[Tuple[str, str], ...]  # texts for ranges of numbers: name, and rows "first number;text"


@dataclass(frozen=True)
class Setting:
    """An option of the application itself."""

    name: str  # without the leading dashes
    letter: str  # "" if there is none
    argument: str  # how the help shows it; "" if it takes none
    optional: bool  # the argument may be left out
    completes: str  # "file", "port", "request" or ""
    words: Tuple[str, ...]
    summary: str
    details: str


@dataclass(frozen=True)
class ExitCode:
    code: int
    meaning: str


@dataclass(frozen=True)
class Explained:
    """A word of the manual page, such as a file, and what it is about."""

    name: str
    meaning: str


@dataclass(frozen=True)
class Program:
    summary: str
    description: Tuple[str, ...]  # paragraphs
    settings: Tuple[Setting, ...]
    exit_codes: Tuple[ExitCode, ...]
    environment: Tuple[Explained, ...]
    files: Tuple[Explained, ...]
    examples: Tuple[Explained, ...]
    see_also: Tuple[str, ...]
    inputs: Tuple[str, ...]  # every file that was read


@dataclass(frozen=True)
class Model:
    units: Tuple[Unit, ...]  # common first, then by service id
    inputs: Tuple[str, ...]  # every file that was read
    program: Optional[Program] = None  # the command line itself; None if it is not described
