//! The rules that need a function, by name: `check` has one for each, and nothing here says how.
//!
//! Carried by the rules of kinds and definitions. A figure that such a rule has stands with it.

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
    /// As many parameters of a text, `header` or `body`, as the definition has there.
    TextCount(&'static str),
    /// What is filled with one value has one parameter at most.
    OneParameter,
    /// The text of a component with its values in, `header` or `body`, has at most so many characters.
    FilledLength(&'static str, u32),
    /// The file, place or product that the definition has in its header.
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
    /// The button of a one-time code has it, ...
    CodeGiven,
    /// ... the same one as the body.
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
