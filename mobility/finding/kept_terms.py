"""kept_terms: a compiled skill list as plain bytes, to be read again in a moment."""

import io
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import Any
from unicodedata import unidata_version

import numpy as np
from numpy.typing import NDArray

from mobility.finding.exact import Trie
from mobility.finding.terms import RULES, Term, Terms

FORMAT = f"1 {unidata_version}"
"""Changes with what is kept, and with the letters that Python knows."""

_DIGEST = 16

Arrays = list[NDArray[Any]]


def bytes_of_terms(terms: Terms, made_of: str) -> bytes:
    """Return a compiled list as bytes: equal for equal lists.

    Parameters
    ----------
    terms : Terms
        The list.
    made_of : str
        What it was made of, as `terms_of_bytes` is asked for it.

    Examples
    --------
    >>> from mobility.finding.exact import trie_of
    >>> terms = Terms(trie_of([(("sql",), 0)]), (Term("s1", "SQL", "any"),), {"sql": "s1"}, {})
    >>> kept = terms_of_bytes(bytes_of_terms(terms, "a list"), "a list")
    >>> kept == terms, terms_of_bytes(bytes_of_terms(terms, "a list"), "another") is None
    (True, True)
    """
    places = {name: place for place, name in enumerate(terms.names)}
    arrays = [
        *_packed([FORMAT, made_of]),
        terms.trie.codes,
        terms.trie.starts,
        terms.trie.numbers,
        *_packed(terms.names),
        *_packed([term.written for term in terms.terms]),
        terms.skills,
        terms.rules,
        np.array([term.verb for term in terms.terms], dtype=bool),
    ]
    for named in (terms.by_form, terms.gates):
        arrays += _packed(list(named))
        arrays.append(np.array([places[skill] for skill in named.values()], dtype=np.int32))
    content = io.BytesIO()
    for array in arrays:
        np.lib.format.write_array(content, np.ascontiguousarray(array), allow_pickle=False)
    kept = content.getvalue()
    return _digest(kept) + kept


def terms_of_bytes(content: bytes, made_of: str) -> Terms | None:
    """Return the compiled list; None where the bytes are of another one, or harmed."""
    if content[:_DIGEST] != _digest(content[_DIGEST:]):
        return None
    stream = io.BytesIO(content[_DIGEST:])

    def array() -> NDArray[Any]:
        return np.lib.format.read_array(stream, allow_pickle=False)

    def texts() -> list[str]:
        return _unpacked(array(), array())

    if texts() != [FORMAT, made_of]:
        return None
    trie = Trie(array(), array(), array())
    names, written = texts(), texts()
    skills, rules, verbs = array().tolist(), array().tolist(), array().tolist()
    each = zip(skills, written, rules, verbs, strict=True)
    terms = tuple(Term(names[skill], term, RULES[rule], verb) for skill, term, rule, verb in each)
    by_form, gates = (dict(zip(texts(), _named(names, array()), strict=True)) for _ in range(2))
    return Terms(trie, terms, by_form, gates)


def _digest(content: bytes) -> bytes:
    return blake2b(content, digest_size=_DIGEST).digest()


def _packed(texts: Sequence[str]) -> Arrays:
    """Return texts as their letters and where each ends among them."""
    letters = np.frombuffer("".join(texts).encode("utf-8", "surrogatepass"), dtype=np.uint8)
    return [letters, np.cumsum([len(text) for text in texts], dtype=np.int64)]


def _unpacked(letters: NDArray[Any], ends: NDArray[Any]) -> list[str]:
    """Return texts from their letters."""
    text = letters.tobytes().decode("utf-8", "surrogatepass")
    return [text[start:end] for start, end in pairwise([0, *ends.tolist()])]


def _named(names: Sequence[str], places: NDArray[Any]) -> Iterable[str]:
    return [names[place] for place in places.tolist()]
