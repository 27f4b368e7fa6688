"""Which situations no mandate reaches: exact zones over a space of plain values."""
