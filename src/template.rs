//! Template definitions: reading them, binding a send to one, the filled text.
//!
//! Called by checker, preview and form. Knows no account: where a definition came from is the
//! business of `files` and `platform`.
