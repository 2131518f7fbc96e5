//! Fields: one value of a payload each, with its place, its shape and its rules.

use super::condition::When;
use super::rule::Rule;
use crate::wire::Dialect;

/// One value of a payload: where it stands, what it may be, where the form shows it.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// Where the value stands in the value that contains it.
    pub at: At,
    /// What the form calls it, lower case words of the platform: `row title`.
    pub title: &'static str,
    /// One or two sentences for somebody who meets the field for the first time.
    pub doc: &'static str,
    /// The pane that shows it; [`Pane::Inherit`] for the pane of the field around it.
    pub pane: Pane,
    /// What the value may be.
    pub shape: Shape,
    /// The rules about it.
    pub rules: &'static [Rule],
    /// What an empty text does, where it is a value of its own: `removes the reaction`.
    pub empty_means: Option<&'static str>,
    /// An example value that the form offers and shows dimmed while the field is empty.
    pub example: &'static str,
    /// The dialects that know the field; the form hides it in others unless it is there.
    pub dialects: &'static [Dialect],
    /// What a new message begins with here.
    pub initial: Initial,
    /// Whether a text is taken for the number here, or a number for the text.
    pub loose: Loose,
    /// How the form and the checker treat the field's absence.
    pub presence: Presence,
    /// Whether the form writes a heading over the field's group.
    pub heading: bool,
    /// Whether one of the rules may say something where the value is absent.
    pub(crate) minds_absence: bool,
}

/// What a new message begins with in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Initial {
    /// Nothing: the field is left out, or empty where it is required.
    Nothing,
    /// What an object cannot be without, though the object itself can be left out.
    Blank,
    /// This text, because nothing else would do or because nearly everybody wants it.
    Text(&'static str),
    /// The number of elements before it: the index of a button.
    Position,
    /// This stem and a number that no element before it has: the id of a row.
    Numbered(&'static str),
}

/// Whether a value of the neighbouring JSON type is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Loose {
    /// A text must be a text; a number in a text is likely not meant.
    No,
    /// It was seen to be taken, but no page says so.
    Seen,
    /// Both are documented.
    Both,
}

/// How the absence of a field is treated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Presence {
    /// The form offers it; nothing is wrong without it unless a rule says so.
    Offered,
    /// It belongs to every such object: without it, what is required inside it is missing.
    Essential,
    /// The form shows it only where it is there.
    Rare,
    /// The form offers it under a condition about the members of the payload.
    If(When),
}

