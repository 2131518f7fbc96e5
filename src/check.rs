//! Rules over a message: what the platform would refuse, or the customer would not get.
//!
//! Walks the schema and the payload together and turns every broken rule into a diagnostic with a
//! pointer. Called by the form on each edit, by the commands, by the sandbox (which answers what
//! is predicted here) and by tests. Knows no screen, no network and no clock: facts from outside
//! come in a [`Context`], and an absent fact silences the rules that need it.

mod choice;
mod context;
mod count;
mod custom;
mod diagnostic;
mod explain;
mod fault;
mod fit;
mod frame;
mod general;
mod near;
mod order;
mod preflight;
mod run;
mod spot;
mod unclear;
mod verify;
mod walk;

pub use context::{Context, Spent, SpentMedia, Window};
pub use diagnostic::{Diagnostic, Prediction};
pub use explain::{Explanation, RetryPlan, explain, explain_text, known, nearest_codes};
pub use fault::field_at_fault;
pub use general::general_rules;
pub use near::nearest;
pub use preflight::{FILE_KINDS, preflight, sent_as};
pub use run::{check, check_as, check_listed, check_payload};
