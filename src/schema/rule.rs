//! Rules: what the platform demands of a field, as data.

use serde::{Deserialize, Serialize};

use crate::wire::{Code, Dialect};

/// One demand of the platform, under the id by which people look it up.
#[derive(Debug, Clone, Copy)]
pub struct Rule {
    /// The id, e.g. `list-row-title-length`.
    pub id: &'static str,
    /// The dialects in which it holds.
    pub dialects: &'static [Dialect],
    /// What breaking it means.
    pub severity: Severity,
    /// The codes that the API would answer.
    pub predicts: Predicts,
    /// When it holds.
    pub when: When,
    /// What is tested.
    pub test: Test,
    /// The demand in one sentence: `a row title has at most 24 characters`.
    pub summary: &'static str,
    /// The address of the page that states it.
    pub source: &'static str,
}

/// The code that each dialect answers when a rule is broken.
pub type Predicts = &'static [(Dialect, Code)];

/// The code of the Cloud API, which 360dialog passes on, and the one of On-Premises.
pub(super) const fn codes(cloud: u32, on_premises: u32) -> [(Dialect, Code); 3] {
    [
        (Dialect::Cloud, Code::new(cloud)),
        (Dialect::Dialog360, Code::new(cloud)),
        (Dialect::OnPremises, Code::new(on_premises)),
    ]
}

/// The code of template creation with its subcode. On-Premises clients made no templates themselves.
pub(super) const fn created(subcode: u32) -> [(Dialect, Code); 2] {
    let code = Code::with_subcode(100, subcode);
    [(Dialect::Cloud, code), (Dialect::Dialog360, code)]
}

/// What breaking a rule means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Sources disagree, or it is likely not meant.
    Warning,
    /// The API refuses it, or the customer would not get it.
    Error,
}

/// What a rule tests of the value of the field that carries it.
#[derive(Debug, Clone, Copy)]
pub enum Test {
    /// The value is there and not empty (a field with `empty_means`: is there).
    Required,
    /// The value is not there.
    Forbidden,
    /// At most so many characters.
    MaxLen(u32),
    /// At least so many elements, or members of an object.
    MinItems(u32),
    /// At most so many elements.
    MaxItems(u32),
    /// The arrays at the path, seen from this value, have at most so many elements together.
    SumMax(Path, u32),
    /// The values at the path, seen from this value, differ; the word is what holds each: `row`.
    Unique(Path, &'static str),
    /// The text has a form.
    Pattern(&'static Pattern),
    /// The text is one of the field's options, the tag one of its cases, that the dialect takes.
    Listed,
    /// The text is one of these.
    In(&'static [&'static str]),
    /// The text is one of these, in any letter case.
    InFolded(&'static [&'static str]),
    /// The number lies between both, ends included.
    Range(i64, i64),
    /// The number, with or without a fraction, lies between both, ends included.
    Within(i32, i32),
    /// The number has no fraction.
    Whole,
    /// The text neither begins nor ends with a blank.
    EdgeSpace,
    /// Exactly one of the members of a `OneOf` is there.
    ExactlyOne,
    /// A named function of `check`.
    Custom(Custom),
}

