"""embedded_json: data as JSON text that is safe to stand inside a script element."""

import json

from markupsafe import Markup

_ESCAPED = str.maketrans(
    {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
)


def embedded_json(content: object) -> Markup:
    r"""Return JSON text in which no character can end the script element it stands in.

    Parameters
    ----------
    content : object
        Dictionaries, lists, text, finite numbers, booleans and None.

    Returns
    -------
    Markup
        Compact JSON; ``<``, ``>``, ``&``, U+2028 and U+2029 are written as escapes, so that it
        reads back as exactly the same content.

    Raises
    ------
    ValueError
        If a number is not finite: a page never shows NaN.

    Examples
    --------
    >>> print(embedded_json({"title": "</script>"}))
    {"title":"\u003c/script\u003e"}
    """
    text = json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
    return Markup(text.translate(_ESCAPED))
