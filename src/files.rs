//! Everything on disk: drafts, settings, themes, recovery, recipients. Find, read, write safely.
//!
//! Called by the composer's runtime and the commands. Knows no network and no screen.