/// When a rule holds. Paths are seen from the object that holds the field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// Always.
    Always,
    /// When the text at the path is one of these, compared without case.
    Is(Path, &'static [&'static str]),
    /// When the text at the path is none of these, or is not there.
    IsNot(Path, &'static [&'static str]),
    /// When something that is not empty stands at the path.
    Has(Path),
    /// When something that is not empty stands at one of the paths.
    HasAny(&'static [Path]),
    /// When nothing stands at the path, or something empty.
    Lacks(Path),
    /// When the array at the path has more than so many elements.
    MoreThan(Path, u32),
    /// When the text at the path is no placeholder of a sample, such as `<CATEGORY>`.
    Filled(Path),
    /// When all of these hold.
    All(&'static [Self]),
}

impl When {
    /// Whether a text is a placeholder as pages write it: `<NAME>`, `{name}`, `TEMPLATE_CATEGORY`.
    pub fn is_placeholder(text: &str) -> bool {
        const WORDS: &[&str] = &["CATEGORY", "CODE", "LANGUAGE", "NAME"];
        let is_between = |open, close| {
            let inside = text
                .strip_prefix(open)
                .and_then(|rest| rest.strip_suffix(close));
            inside.is_some_and(|inside: &str| !inside.is_empty() && !inside.contains(['{', '}']))
        };
        let is_of_capitals = text
            .bytes()
            .all(|byte| byte.is_ascii_uppercase() || byte == b'_');
        is_between('<', '>')
            || is_between('{', '}')
            || (is_of_capitals
                && text.contains('_')
                && text.split('_').any(|word| WORDS.contains(&word)))
    }
}

/// A way through a payload: steps separated by `/`, `..` one up, `*` each element; a leading `/` starts at the root.
pub type Path = &'static str;

/// A form that a text must have.
#[derive(Debug)]
pub struct Pattern {
    /// The regular expression in the common subset of Rust and JSON Schema.
    pub regex: &'static str,
    /// The form in words: `three capital letters`.
    pub words: &'static str,
    /// Whether the text has the form; hand-written, so that checking compiles no expression.
    pub matches: fn(&str) -> bool,
}

/// The rules that need a function: each is implemented in `check` by that name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Custom {
    /// One user-visible emoji at most.
    OneEmoji,
    /// An escape that JSON reads, not its letters.
    EscapedOnce,
    /// No WhatsApp markup where it is shown as it is typed.
    NoMarkup,
    /// No line break.
    NoLineBreak,
    /// No emoji.
    NoEmoji,
    /// Somebody is addressed; an empty draft is excused until it is sent.
    Addressed,
    /// The recipient is not the business itself.
    NotOneself,
    /// The 24-hour window is open.
    WindowOpen,
    /// The On-Premises API was withdrawn.
    Withdrawn,
    /// The member that the type names is there.
    ContentNamed,
    /// A preview is asked for, so the text has an address with a scheme.
    PreviewAddress,
    /// A preview is asked for, so the address has a host name.
    PreviewHost,
    /// An address has a host name, not a number.
    HostNamed,
    /// A text has at most so many line breaks.
    LineBreaks(u32),
    /// All cards have a picture, or all have a video.
    SameHeaders,
    /// All cards have buttons of one kind and number.
    SameButtons,
    /// The products of all cards are of one catalog.
    SameCatalog,
    /// The subtotal is the sum over all items.
    OrderSubtotal,
    /// The total is the subtotal with what is added and taken off.
    OrderTotal,
    /// The sale price is lower than the price.
    SaleAmount,
    /// A moment lies at least so many seconds ahead.
    SecondsAhead(u32),
    /// The end of an address has no character that must be encoded.
    UrlEncoded,
    /// The type is written in small letters.
    LowerCaseType,
    /// On the Cloud API a date has its fallback alone.
    FallbackAlone,
    /// A date is given by its parts or by a time stamp.
    OneDateForm,
    /// The fallback of a date tells the same as its fields.
    DateAgrees,
    /// The fallback of an amount tells the same as its figure.
    AmountAgrees,
    /// The file's name tells of one of these types, or of none.
    FileTypes(&'static [&'static str]),
    /// The file, where it is at hand, is of one of these types.
    FileIs(&'static [&'static str]),
    /// The file, where it is at hand, has at most so many bytes.
    FileSize(u64),
    /// The file of a voice message has at most so many bytes.
    VoiceSize(u64),
    /// The file of a sticker that does not move has at most so many bytes.
    StillSize(u64),
    /// The file of a sticker that moves has at most so many bytes.
    MovingSize(u64),
    /// The picture is so wide and so high.
    Pixels(u32, u32),
    /// A voice message whose file, or whose name, tells of a type tells of OGG with OPUS.
    VoiceFormat,
    /// The picture, where it is at hand, has eight bits a channel and no printer's inks.
    Colours,
    /// The picture, where it is at hand, has red, green and blue.
    FewColours,
    /// The film, where it is at hand, is H.264 with one stream of AAC or none.
    VideoStreams,
    /// The sound, where it is at hand, is OPUS in one channel, or AAC.
    SoundStreams,
    /// The file, where it is at hand, is whole.
    FileWhole,
    /// The file, where it is at hand, is what its name tells.
    FileEnding,
    /// The id of a file, where its upload is known, still lives.
    MediaFresh,
    /// The id of a file, where its upload is known, is the account's that sends.
    MediaOwn,
    /// The file, where it is at hand to be uploaded, has at most so many bytes.
    UploadSize(u64),
    /// A full name has one of its parts beside it.
    NamePart,
    /// At most so many buttons of a message that is sent directly call to action.
    DirectCallsMax(u32),
    /// The calls to action of a message that is sent directly stand before its replies.
    DirectCallsFirst,
    /// The definition is one of marketing.
    MarketingOnly,
    /// The body of a marketing message, under such a header, has at most so many lines before "Read more".
    ReadMore(Shown, u32),
    /// The definition is approved.
    Sendable,
    /// The definition was fetched at most so many days ago.
    DefinitionFresh(u32),
    /// The definition is of the template and language that are sent.
    DefinitionOfThis,
    /// All languages of the template that are at hand have the same slots.
    SameSlots,
    /// The template is at hand in the language that is sent, if it is in any.
    LanguageKnown,
    /// As many body parameters as the definition has.
    BodyCount,
    /// A header of a file or place, and a button with one variable, have one parameter at most.
    OneParameter,
    /// The text of a component with its values in, `header` or `body`, has at most so many characters.
    FilledLength(&'static str, u32),
    /// A header parameter of the kind that the definition has, and only where it has one.
    HeaderKind,
    /// Every address with a variable has its value, and no other has one.
    UrlSuffixes,
    /// Each button component fills a button of the definition.
    ButtonsDefined,
    /// A button of that `sub_type`, which is nothing without its value, has it.
    ButtonGiven(&'static str),
    /// The text of each card with its values in has at most so many characters.
    FilledCardLength(u32),
    /// As many cards as the definition has, where they are not alike.
    CardCount,
    /// An offer that ends says when.
    OfferEnds,
    /// A template that tells of an order's status has it.
    OrderStatusGiven,
    /// A send has no part that the definition knows nothing of.
    PartsDefined,
    /// Parameters by the names of the definition, or by number where it has none.
    ParameterNames,
    /// A one-time code is at most so long.
    CodeLength(u32),
    /// A one-time code has neither addresses nor emoji.
    CodeContent,
    /// A one-time code stands in the body and in the button.
    CodeTwice,
    /// A one-time code goes to a telephone number.
    CodeToNumber,
    /// A one-time code goes to one person.
    CodeToPerson,
    /// Marketing goes to a country that it reaches.
    MarketingReaches,
    /// The definition has at most so many buttons of these types.
    DefinedButtonsMax(&'static [&'static str], u32),
    /// The definition has quick replies or calls to action, not both.
    DefinedButtonsApart,
    /// A rule about a definition itself.
    Authoring(Authoring),
}

