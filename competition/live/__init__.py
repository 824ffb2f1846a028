"""Kit: the latest of something to whoever waits for it, in this process and between processes. Knows no round and no mark."""
