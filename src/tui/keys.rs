//! The table of actions and the keys that run them.
//!
//! One table feeds the keymap, the hint bar, the palette and the README. The application asks the
//! [`Keymap`] what a [`Key`] means in the [`Context`]s that hold; settings may rebind every action.
//! Knows no pane and no state.

mod key;
mod keymap;
mod table;

pub use key::{Key, KeyProblem};
pub use keymap::{KeyWarning, Keymap};
pub use table::{Binding, Context, Group, binding, bindings, by_id, markdown_table};
