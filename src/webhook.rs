//! What the platform reports: typed events, signatures, the life of a message, the receiver.
//!
//! Called by `link` and the sandbox. Knows no client and no screen.
