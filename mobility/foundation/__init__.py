"""The ground floor that both packages stand on."""
