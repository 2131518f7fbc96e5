//! Members that only one of the platform's APIs knows.

use crate::schema::rule::{CLOUD, ON_PREMISES, Rule, Test};
use crate::schema::sources;

/// A member that the On-Premises API never had.
pub(in crate::schema) const CLOUD_ONLY_MEMBER: Rule = Rule::warning(
    "other-dialect",
    Test::Forbidden,
    "the On-Premises API does not know this member",
    sources::ON_PREMISES,
)
.only(ON_PREMISES);

/// A member that only the On-Premises API had.
pub(in crate::schema) const ON_PREMISES_ONLY: Rule = Rule::warning(
    "other-dialect",
    Test::Forbidden,
    "only the On-Premises API knows this member",
    sources::ON_PREMISES,
)
.only(CLOUD);
