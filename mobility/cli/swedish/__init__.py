"""swedish: in Swedish, what the library refuses; one file for each kind of thing refused."""

from mobility.cli.swedish.ads import ADS
from mobility.cli.swedish.corpus import CORPUS
from mobility.cli.swedish.lists import LISTS
from mobility.cli.swedish.networks import NETWORKS
from mobility.cli.swedish.options import OPTIONS
from mobility.cli.swedish.persons import PERSONS
from mobility.cli.swedish.regions import REGIONS
from mobility.cli.swedish.reviews import REVIEWS
from mobility.cli.swedish.tables import TABLES
from mobility.foundation.sayings import Sayings
from mobility.foundation.sayings_of_files import COMMANDS, FILES

ALL: tuple[Sayings, ...] = (
    OPTIONS, COMMANDS, TABLES, FILES, LISTS, ADS, REVIEWS, REGIONS, PERSONS, NETWORKS, CORPUS,
)  # fmt: skip
"""Every table, in the order they are tried."""
