//! Reusable pieces of screen without knowledge of messages.
//!
//! State structs take keys and clicks; views built from borrowed state and a theme draw. Used by
//! panes and overlays; they know no app, no effect and no clock.

mod area;
pub mod draw;
mod hints;
mod list;
mod panel;
mod scroll;
mod tabs;
pub mod text_field;
mod toast;

pub use area::{split_left, split_top};
pub use hints::{Hint, HintBar};
pub use list::{Item, List, ListOutcome, ListView};
pub use panel::Panel;
pub use scroll::{Scroll, scrollbar};
pub use tabs::{Tab, Tabs};
pub use text_field::{Mark, TextField, TextOutcome, TextView};
pub use toast::{Toast, Tone};
