"""ready_list: the skill list of a corpus ready for finding, kept beside it once it was made."""

from mobility.archiving.mention_rows import Finding
from mobility.archiving.relevant_terms import wordings_of
from mobility.archiving.skill_tables import FOLDER, read_skill_tables
from mobility.finding.finder import Finder, finder_of
from mobility.finding.kept_terms import bytes_of_terms, terms_of_bytes
from mobility.finding.terms import Terms
from mobility.foundation.addresses import inside, is_there, read_whole, write_whole
from mobility.foundation.skill_list import SkillList

_FILE = "compiled.bin"


def keep_ready(skills: SkillList, folder: str, hashed: str) -> None:
    """Keep the skill list of a corpus compiled, as plain arrays, unless it is kept already.

    Parameters
    ----------
    skills : SkillList
        The list; its tables stand in the folder.
    folder : str
        The corpus.
    hashed : str
        The hash of the list (`skill_hash`).
    """
    if _kept(folder, hashed) is None:
        terms = finder_of(skills).terms
        write_whole(inside(folder, FOLDER, _FILE), bytes_of_terms(terms, hashed))


def finding_in(folder: str, hashed: str) -> Finding:
    """Return the skill list of a corpus ready for finding; where none is kept it takes a second.

    Parameters
    ----------
    folder : str
        The corpus.
    hashed : str
        The hash of its skill list (`skill_hash`).
    """
    terms = _kept(folder, hashed) or finder_of(read_skill_tables(folder)).terms
    return Finding(Finder(terms), wordings_of(terms))


def _kept(folder: str, hashed: str) -> Terms | None:
    """Return the compiled list that is kept; None if it is of another list, or none is."""
    address = inside(folder, FOLDER, _FILE)
    return terms_of_bytes(read_whole(address), hashed) if is_there(address) else None
