"""Speed and memory, ours beside a peer's on the same work in the same run."""
