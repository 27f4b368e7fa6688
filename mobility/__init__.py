"""Relatedness networks and almost-have skills, from job ads."""

import lazy_loader

# The names stand in `__init__.pyi`: a room is opened when the first of its names is asked for.
__getattr__, __dir__, __all__ = lazy_loader.attach_stub(__name__, __file__)
