//! The report for people: each diagnostic with the place in the text that it is about.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Origin, Renderer, Snippet};

use crate::check::{Diagnostic, explain};
use crate::cli::input::Input;
use crate::cli::output;
use crate::message::{self, ReadError};
use crate::schema::Severity;
use crate::text;
use crate::wire::{Dialect, Pointer};

/// How wide the report is drawn, in cells; longer lines of the text are cut around the place.
const WIDTH: usize = 140;

/// The longest line of the text that is shown, in bytes.
const LONGEST_LINE: usize = 1 << 16;

/// The text that reports point into, and how they are drawn.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// What the text is called.
    pub(super) name: &'a str,
    /// The text.
    pub(super) text: &'a str,
    /// Whether colours are drawn.
    pub(super) has_colours: bool,
    /// Where the values stand that reports are about, and those around them.
    spans: HashMap<Pointer, Range<usize>>,
}

impl<'a> Source<'a> {
    /// The text of an input, coloured where a terminal takes colours.
    pub(super) fn of(input: &'a Input) -> Self {
        Self {
            name: if input.name == "-" {
                "stdin"
            } else {
                &input.name
            },
            text: &input.text,
            has_colours: output::has_colours(),
            spans: HashMap::new(),
        }
    }

    /// Finds the places of values, so that diagnostics can point at them.
    pub(super) fn find<'p>(&mut self, pointers: impl IntoIterator<Item = &'p Pointer>) {
        let around =
            |pointer: &Pointer| std::iter::successors(Some(pointer.clone()), Pointer::parent);
        let wanted: BTreeSet<Pointer> = pointers.into_iter().flat_map(around).collect();
        if !wanted.is_empty() {
            self.spans = message::spans(self.text, &wanted);
        }
    }

    /// A diagnostic; `pointer` is its place in the text, one of those that were found.
    pub(super) fn diagnostic(
        &self,
        diagnostic: &Diagnostic,
        pointer: &Pointer,
        dialect: Option<Dialect>,
    ) -> String {
        let level = match diagnostic.severity {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
        };
        let title = level
            .primary_title(text::visible(&diagnostic.message))
            .id(text::visible(&diagnostic.rule));
        let mut group = self.at(Group::with_title(title), &self.place(pointer));
        if !diagnostic.pointer.is_root() {
            let pointer = text::visible(diagnostic.pointer.as_str());
            group = group.element(Level::NOTE.with_name(Some("at")).message(pointer));
        }
        if let Some(help) = &diagnostic.help {
            group = group.element(Level::HELP.message(text::visible(help)));
        }
        if let Some(code) = diagnostic.prediction {
            let dialect = dialect.unwrap_or(Dialect::Cloud);
            let title = explain(dialect, code, None).title;
            let answer = format!("the {} answers {code} {title}", dialect.title());
            group = group.element(Level::NOTE.message(answer));
        }
        self.render(group)
    }

    /// Text that could not be read.
    pub(super) fn refusal(&self, error: &ReadError) -> String {
        let place = Place {
            line: error.line,
            column: error.column,
            excerpt: offset(self.text, error.line, error.column)
                .and_then(|start| excerpt(self.text, &(start..start + 1))),
        };
        let title = Level::ERROR
            .primary_title(text::visible(&error.message))
            .id("not-json");
        let group = self
            .at(Group::with_title(title), &place)
            .element(Level::HELP.message(error.help));
        self.render(group)
    }

    /// The group with the place that it is about.
    fn at<'g>(&self, group: Group<'g>, place: &Place) -> Group<'g> {
        let name = text::visible(self.name).into_owned();
        match &place.excerpt {
            Some(excerpt) => group.element(
                Snippet::source(excerpt.text.clone())
                    .path(name)
                    .line_start(place.line)
                    .annotation(AnnotationKind::Primary.span(excerpt.span.clone())),
            ),
            None => group.element(
                Origin::path(name)
                    .line(place.line)
                    .char_column(place.column),
            ),
        }
    }

    /// Where the value at the pointer stands; where there is none, the nearest value around it.
    fn place(&self, pointer: &Pointer) -> Place {
        let mut pointer = Some(pointer.clone());
        while let Some(here) = pointer {
            if let Some(span) = self.spans.get(&here) {
                let (line, column) = message::position(self.text, span.start);
                return Place {
                    line,
                    column,
                    excerpt: excerpt(self.text, span),
                };
            }
            pointer = here.parent();
        }
        Place {
            line: 1,
            column: 1,
            excerpt: None,
        }
    }

    fn render(&self, group: Group<'_>) -> String {
        let renderer = if self.has_colours {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let mut drawn = renderer
            .decor_style(DecorStyle::Ascii)
            .term_width(WIDTH)
            .render(&[group]);
        drawn.push_str("\n\n");
        drawn
    }
}

/// A place in the text, and what is shown of it.
#[derive(Debug)]
struct Place {
    line: usize,
    column: usize,
    excerpt: Option<Excerpt>,
}

/// The line that a place stands in, and the bytes of it that are marked.
#[derive(Debug, PartialEq, Eq)]
struct Excerpt {
    text: String,
    span: Range<usize>,
}

