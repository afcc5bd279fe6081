"""A number as a list shows it: 3 as "3", "03", "c", "III", "third" (``ST_NumberFormat``, ECMA-376 part 1, 17.18.59)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

_ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)
_CHICAGO = "*†‡§"
_LATIN = "abcdefghijklmnopqrstuvwxyz"
_RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
_HEBREW = "אבגדהוזחטיכלמנסעפצקרשת"
_ARABIC = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي"
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_AIUEO = "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲン"
_IROHA = "イロハニホヘトチリヌルヲワカヨタレソツネナラムウヰノオクヤマケフコエテアサキユメミシヱヒモセスン"
_GANADA = "가나다라마바사아자차카타파하"
_CHOSUNG = "ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ"
_MOST_LETTERS = 30
_MOST_SPELLED = 999

_SWEDISH_ONES = (
    "noll ett två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton sjutton arton nitton"
).split()
_SWEDISH_TENS = "- - tjugo trettio fyrtio femtio sextio sjuttio åttio nittio".split()
_SWEDISH_ORDINALS = (
    "nollte första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde fjortonde "
    "femtonde sextonde sjuttonde artonde nittonde"
).split()
_ENGLISH_ONES = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_ENGLISH_TENS = "- - twenty thirty forty fifty sixty seventy eighty ninety".split()
_ENGLISH_ORDINALS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
    "fifteenth sixteenth seventeenth eighteenth nineteenth"
).split()


def number_text(number: int, number_format: str, language: str = "en") -> str:
    """A number in one of Word's formats. What a format cannot show, and unknown formats, come out as digits.

    ``language`` ("sv", "sv-SE", "en" …) is for the formats that are words or have endings.
    """
    if number_format in ("none", "bullet"):
        return ""
    write = _WRITERS.get(number_format)
    if write is not None:
        return write(number)
    swedish = language.lower().startswith("sv")
    if number_format == "ordinal":
        return _swedish_ordinal(number) if swedish else _english_ordinal(number)
    if number_format in ("cardinalText", "ordinalText"):
        spelled = _spelled(number, swedish=swedish, ordinal=number_format == "ordinalText")
        return spelled[:1].upper() + spelled[1:]
    return str(number)


def custom_text(number: int, pattern: str) -> str:
    """A number in a custom format, of which the file gives the first ones: "001, 002, 003, ..."."""
    first = pattern.partition(",")[0].strip()
    return str(number).zfill(len(first)) if first.isdigit() else str(number)


def _letters(alphabet: str) -> Callable[[int], str]:
    # After z Word goes on with aa, bb, cc.
    def write(number: int) -> str:
        rounds, place = divmod(number - 1, len(alphabet))
        return alphabet[place] * (rounds + 1) if number > 0 and rounds < _MOST_LETTERS else str(number)

    return write


def _roman(number: int) -> str:
    if not 0 < number < 32_768:
        return str(number)
    parts: list[str] = []
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        parts.append(letters * count)
    return "".join(parts)


def _chicago(number: int) -> str:
    rounds, place = divmod(number - 1, len(_CHICAGO))
    return _CHICAGO[place] * (rounds + 1) if number > 0 and rounds < _MOST_LETTERS else str(number)


def _from(first: str, last: int) -> Callable[[int], str]:
    def write(number: int) -> str:
        return chr(ord(first) + number - 1) if 1 <= number <= last else str(number)

    return write


def _digits(zero: str) -> Callable[[int], str]:
    def write(number: int) -> str:
        return "".join(chr(ord(zero) + int(digit)) if digit.isdigit() else digit for digit in str(number))

    return write


def _ideographs(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] if digit.isdigit() else digit for digit in str(number))


def _chinese_counting(number: int) -> str:
    if not 0 < number < 100:
        return _ideographs(number)
    tens, ones = divmod(number, 10)
    digits = "〇一二三四五六七八九"
    return ("" if tens < 1 else "十" if tens == 1 else digits[tens] + "十") + (digits[ones] if ones else "")


def _english_ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _swedish_ordinal(number: int) -> str:
    return f"{number}:a" if number % 10 in (1, 2) and number % 100 not in (11, 12) else f"{number}:e"


def _spelled(number: int, *, swedish: bool, ordinal: bool) -> str:
    if not 0 <= number <= _MOST_SPELLED:
        return str(number)
    ones = _SWEDISH_ONES if swedish else _ENGLISH_ONES
    tens = _SWEDISH_TENS if swedish else _ENGLISH_TENS
    ordinals = _SWEDISH_ORDINALS if swedish else _ENGLISH_ORDINALS
    hundreds, rest = divmod(number, 100)
    start = ""
    if hundreds:
        start = f"{ones[hundreds]}hundra" if swedish else f"{ones[hundreds]} hundred"
        if rest == 0:
            return start + (("de" if swedish else "th") if ordinal else "")
        start += "" if swedish else " "
    if rest < 20:
        return start + (ordinals if ordinal else ones)[rest]
    ten, one = divmod(rest, 10)
    if one == 0:
        if not ordinal:
            return start + tens[ten]
        return start + (f"{tens[ten]}nde" if swedish else f"{tens[ten][:-1]}ieth")
    return start + tens[ten] + ("" if swedish else "-") + (ordinals if ordinal else ones)[one]


_WRITERS: Mapping[str, Callable[[int], str]] = MappingProxyType(
    {
        "decimal": str,
        "decimalHalfWidth": str,
        "decimalZero": lambda number: f"{number:02d}",
        "lowerLetter": _letters(_LATIN),
        "upperLetter": _letters(_LATIN.upper()),
        "lowerRoman": lambda number: _roman(number).lower(),
        "upperRoman": _roman,
        "hex": lambda number: f"{number:X}",
        "chicago": _chicago,
        "numberInDash": lambda number: f"- {number} -",
        "decimalEnclosedCircle": _from("①", 20),
        "decimalEnclosedParen": _from("⑴", 20),
        "decimalEnclosedFullstop": _from("⒈", 20),
        "decimalFullWidth": _digits("０"),
        "decimalFullWidth2": _digits("０"),
        "hindiNumbers": _digits("०"),
        "thaiNumbers": _digits("๐"),
        "russianLower": _letters(_RUSSIAN),
        "russianUpper": _letters(_RUSSIAN.upper()),
        "hebrew2": _letters(_HEBREW),
        "arabicAlpha": _letters(_ARABIC),
        "thaiLetters": _letters(_THAI),
        "aiueoFullWidth": _letters(_AIUEO),
        "aiueo": _letters(_AIUEO),
        "irohaFullWidth": _letters(_IROHA),
        "iroha": _letters(_IROHA),
        "ganada": _letters(_GANADA),
        "chosung": _letters(_CHOSUNG),
        "ideographDigital": _ideographs,
        "japaneseDigitalTenThousand": _ideographs,
        "chineseCounting": _chinese_counting,
        "chineseCountingThousand": _chinese_counting,
        "japaneseCounting": _chinese_counting,
        "taiwaneseCounting": _chinese_counting,
    }
)
