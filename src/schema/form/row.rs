//! One line of the form, as panes read it.

use crate::schema::address::Address;
use crate::schema::field::{At, Case, Field, Pane, Shape};
use crate::wire::Pointer;

/// One line of the form: a value that is edited, or a heading over some.
#[derive(Debug, Clone)]
pub struct Row {
    /// The row's identity: where its value is, or would be made.
    pub address: Address,
    /// The value, or the nearest thing around it that exists.
    pub pointer: Pointer,
    /// Whether the value is there.
    pub present: bool,
    /// What it is.
    pub field: &'static Field,
    /// The pane that shows it; never [`Pane::Inherit`].
    pub pane: Pane,
    /// What the form calls it.
    pub label: String,
    /// What is shown dimmed while the value is empty.
    pub example: Option<String>,
    /// How deep it stands inside lists and headed groups.
    pub depth: u8,
    /// What it does.
    pub role: Role,
}

/// What a row of the form does.
#[derive(Debug, Clone)]
pub enum Role {
    /// Edits one value.
    Value,
    /// Says which kind of message this is; it is changed by switching the kind.
    Kind,
    /// Chooses what the object around it is: a header's type, a parameter's, a button's.
    Case {
        /// The member that says so.
        tag: &'static str,
        /// What can be chosen.
        cases: &'static [Case],
        /// What is chosen, if it is one of them.
        current: Option<usize>,
    },
    /// Chooses which of several members an object has; its address is that of the object.
    OneOf {
        /// What can be chosen.
        fields: &'static [Field],
        /// The first of them that is there.
        current: Option<usize>,
    },
    /// Heads a list, to which elements can be added.
    List {
        /// How many elements there are.
        len: usize,
        /// How many there may be.
        max: Option<u32>,
    },
    /// Heads one element of a list, which can be duplicated, moved and removed.
    Item {
        /// Its number among its like, from zero.
        index: usize,
        /// How many there are.
        len: usize,
    },
    /// Heads a group.
    Group,
}

/// A value that the schema does not know, or that is not what the schema expects.
pub(super) static UNKNOWN: Field = Field::new(At::Here, "other value", Shape::Json);
