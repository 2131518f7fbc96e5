//! Colours by meaning, read from theme files.
