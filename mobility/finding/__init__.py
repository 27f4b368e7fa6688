"""Finding: which skills an ad's text names."""
