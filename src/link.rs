//! One live connection: the client, the receiver and, for the sandbox account, the sandbox.
//!
//! Used by the composer's runtime and the commands `send` and `sandbox`. Knows no screen.
