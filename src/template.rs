//! Template definitions: reading them, binding a send to one, the filled text.
//!
//! Called by checker, preview and form. Knows no account: where a definition came from is the
//! business of `files` and `platform`.

mod complete;
mod definition;
mod fill;
mod form;
mod placeholder;
mod send;
mod words;

pub use complete::exemplify;
pub use definition::{
    Button, ButtonKind, Definition, DefinitionError, Header, HeaderFormat, ParameterFormat,
};
pub use fill::{Filled, FilledButton, FilledHeader, Slot, fill, fill_text};
pub use form::form;
pub use placeholder::Parameter;
pub use send::{button_component, component, index_of, parameters_of};
