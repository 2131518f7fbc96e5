//! A small HTTP server that survives hostile clients; the receiver and the sandbox both run on it.