/// The rules about a definition that need a function; those of [`Custom::Authoring`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Authoring {
    /// No placeholder of a sample.
    NoPlaceholder,
    /// The text is none of these, in any letter case.
    NoneOf(&'static [&'static str]),
    /// So many seconds, or -1.
    Seconds(i64, i64),
    /// No two components of one type.
    EachOnce,
    /// A body, unless the words come from the platform's library.
    BodyGiven,
    /// No variable.
    NoVariables,
    /// One variable at most.
    OneVariable,
    /// The variable stands last.
    VariableLast,
    /// The text neither begins nor ends with a variable.
    VariableInside,
    /// No two variables side by side.
    VariablesApart,
    /// Enough words for the number of variables.
    EnoughWords,
    /// Numbers of variables from 1, without a gap.
    NumbersInSequence,
    /// No `#`, `$` or `%` in a variable.
    PlainVariables,
    /// Names of variables in small letters and underscores.
    NamesPlain,
    /// An example for each variable.
    ExamplesGiven,
    /// At most so many emoji.
    FewEmoji(u32),
    /// At most so many line breaks in a row.
    BreaksInARow(u32),
    /// A header with a place is one of utility or marketing.
    PlaceCategory,
    /// At most so many buttons of these sorts.
    ButtonsMax(&'static [&'static str], u32),
    /// Beside a button to buy, at most so many quick replies.
    RepliesBesideCheckout(u32),
    /// The button of a one-time code.
    CodeButtonGiven,
    /// Quick replies in one group.
    RepliesTogether,
    /// Quick replies, or calls to action.
    RepliesApart,
    /// The coupon code of an offer first, then an address.
    OfferButtons,
    /// Few enough buttons of one sort for a desktop.
    ShownOnDesktop,
    /// Letters, digits and blanks.
    LettersAndDigits,
    /// A label without variables, line breaks, emoji and markup.
    PlainLabel,
    /// An example beside an address with a variable.
    AddressExample,
    /// An example, a text or a list of one, of at most so many characters.
    ExampleLength(u32),
    /// Apps beside a code that is handed over, or the older form of naming one.
    AppsGiven,
    /// True.
    TermsAccepted,
    /// Over cards a body alone.
    CardsBelowBody,
    /// Cards with the same components, header and buttons.
    CardsAlike,
    /// So many cards where they show products.
    ProductCards(u32),
}

