//! Text as a terminal and WhatsApp see it: graphemes, widths, counts, escaping, markup, locales.
//!
//! The bottom room: every other may call it; it knows no message and no payload. Every width,
//! cut and caret step in this program goes through here, so that all agree on them.

pub mod bidi;
mod casing;
pub mod emoji;
mod escape;
pub mod locale;
pub mod markup;
mod measure;
pub mod percent;
mod wrap;

pub use casing::capitalised;
pub use escape::{visible, visible_lines};
pub use measure::{Count, count, graphemes, size, truncate, width};
pub use wrap::wrap;
