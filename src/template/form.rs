//! The form of a draft: the schema's rows, in the words of the definition where the draft has one.

use crate::message::Draft;
use crate::schema::{self, Row};
use crate::wire::Dialect;

/// The rows of a draft's form; what an [`Editor`](crate::message::Editor) is given to make them.
pub fn form(draft: &Draft) -> Vec<Row> {
    let dialect = draft.dialect().unwrap_or(Dialect::Cloud);
    schema::form(draft.document.kind(), draft.document.payload(), dialect)
}
