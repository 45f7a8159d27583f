"""Which strings of a program does a visitor of the shop get to see?

Tables of calls, attributes and shapes of words. What no row knows and reads like words is copy: a claim that is not
read is worse than a label that is.
"""

import re
from functools import lru_cache

from rcolint.expressions import Expression
from rcolint.readers.keys import WORD, facts_of, folded, is_copy, names_copy
from rcolint.readers.pieces import OBJECT

Path = tuple[str, ...]


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The last name of what is called -> its strings are for machines or for people who program.
MUTED_CALLS = _words(
    """
    require import cn clsx cva cx classnames classNames twMerge twJoin tw tv querySelector querySelectorAll
    getElementById getElementsByClassName getElementsByTagName describe it test expect captureException
    captureMessage trackEvent logEvent track capture gtag fbq invariant assert localFont
    """
)
# The first name of what is called: console.log, logger.warn, path.join...
MUTED_OWNERS = _words(
    "console logger log Sentry posthog analytics mixpanel process path fs crypto performance vi jest cy"
)
# Calls whose first argument is looked for, or names something; what follows may be shown.
MUTED_FIRST = _words(
    """
    includes startsWith endsWith indexOf lastIndexOf split match matchAll search replace replaceAll has get delete
    set append getAttribute setAttribute hasOwnProperty from on once off emit fetch createElement createElementNS
    useTranslation useTranslations getTranslations addEventListener removeEventListener dispatchEvent closest matches
    getItem setItem removeItem revalidatePath revalidateTag redirect permanentRedirect rpc select eq neq order
    matchMedia getPropertyValue setProperty
    """
)
MUTED_TYPES = _words(
    "RegExp URL Date Headers Intl URLSearchParams Blob File Worker WebSocket EventSource Event CustomEvent"
)
MUTED_TAGS = _words("gql graphql css keyframes styled createGlobalStyle injectGlobal sql tw raw glsl sh groq")
KEY_CALLS = _words("t $t tc $tc te translate formatMessage")

# Attributes of elements and components; those of keys.NOT_COPY need no row here.
MUTED_ATTRIBUTES = _words(
    """
    accept accept_charset accesskey align allow as as_child autocapitalize autocomplete cite_url clip_path
    clip_rule content_type controls cross_origin d data_state data_testid decoding dir direction display dominant_baseline
    draggable element enc_type enctype event exact fetch_priority fill fill_rule filter for form gap gradient_transform
    gradient_units group http_equiv i18n_key inert input_mode inputmode intent is item_prop item_scope item_type itemprop itemtype
    kind layout_id list loading locale marker_end mask max_width media mode name_space offset on overflow pathname
    pattern points prefetch preserve_aspect_ratio preload radius referrer_policy rotate scheme scope section_id
    shape side sizes space spacing spread_method src_doc src_set srcset step stop_color strategy stroke
    stroke_dasharray stroke_linecap stroke_linejoin stroke_width tag target_id text_anchor tone transform
    transform_origin use_map vector_effect view_box viewport where wrap x xlink_href xmlns xmlns_xlink y
    """
)
# Never looked into, whatever they hold.
_CODE_ATTRIBUTES = _words(
    "class class_name class_names style styles href src src_set srcset key ref id d view_box points transform html_for "
    "data_testid data_test data_cy xmlns sizes"
)
_MUTED_ENDINGS = ("class", "classes", "class_name", "classnames", "cls", "styles", "href", "url", "_id", "_ref", "_key")

_ADDRESS = Expression(
    r"[a-z][a-z0-9+.-]*:\S|\.{0,2}/|@[\w-]+/|#[0-9a-fA-F]{3,8}\Z|[^\s@]+@[^\s@]+\.[a-z]+\Z|\w[\w-]*/[\w\-/.\[\]:*]*\Z"
)
_PROGRAM_WORD = Expression(
    r"(?:[a-z$][\w$]*[A-Z_][\w$]*|_[\w$]*|[A-Z][A-Z0-9]*_[A-Z0-9_]*|[\w$-]+(?:[.:][\w$-]+)+|[a-z][a-z0-9]*[0-9])\Z"
)
_SMALL_WORD = Expression(r"[a-z][a-z0-9$.:_\-]*\Z")
_NAMES_TYPE = Expression(r"[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+\Z")
_UTILITY = Expression(
    r"(?:[^\s:]+:)*!?-?(?:(?:accent|align|animate|aspect|auto|backdrop|basis|bg|blur|border|bottom|break|col|content|cursor"
    r"|decoration|delay|divide|duration|ease|fill|flex|font|from|gap|grid|group|grow|h|inset|items|justify|leading|left|line"
    r"|list|m[btlrxy]?|max|min|object|opacity|order|origin|outline|overflow|overscroll|p[btlrxy]?|place|pointer|right|ring|rotate"
    r"|rounded|row|scale|scroll|select|self|shadow|shrink|size|skew|snap|space|sr|stroke|table|text|to|top|touch|tracking"
    r"|transition|translate|underline|via|w|whitespace|will|z)-[^\s,]*[^\s.,;!?]"
    r"|absolute|antialiased|block|border|container|contents|fixed|flex|grid|group|hidden|inline|invisible|italic|peer|prose"
    r"|relative|rounded|shadow|sticky|transition|truncate|underline|uppercase|visible)\Z"
)
_STYLE = Expression(
    r"(?:[-+*/]|-?[\d.]+(?:px|r?em|%|m?s|v[hw]|deg|fr|ch)?|\#[0-9a-f]{3,8}|(?:rgba?|hsla?|var|calc|clamp|min|max|minmax|repeat|url"
    r"|cubic-bezier|[a-z-]*gradient|translate[xyz3d]*|scale[xy]?|rotate[xyz]?|blur|drop-shadow|polygon|circle)\(.*|[\w.%#,-]*\)+"
    r"|solid|dashed|dotted|ease|ease-in|ease-out|ease-in-out|linear|infinite|both|forwards|auto|none|inset|center|all"
    r"|\((?:min|max)-width:|prefers-[a-z-]+:?|and|screen),?\Z",
    re.I,
)

