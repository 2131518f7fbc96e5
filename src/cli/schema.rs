//! `bluetick schema`: the JSON Schema of the draft file, for editors.

use super::{Exit, Failure, output};
use crate::schema::json_schema;

/// Prints the schema.
///
/// # Errors
/// When stdout cannot be written.
pub fn run() -> Result<Exit, Failure> {
    output::json(&json_schema())?;
    Ok(Exit::Done)
}