/// The line around a span, made visible; of an object or an array only the bracket is marked. None for a
/// line that is too long to be shown.
fn excerpt(text: &str, span: &Range<usize>) -> Option<Excerpt> {
    let start = floor(text, span.start);
    let (before, after) = text.split_at_checked(start)?;
    let before = before.rsplit('\n').next().unwrap_or_default();
    let rest = after.split(['\n', '\r']).next().unwrap_or_default();
    if before.len() + rest.len() > LONGEST_LINE {
        return None;
    }
    let length = match rest.chars().next() {
        Some('{' | '[') => 1,
        _ => span.end.saturating_sub(start),
    };
    let (marked, after) = rest.split_at_checked(floor(rest, length))?;
    let mut text: String = before.chars().map(stand_in).collect();
    let start = text.len();
    text.push_str(&visible(marked));
    let end = text.len();
    text.push_str(&visible(after));
    Some(Excerpt {
        text,
        span: start..end,
    })
}

/// The character, or one that is safe to look at: columns are counted in what stands before the place.
fn stand_in(character: char) -> char {
    let mut buffer = [0; 4];
    let alone: &str = character.encode_utf8(&mut buffer);
    if character == '\t' || text::visible(alone) == alone {
        character
    } else {
        char::REPLACEMENT_CHARACTER
    }
}

/// Tabs are layout here; everything else that is not printable is shown.
fn visible(line: &str) -> String {
    line.split('\t')
        .map(text::visible)
        .collect::<Vec<_>>()
        .join("\t")
}

/// The greatest character boundary that is not beyond `byte`.
fn floor(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len()))
        .rev()
        .find(|&byte| text.is_char_boundary(byte))
        .unwrap_or(0)
}

/// The byte of a line and a column, both from 1; none beyond the text.
fn offset(text: &str, line: usize, column: usize) -> Option<usize> {
    let start: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    let rest = text.get(start..)?;
    rest.char_indices()
        .map(|(byte, _)| byte)
        .chain([rest.len()])
        .nth(column.saturating_sub(1))
        .map(|byte| start + byte)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const MENU: &str = "{\n\t\"type\": \"text\",\n\t\"text\": {\"body\": \"Tea \u{202e}☕\"}\n}\n";

    fn source(text: &str) -> Source<'_> {
        Source {
            name: "menu.json",
            text,
            has_colours: false,
            spans: HashMap::new(),
        }
    }

    /// The report of a diagnostic with that place in the text.
    fn pointed(text: &str, pointer: &str, dialect: Option<Dialect>) -> String {
        let pointer = Pointer::parse(pointer);
        let mut source = source(text);
        source.find([&pointer]);
        source.diagnostic(&diagnostic(), &pointer, dialect)
    }

    fn diagnostic() -> Diagnostic {
        Diagnostic {
            rule: "text-body-length".to_owned(),
            severity: Severity::Error,
            pointer: Pointer::parse("/text/body"),
            message: "body has 5 characters; the limit is 4".to_owned(),
            help: Some("shorten it by 1".to_owned()),
            prediction: Some(crate::wire::Code::new(131_009)),
            source: None,
        }
    }

    #[test]
    fn a_diagnostic_points_at_its_value() {
        insta::assert_snapshot!(pointed(MENU, "/text/body", Some(Dialect::Cloud)));
    }

    #[test]
    fn a_diagnostic_about_something_absent_points_at_what_is_around() {
        insta::assert_snapshot!(pointed(MENU, "/text/preview_url/x", None));
    }

    #[test]
    fn text_that_breaks_off_is_shown_where_it_does() {
        let text = "{\"type\":";
        let error = crate::message::Draft::parse(text).unwrap_err();
        insta::assert_snapshot!(source(text).refusal(&error));
    }

    #[test]
    fn a_long_line_is_cut_around_the_place() {
        let text = format!(
            r#"{{"x":"{}","text":"wrong","y":"{}"}}"#,
            "é".repeat(500),
            "é".repeat(500)
        );
        let drawn = pointed(&text, "/text", None);
        assert!(drawn.contains("menu.json:1:516"), "{drawn}");
        assert!(drawn.contains("\"wrong\""), "{drawn}");
        assert!(
            drawn.lines().all(|line| line.chars().count() < 160),
            "{drawn}"
        );
    }

    #[test]
    fn columns_are_those_of_the_text_whatever_stands_before() {
        let text = "{\"a\": \"\u{202e}\u{200b}é\", \"text\": 1}";
        let drawn = pointed(text, "/text", None);
        assert!(drawn.contains("menu.json:1:22"), "{drawn}");
    }

    proptest! {
        #[test]
        fn no_text_and_no_place_is_too_odd_to_be_drawn(
            text in any::<String>(),
            value in "[\\PC\\t\u{9b}\u{202e}]{0,90}",
            line in 0_usize..4,
            column in 0_usize..40,
        ) {
            let error = ReadError { line, column, message: text.clone(), help: "write JSON" };
            let drawn = source(&text).refusal(&error);
            prop_assert!(!drawn.chars().any(|it| it.is_control() && it != '\n'));
            let json = serde_json::json!({ "text": [value, { value.clone(): 1 }] });
            for json in [json.to_string(), format!("{json:#}")] {
                for pointer in ["", "/text", "/text/0", "/text/1", "/text/7/x"] {
                    let drawn = pointed(&json, pointer, None);
                    prop_assert!(!drawn.chars().any(|it| it.is_control() && it != '\n'));
                }
            }
        }
    }
}
