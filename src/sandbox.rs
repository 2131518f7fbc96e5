//! The pretend platform: an HTTP server on loopback that speaks the three APIs, and its customers.
//!
//! Started by `link` for the sandbox account and by the command `sandbox`. It refuses what the
//! checker calls an error, with the code predicted there. Knows no screen and no client.
