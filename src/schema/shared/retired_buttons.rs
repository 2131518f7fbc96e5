//! How many buttons an On-Premises template could have: held against definitions, and against sends of them.

use crate::schema::custom::{Authoring, Custom};
use crate::schema::rule::{INVALID_DEFINITION, ON_PREMISES, Rule, Test};
use crate::schema::sources;

/// At most so many buttons of some sorts.
#[derive(Clone, Copy)]
pub(in crate::schema) struct Most {
    id: &'static str,
    sorts: &'static [&'static str],
    figure: u32,
    summary: &'static str,
}

/// Quick replies.
pub(in crate::schema) const QUICK_REPLIES: Most = Most {
    id: "tpl-buttons-on-premises-quick-reply-max",
    sorts: &["QUICK_REPLY"],
    figure: 3,
    summary: "an On-Premises template has at most three quick replies",
};
/// Calls to action.
pub(in crate::schema) const CALLS_TO_ACTION: Most = Most {
    id: "tpl-buttons-on-premises-cta-max",
    sorts: &["URL", "PHONE_NUMBER"],
    figure: 2,
    summary: "an On-Premises template has at most two calls to action",
};
/// Buttons that call a number.
pub(in crate::schema) const NUMBERS: Most = Most {
    id: "tpl-buttons-on-premises-phone-max",
    sorts: &["PHONE_NUMBER"],
    figure: 1,
    summary: "an On-Premises template has at most one call button",
};
/// Buttons that open an address.
pub(in crate::schema) const ADDRESSES: Most = Most {
    id: "tpl-buttons-on-premises-url-max",
    sorts: &["URL"],
    figure: 1,
    summary: "an On-Premises template has at most one address button",
};

impl Most {
    /// The rule about a definition.
    pub(in crate::schema) const fn of_definition(self) -> Rule {
        let test = Test::Custom(Custom::Authoring(Authoring::ButtonsMax(
            self.sorts,
            self.figure,
        )));
        rule(self.id, test, self.summary).predicts(INVALID_DEFINITION)
    }

    /// The rule about a send, seen in its definition.
    pub(in crate::schema) const fn of_send(self) -> Rule {
        let test = Test::Custom(Custom::DefinedButtonsMax(self.sorts, self.figure));
        rule(self.id, test, self.summary)
    }
}

/// The rule about the mix in a definition.
pub(in crate::schema) const UNMIXED_DEFINITION: Rule =
    unmixed(Custom::Authoring(Authoring::RepliesApart)).predicts(INVALID_DEFINITION);
/// The rule about the mix, seen in the definition of a send.
pub(in crate::schema) const UNMIXED_SEND: Rule = unmixed(Custom::DefinedButtonsApart);

const fn unmixed(custom: Custom) -> Rule {
    rule(
        "tpl-buttons-on-premises-no-mix",
        Test::Custom(custom),
        "an On-Premises template has quick replies or calls to action, not both",
    )
}

const fn rule(id: &'static str, test: Test, summary: &'static str) -> Rule {
    Rule::error(id, test, summary, sources::ON_PREMISES_TEMPLATES).only(ON_PREMISES)
}
