//! The phone's colours, light and dark, for drawings that bring no theme of their own.

use super::line::Meaning;

/// A colour as red, green and blue.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Rgb(pub u8, pub u8, pub u8);

/// What a meaning is drawn with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colours {
    /// The colour of the text.
    pub foreground: Rgb,
    /// The colour behind it.
    pub background: Rgb,
}

/// A phone's look: dark or light.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Palette {
    /// Light text on a dark bubble.
    #[default]
    Dark,
    /// Dark text on a white bubble.
    Light,
}

impl Palette {
    /// The colours of a meaning.
    pub const fn colours(self, meaning: Meaning) -> Colours {
        let base = self.base();
        let (foreground, background) = match meaning {
            Meaning::Backdrop | Meaning::Note => (base.quiet, base.backdrop),
            Meaning::Edge => (base.bubble, base.backdrop),
            Meaning::Text => (base.text, base.bubble),
            Meaning::Quiet | Meaning::Ticks | Meaning::ButtonUsed => (base.quiet, base.bubble),
            Meaning::Link => (base.link, base.bubble),
            Meaning::Code => (base.text, base.raised),
            Meaning::Quote | Meaning::Button => (base.accent, base.bubble),
            Meaning::QuotedName => (base.accent, base.raised),
            Meaning::QuotedText => (base.quiet, base.raised),
            Meaning::Media => (base.shape, base.media),
            Meaning::MediaTitle => (base.text, base.media),
            Meaning::Hairline => (base.hairline, base.bubble),
            Meaning::Slot => (base.slot, base.bubble),
            Meaning::TicksRead => (base.read, base.bubble),
            Meaning::Failed => (base.failed, base.bubble),
            Meaning::Pill => (base.quiet, base.pill),
            Meaning::PillEdge => (base.pill, base.backdrop),
            Meaning::SheetEdge => (base.sheet, base.backdrop),
            Meaning::Sheet => (base.text, base.sheet),
            Meaning::SheetTitle | Meaning::SheetButton => (base.accent, base.sheet),
            Meaning::SheetQuiet => (base.quiet, base.sheet),
            Meaning::SheetHairline => (base.hairline, base.sheet),
            Meaning::OwnEdge => (base.own, base.backdrop),
            Meaning::Own => (base.text, base.own),
            Meaning::OwnQuiet => (base.own_quiet, base.own),
            Meaning::OwnLink => (base.own_link, base.own),
        };
        Colours {
            foreground,
            background,
        }
    }

    /// The handful of colours that everything is made of.
    const fn base(self) -> &'static Base {
        match self {
            Self::Dark => &DARK,
            Self::Light => &LIGHT,
        }
    }
}

struct Base {
    backdrop: Rgb,
    bubble: Rgb,
    own: Rgb,
    own_quiet: Rgb,
    own_link: Rgb,
    raised: Rgb,
    sheet: Rgb,
    pill: Rgb,
    text: Rgb,
    quiet: Rgb,
    accent: Rgb,
    link: Rgb,
    read: Rgb,
    slot: Rgb,
    failed: Rgb,
    hairline: Rgb,
    media: Rgb,
    shape: Rgb,
}

const DARK: Base = Base {
    backdrop: Rgb(0x0d, 0x15, 0x1a),
    bubble: Rgb(0x22, 0x2e, 0x35),
    own: Rgb(0x14, 0x4d, 0x37),
    own_quiet: Rgb(0x9f, 0xc2, 0xb2),
    own_link: Rgb(0x7c, 0xc7, 0xf0),
    raised: Rgb(0x1a, 0x24, 0x2a),
    sheet: Rgb(0x1a, 0x26, 0x2d),
    pill: Rgb(0x1d, 0x28, 0x2e),
    text: Rgb(0xe6, 0xea, 0xec),
    quiet: Rgb(0x8c, 0x9a, 0xa2),
    accent: Rgb(0x25, 0xd3, 0x66),
    link: Rgb(0x5a, 0xb8, 0xe8),
    read: Rgb(0x53, 0xbd, 0xeb),
    slot: Rgb(0xe8, 0xb3, 0x4b),
    failed: Rgb(0xf0, 0x6a, 0x6f),
    hairline: Rgb(0x36, 0x45, 0x4d),
    media: Rgb(0x2f, 0x45, 0x4d),
    shape: Rgb(0x4a, 0x6a, 0x70),
};

const LIGHT: Base = Base {
    backdrop: Rgb(0xef, 0xea, 0xe2),
    bubble: Rgb(0xff, 0xff, 0xff),
    own: Rgb(0xd8, 0xf5, 0xd0),
    own_quiet: Rgb(0x4c, 0x64, 0x55),
    own_link: Rgb(0x08, 0x5a, 0x94),
    raised: Rgb(0xf2, 0xf4, 0xf4),
    sheet: Rgb(0xfb, 0xfb, 0xfa),
    pill: Rgb(0xfd, 0xfc, 0xf8),
    text: Rgb(0x14, 0x1d, 0x21),
    quiet: Rgb(0x62, 0x70, 0x78),
    accent: Rgb(0x0b, 0x84, 0x57),
    link: Rgb(0x0a, 0x6c, 0xb0),
    read: Rgb(0x1d, 0x94, 0xd2),
    slot: Rgb(0x9a, 0x66, 0x00),
    failed: Rgb(0xc6, 0x28, 0x2e),
    hairline: Rgb(0xdd, 0xe2, 0xe4),
    media: Rgb(0xd3, 0xe2, 0xdf),
    shape: Rgb(0x9c, 0xb9, 0xb4),
};
