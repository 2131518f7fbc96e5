//! Text as a terminal and WhatsApp see it: graphemes, widths, counts, escaping, markup, locales.
//!
//! The bottom room: every other may call it; it knows no message and no payload.
