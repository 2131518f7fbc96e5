//! What the check says of a message that is about to be sent, with what the history knows of its recipient.

use std::collections::BTreeSet;
use std::sync::Arc;

use jiff::Timestamp;
use serde_json::Value;

use super::arguments::Arguments;
use crate::check::{Context, Diagnostic, SpentMedia, Window, check_payload};
use crate::cli::account::Chosen;
use crate::cli::asking::complained;
use crate::cli::output;
use crate::cli::shelf::Bound;
use crate::history::{History, recipient_of};
use crate::message::Draft;
use crate::sandbox::BUSINESS_NUMBER;
use crate::schema::{Severity, WINDOW_RULE};
use crate::template::Definition;

/// Whether the check lets the message go; says on stderr why not.
pub(super) fn passes(
    arguments: &Arguments,
    chosen: &Chosen,
    payload: &Value,
    (draft, definition, bound): (&Draft, Option<&Value>, Option<&Bound<'_>>),
    window: Option<Window>,
) -> bool {
    let definition = definition.and_then(|definition| Definition::read(definition).ok());
    let context = Context {
        now: Some(Timestamp::now()),
        sending: true,
        window,
        own_number: match chosen.live() {
            Some(account) => account.display_phone_number.clone(),
            None => Some(BUSINESS_NUMBER.to_owned()),
        },
        file: None,
        spent: SpentMedia::of(
            draft,
            Timestamp::now(),
            Some(&chosen.name()),
            &BTreeSet::new(),
        ),
        translations: Arc::default(),
    };
    let context = bound.map_or(context.clone(), |bound| bound.context(&context));
    let diagnostics = check_payload(
        payload,
        Some(chosen.dialect()),
        definition.as_ref(),
        &context,
    );
    for spent in diagnostics
        .iter()
        .filter(|it| it.rule.starts_with("media-id-"))
    {
        output::note(&format!("warning[{}]: {}", spent.rule, spent.message));
    }
    for outside in diagnostics.iter().filter(|it| it.rule == WINDOW_RULE) {
        output::note(&complained(outside));
    }
    let errors: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error)
        .collect();
    for error in &errors {
        output::note(&complained(error));
    }
    if !errors.is_empty() && !arguments.force {
        output::note("not sent; --force sends all the same");
    }
    errors.is_empty() || arguments.force
}

/// The recipient's window, as far as the history of a live account knows it; the sandbox tells it itself.
pub(super) async fn window(
    chosen: &Chosen,
    history: Option<&History>,
    payload: &Value,
) -> Option<Window> {
    let (account, history) = (chosen.live()?, history?);
    let until = history.window(&account.name, &recipient_of(payload)?).await;
    let until = until.unwrap_or_else(|error| {
        output::note(&format!("whether the window is open is not known: {error}"));
        None
    });
    until.map(|until| Window::Open { until })
}
