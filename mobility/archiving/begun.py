"""begun: what a corpus was begun with, and must go on with: settings, sources and key."""

import secrets
from collections.abc import Iterable, Mapping
from typing import Any

from mobility.archiving.sources import Source, name_of
from mobility.foundation.addresses import is_there, read_whole, write_whole
from mobility.foundation.corpus import WHOLE
from mobility.foundation.errors import InputError
from mobility.reading.employers import pseudonyms


def employer_key(folder: str, given: bytes | None) -> bytes:
    """Return the key of the pseudonyms: the one given, or the one kept beside the folder."""
    if given is not None:
        pseudonyms(given)
        return given
    address = folder.rstrip("/") + ".key"
    if not is_there(address):
        write_whole(address, secrets.token_bytes(32))
    return read_whole(address)


def refuse_other_settings(
    folder: str, standing: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    """Refuse to go on with a corpus that was begun otherwise."""
    faults = [
        f"{name} is {given[name]!r}, but the corpus was begun with {standing[name]!r}"
        for name in given
        if given[name] != standing[name]
    ]
    if faults:
        raise InputError(folder, [*faults, "give the same settings, or another folder"])


def settled_sources(standing: Mapping[str, Any] | None) -> list[Source]:
    """Return the sources a corpus has an account of: it was whole with them once.

    The others were only planned. One that turned out damaged may be left out, or be another file.
    """
    if standing is None:
        return []
    accounted = {part["source"] for part in standing["parts"]}
    whole = standing["state"] == WHOLE
    return [source for source in standing["sources"] if whole or source["name"] in accounted]


def refuse_missing_sources(folder: str, standing: Iterable[Source], given: Iterable[str]) -> None:
    """Refuse to take sources out of a corpus."""
    names = {name_of(address) for address in given}
    missing = [s["address"] for s in standing if name_of(s["address"]) not in names]
    if missing:
        faults = [f"{address!r} is in the corpus but was not given" for address in missing]
        raise InputError(folder, [*faults, "give all its sources, or another folder"])
