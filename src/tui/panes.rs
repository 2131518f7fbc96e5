//! The panes: form, preview, problems, send, events, drafts.
