"""datasets: a made-up coordination association, built on the parties' real public rules."""
