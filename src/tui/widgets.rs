//! Reusable pieces of screen without knowledge of messages.
