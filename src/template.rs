//! Template definitions: reading them, binding a send to one, the filled text.
//!
//! Called by checker, preview and form. Knows no account: where a definition came from is the
//! business of `files` and `platform`.

mod bind;
mod changes;
mod compare;
mod complete;
mod creatable;
mod definition;
mod examples;
mod fill;
mod form;
mod origin;
mod piece;
mod placeholder;
mod samples;
mod send;
mod slots;
mod translate;
mod values;
mod words;

pub use bind::{Bound, LeftOver, Moved, bind};
pub use changes::{Words, changes, marked};
pub use compare::{Compared, Difference, compared, differences};
pub use complete::{complete_all, exemplify};
pub use creatable::as_sent_in;
pub use definition::{
    Button, ButtonKind, Card, Definition, DefinitionError, FlowIcon, Header, HeaderFormat, Offer,
    OneTime, ParameterFormat, first_text, listed, variables_of,
};
#[cfg(feature = "app")]
pub(crate) use definition::{CODE_ADVICE, CODE_BODY, STORED_CODE, code_footer};
pub use fill::{Filled, FilledButton, FilledCard, FilledHeader, Slot, fill};
pub use form::form;
pub use origin::{Fetched, Source, as_listed};
pub use piece::{Piece, pieces};
pub use placeholder::{Parameter, placeholders};
pub use samples::{Sample, SamplePlace, sample_places, set_sample};
pub use send::{
    Component, button_component, button_component_in, card_components, component, component_in,
    index_of, parameters_of, plainest_send,
};
pub use slots::{settable, slots};
pub use translate::{Translated, translate};
pub use values::{with_examples, with_longest};
