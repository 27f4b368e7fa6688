"""The whole way from ads, or a table of links, to networks and their page, in one call each."""