_STYLE_LINE = Expression(r"(?:--)?[a-z][a-z-]*\s*:[^;{}]*;|[^;{}]*\{[^{}]*\}?\Z|\}|[#.@&:*][^;{}]*,\Z|/\*")


def is_shown(text: str, keys: Path, root: Path, spot: str) -> str:
    """Why a string is not shown to anybody; nothing where it is copy."""
    if not WORD.search(text):
        return "no words"
    path = _telling(keys, root)
    said = facts_of(path).said
    if said is not None:
        return "" if said else "technical value"
    word = text.strip()
    if path and folded(path[-1]).endswith(_MUTED_ENDINGS) and (" " not in word or _is_classes(word)):
        return "technical value"
    if len(word.split(None, 1)) == 1:
        return _not_a_word(word, path, spot)
    if _is_classes(word):
        return "class names"
    if spot == "attribute" and path and not word[0].isupper() and is_muted_attribute(path[-1]):
        return "technical value"
    if _is_style(word) or ("{" in word and _is_style_sheet(word)):
        return "style"
    return "" if word[0].isupper() or is_copy(path, text) or names_copy(path) else "technical value"


def _telling(keys: Path, root: Path) -> Path:
    """The keys where there are any besides numbers, else the variable that is given the value."""
    return root if all(map(str.isdigit, keys)) else keys


def _not_a_word(word: str, path: Path, spot: str) -> str:
    """Why a string without blanks is no word of copy."""
    if not is_copy(path, word) or any(key.startswith("@") for key in path[-1:]):
        return "technical value"
    if spot == "attribute" and (not path or is_muted_attribute(path[-1])):
        return "technical value"
    word = word.replace(OBJECT, "x")
    if word.isascii():
        if _ADDRESS.match(word):
            return "address"
        if _PROGRAM_WORD.match(word):
            return "identifier"
        if not names_copy(path) and (
            spot == "argument" or _SMALL_WORD.match(word) or _NAMES_TYPE.match(word) or not word[0].isalnum()
        ):
            return "identifier"
    return ""


def _is_classes(text: str) -> bool:
    """Whether a string is a list of utility classes."""
    if text[:1].isupper():
        return False
    words = text.split()
    return 2 * sum(1 for word in words[:24] if len(word) < 100 and _UTILITY.match(word)) >= len(words[:24])


def _is_style(text: str) -> bool:
    """Whether a string is a value of a style sheet."""
    return all(len(word) < 100 and _STYLE.match(word) for word in text.split()[:24])


def _is_style_sheet(text: str) -> bool:
    """Whether most lines of a text set properties of a style sheet."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    of_style = [line for line in lines if _STYLE_LINE.match(line)]
    return 2 * len(of_style) > len(lines) and any(":" in line and line.endswith((";", "}")) for line in of_style)


def carrier_under(keys: Path, root: Path) -> str:
    """The carrier of a value in code. A description is shown to search engines only where something says so."""
    carrier = facts_of(_telling(keys, root)).carrier
    return facts_of(root + keys).shown if carrier == "meta" else carrier


@lru_cache(maxsize=1024)
def is_muted_attribute(name: str) -> bool:
    """Whether an attribute of JSX holds no words, unless they begin like a sentence."""
    key = folded(name)
    return key in MUTED_ATTRIBUTES or key.endswith(_MUTED_ENDINGS)


@lru_cache(maxsize=1024)
def is_code_attribute(name: str) -> bool:
    """Whether an attribute of JSX is not looked into at all."""
    key = folded(name)
    return key in _CODE_ATTRIBUTES or key.endswith(_MUTED_ENDINGS)