/// Where a field's value stands inside its container.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// In the same object: a group that only gathers fields.
    Here,
    /// The member of that name.
    Key(&'static str),
    /// Every element of the list around it.
    Element,
    /// The first element of the array around it that carries these tags.
    Item(&'static [(&'static str, &'static str)]),
    /// Every element of the array around it that carries these tags, as a list of its own.
    Items(&'static [(&'static str, &'static str)]),
}

/// What a value may be, and with that how the form edits it.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A JSON string.
    Text {
        /// Whether line breaks are typed.
        lines: Lines,
        /// Whether WhatsApp markup is drawn.
        markup: Markup,
    },
    /// A JSON number, or a string that holds one.
    Number,
    /// `true` or `false`.
    Flag,
    /// One of a few strings.
    Choice(&'static [Opt]),
    /// One of a few strings that says which kind of message this is: the form switches the kind.
    Kinds(&'static [Opt]),
    /// An array; the field (at [`At::Element`]) is what each element is.
    List(&'static Field),
    /// An object.
    Group(&'static [Field]),
    /// An array whose elements are told apart by tags; its fields stand at [`At::Item`] or [`At::Items`].
    Tagged(&'static [Field]),
    /// An object whose further members depend on one of them.
    Variant {
        /// The member that selects the case.
        tag: &'static str,
        /// Whether the tag's value is compared without case.
        fold_case: bool,
        /// The case that an object without the tag has.
        default: Option<&'static str>,
        /// The cases, in the order in which they are offered.
        cases: &'static [Case],
    },
    /// Exactly one of several members of the same object; at [`At::Here`].
    OneOf(&'static [Field]),
    /// Any JSON: shown and edited as text.
    Json,
}

/// Whether a text has one line or several.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// Enter moves on; a pasted line break becomes a blank.
    One,
    /// Enter breaks the line.
    Many,
}

/// Whether WhatsApp draws markup in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Markup {
    /// Stars, underscores and tildes are shown as characters.
    Literal,
    /// Bold, italic and the rest are drawn.
    Drawn,
}

/// One value of a [`Shape::Choice`].
#[derive(Debug, Clone, Copy)]
pub struct Opt {
    /// What is written into the payload.
    pub value: &'static str,
    /// What the picker says.
    pub title: &'static str,
    /// The dialects that take it.
    pub dialects: &'static [Dialect],
}

/// One case of a [`Shape::Variant`].
#[derive(Debug, Clone, Copy)]
pub struct Case {
    /// The tag's value.
    pub value: &'static str,
    /// What the picker says.
    pub title: &'static str,
    /// The fields that an object of this case has beside the tag.
    pub fields: &'static [Field],
    /// The dialects that take it.
    pub dialects: &'static [Dialect],
    /// When they take it: a condition about the members of the payload.
    pub when: When,
}

/// The panes of the form, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pane {
    /// Whatever pane the surrounding field has.
    Inherit,
    /// Recipient, type, context: what every message has.
    Envelope,
    /// The header, or the template's header parameter.
    Header,
    /// The body, or the template's body parameters.
    Body,
    /// The footer.
    Footer,
    /// Buttons, the list's opener, the flow's action.
    Buttons,
    /// A list's sections and rows, or those of several products.
    Sections,
    /// A carousel's cards.
    Cards,
    /// What is ordered, and the sums.
    Order,
}

impl Pane {
    /// The panes that a form can have, in order.
    pub const ALL: &'static [Self] = &[
        Self::Envelope,
        Self::Header,
        Self::Body,
        Self::Footer,
        Self::Buttons,
        Self::Sections,
        Self::Cards,
        Self::Order,
    ];

    /// What the pane's tab says.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Inherit | Self::Envelope => "Envelope",
            Self::Header => "Header",
            Self::Body => "Body",
            Self::Footer => "Footer",
            Self::Buttons => "Buttons",
            Self::Sections => "Sections",
            Self::Cards => "Cards",
            Self::Order => "Order",
        }
    }
}

impl Field {
    /// A field of the given place, title and shape, in the pane of what surrounds it.
    pub const fn new(at: At, title: &'static str, shape: Shape) -> Self {
        Self {
            at,
            title,
            doc: "",
            pane: Pane::Inherit,
            shape,
            rules: &[],
            empty_means: None,
            example: "",
            dialects: Dialect::ALL,
            initial: Initial::Nothing,
            loose: Loose::No,
            presence: Presence::Offered,
            heading: false,
            minds_absence: false,
        }
    }

    /// A one-line text without markup at the member `key`.
    pub const fn text(key: &'static str, title: &'static str) -> Self {
        Self::new(
            At::Key(key),
            title,
            Shape::Text {
                lines: Lines::One,
                markup: Markup::Literal,
            },
        )
    }

    /// A text of several lines with markup at the member `key`.
    pub const fn body(key: &'static str, title: &'static str) -> Self {
        Self::new(
            At::Key(key),
            title,
            Shape::Text {
                lines: Lines::Many,
                markup: Markup::Drawn,
            },
        )
    }

    /// An object at the member `key`.
    pub const fn group(key: &'static str, title: &'static str, fields: &'static [Self]) -> Self {
        Self::new(At::Key(key), title, Shape::Group(fields))
    }

    /// A list at the member `key`.
    pub const fn list(key: &'static str, title: &'static str, element: &'static Self) -> Self {
        Self::new(At::Key(key), title, Shape::List(element))
    }

    /// A choice at the member `key`.
    pub const fn choice(key: &'static str, title: &'static str, options: &'static [Opt]) -> Self {
        Self::new(At::Key(key), title, Shape::Choice(options))
    }

    /// A number at the member `key`.
    pub const fn number(key: &'static str, title: &'static str) -> Self {
        Self::new(At::Key(key), title, Shape::Number)
    }

    /// A true or false at the member `key`.
    pub const fn flag(key: &'static str, title: &'static str) -> Self {
        Self::new(At::Key(key), title, Shape::Flag)
    }

    /// Any JSON at the member `key`.
    pub const fn json(key: &'static str, title: &'static str) -> Self {
        Self::new(At::Key(key), title, Shape::Json)
    }

    /// Fields of the same object, gathered.
    pub const fn here(fields: &'static [Self]) -> Self {
        Self::new(At::Here, "", Shape::Group(fields))
    }

    /// The field with its explanation.
    #[must_use]
    pub const fn doc(mut self, doc: &'static str) -> Self {
        self.doc = doc;
        self
    }

    /// The field in a pane of its own.
    #[must_use]
    pub const fn pane(mut self, pane: Pane) -> Self {
        self.pane = pane;
        self
    }

    /// The field with its rules.
    #[must_use]
    pub const fn rules(mut self, rules: &'static [Rule]) -> Self {
        self.rules = rules;
        self.minds_absence = false;
        let mut rest = rules;
        while let [rule, others @ ..] = rest {
            self.minds_absence |= rule.test.is_of_absence();
            rest = others;
        }
        self
    }

    /// The field with an example value.
    #[must_use]
    pub const fn example(mut self, example: &'static str) -> Self {
        self.example = example;
        self
    }

    /// The field for which an empty text is a value of its own.
    #[must_use]
    pub const fn empty_means(mut self, meaning: &'static str) -> Self {
        self.empty_means = Some(meaning);
        self
    }

    /// The field as only these dialects know it.
    #[must_use]
    pub const fn only(mut self, dialects: &'static [Dialect]) -> Self {
        self.dialects = dialects;
        self
    }

    /// The field with what a new message has in it.
    #[must_use]
    pub const fn initial(mut self, initial: Initial) -> Self {
        self.initial = initial;
        self
    }

    /// The field that also takes the neighbouring JSON type.
    #[must_use]
    pub const fn loose(mut self, loose: Loose) -> Self {
        self.loose = loose;
        self
    }

    /// The field that belongs to every such object.
    #[must_use]
    pub const fn essential(mut self) -> Self {
        self.presence = Presence::Essential;
        self
    }

    /// The field that the form shows only where it is there.
    #[must_use]
    pub const fn rare(mut self) -> Self {
        self.presence = Presence::Rare;
        self
    }

    /// The field that the form offers under a condition about the members of the payload.
    #[must_use]
    pub const fn offered_if(mut self, when: When) -> Self {
        self.presence = Presence::If(when);
        self
    }

    /// The group with a heading of its own in the form.
    #[must_use]
    pub const fn headed(mut self) -> Self {
        self.heading = true;
        self
    }

    /// The name of the member that the field is, if it is one.
    pub const fn key(&self) -> Option<&'static str> {
        match self.at {
            At::Key(key) => Some(key),
            _ => None,
        }
    }
}

impl Opt {
    /// An option that all dialects take.
    pub const fn new(value: &'static str, title: &'static str) -> Self {
        Self {
            value,
            title,
            dialects: Dialect::ALL,
        }
    }

    /// The option as only these dialects take it.
    #[must_use]
    pub const fn only(mut self, dialects: &'static [Dialect]) -> Self {
        self.dialects = dialects;
        self
    }
}

impl Case {
    /// A case that all dialects take.
    pub const fn new(value: &'static str, title: &'static str, fields: &'static [Field]) -> Self {
        Self {
            value,
            title,
            fields,
            dialects: Dialect::ALL,
            when: When::Always,
        }
    }

    /// The case as it can be had under a condition only.
    #[must_use]
    pub const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// The case as only these dialects take it.
    #[must_use]
    pub const fn only(mut self, dialects: &'static [Dialect]) -> Self {
        self.dialects = dialects;
        self
    }
}
