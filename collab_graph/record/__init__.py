"""Record: who does what, for whom, where, on which mandate — as checked tables."""
