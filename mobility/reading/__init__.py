"""Reading: files in, checked tables out."""