/// What decides how many lines of a marketing message are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shown {
    /// There is a link in the body and no call to action: before all else.
    LinkAlone,
    /// The header is a picture, a video or the like.
    UnderMedia,
    /// There is no header.
    WithoutHeader,
}

/// The categories of what is sent directly, without a template of one's own.
pub(super) const DIRECT: &[&str] = &["utility", "authentication"];
/// When a message is sent directly.
pub(super) const SENT_DIRECTLY: When = When::Is("/category", DIRECT);
/// When a message is not sent directly.
pub(super) const NOT_SENT_DIRECTLY: When = When::IsNot("/category", DIRECT);
/// When a message goes by the way of marketing messages.
pub(super) const MARKETED: When = When::HasAny(&["/product_policy", "/message_activity_sharing"]);

/// A part that the platform demands is missing or empty.
pub(super) const MISSING: Predicts = &codes(100, 1008);
/// A value breaks a limit that only WhatsApp knows.
pub(super) const INVALID: Predicts = &codes(131_009, 1009);
/// A value does not pass the parser in front of WhatsApp.
pub(crate) const UNREADABLE: Predicts = &codes(100, 1009);
/// A definition breaks a rule that has no subcode of its own.
pub(super) const INVALID_DEFINITION: Predicts = &[
    (Dialect::Cloud, Code::new(100)),
    (Dialect::Dialog360, Code::new(100)),
];
/// A part stands where it may not.
pub(crate) const UNWANTED: Predicts = &codes(100, 1010);

impl Rule {
    /// A rule of severity error in all dialects.
    pub const fn error(
        id: &'static str,
        test: Test,
        summary: &'static str,
        source: &'static str,
    ) -> Self {
        Self {
            id,
            dialects: Dialect::ALL,
            severity: Severity::Error,
            predicts: usual(test),
            when: When::Always,
            test,
            summary,
            source,
        }
    }

    /// A rule of severity warning in all dialects; the API would answer nothing.
    pub const fn warning(
        id: &'static str,
        test: Test,
        summary: &'static str,
        source: &'static str,
    ) -> Self {
        let mut rule = Self::error(id, test, summary, source);
        rule.severity = Severity::Warning;
        rule.predicts = &[];
        rule
    }

    /// The rule as only these dialects have it.
    #[must_use]
    pub const fn only(mut self, dialects: &'static [Dialect]) -> Self {
        self.dialects = dialects;
        self
    }

    /// The rule with the codes that it predicts.
    #[must_use]
    pub const fn predicts(mut self, predicts: Predicts) -> Self {
        self.predicts = predicts;
        self
    }

    /// The rule under a condition.
    #[must_use]
    pub const fn when(mut self, when: When) -> Self {
        self.when = when;
        self
    }

    /// The code that a dialect answers when the rule is broken.
    pub fn code(&self, dialect: Dialect) -> Option<Code> {
        self.predicts
            .iter()
            .find_map(|(of, code)| (*of == dialect).then_some(*code))
    }
}

/// What the platform answers to a broken rule of this sort, unless the rule says otherwise.
const fn usual(test: Test) -> Predicts {
    match test {
        Test::Required => MISSING,
        Test::Forbidden => UNWANTED,
        _ => INVALID,
    }
}
