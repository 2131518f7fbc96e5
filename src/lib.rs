//! bluetick composes, checks, previews and sends WhatsApp Business messages from the terminal.
//!
//! The library is a row of rooms; each may use only rooms above it in this list:
//!
//! | room | what lives there |
//! | --- | --- |
//! | [`text`] | graphemes, widths, counts, escaping, WhatsApp markup, money and dates of a locale |
//! | [`wire`] | dialects, JSON pointers, codes and ids: types that cross the network, no I/O |
//! | [`schema`] | message kinds as data: fields, limits, form rows |
//! | [`message`] | the document: reading, edits, undo, drafts to and from text |
//! | [`template`] | template definitions: reading, binding a send to them, filled text |
//! | [`check`] | rules over document, definition and context; explanations of error codes |
//! | [`preview`] | the bubble, its lines, and their drawing as text, ANSI and SVG |
//! | `files` | drafts, settings, themes and recovery files on disk |
//! | `platform` | accounts and the HTTP client, three dialects of one |
//! | `webhook` | typed events, signatures, a message's life, the receiver |
//! | `history` | sends, answers, webhooks and their events in `SQLite`; lives and conversations |
//! | `sandbox` | the pretend platform and its pretend customers |
//! | `link` | one live connection: client, receiver and, for the sandbox account, the sandbox |
//! | `tui` | the composer: panes, overlays, keys, themes, runtime |
//! | `cli` | one file a command |
//!
//! The way of a message: a file is read into a [`message::Draft`]; its payload is the exact JSON
//! that will be posted. [`schema::form`] turns payload and schema into form rows, [`check`] into
//! diagnostics, [`preview`] into a bubble. Sending hands the payload to `link`; answers and webhook
//! events come back and are folded into the message's life.
//!
//! The rooms from `text` to `preview` know neither terminal, disk, network nor clock, and build
//! without the feature `app`.

pub mod check;
pub mod message;
pub mod preview;
pub mod schema;
pub mod template;
pub mod text;
pub mod wire;

#[cfg(feature = "app")]
pub mod cli;
#[cfg(feature = "app")]
pub mod files;
#[cfg(feature = "app")]
pub mod history;
#[cfg(feature = "app")]
pub mod link;
#[cfg(feature = "app")]
pub mod platform;
#[cfg(feature = "app")]
pub mod sandbox;
#[cfg(feature = "app")]
pub mod tui;
#[cfg(feature = "app")]
pub mod webhook;
