//! Comments in samples: `# …`, `// …` and `/* … */`.

/// How far a comment that runs to the end of its line goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// To the end of the line, as it was written.
    Line,
    /// To the next bracket or quotation mark: the sample lost its line breaks on the way.
    Mark,
}

/// A comment at the beginning of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Comment<'a> {
    /// What it says.
    pub(super) text: &'a str,
    /// How many bytes it takes.
    pub(super) length: usize,
}

impl Comment<'_> {
    /// Whether it says that an alternative to what stands before it follows.
    pub(super) fn offers_alternative(&self) -> bool {
        self.text
            .split_whitespace()
            .next()
            .is_some_and(|word| word.trim_matches(':').eq_ignore_ascii_case("or"))
    }
}

/// The comment with which a text begins, if it does.
pub(super) fn comment(rest: &str, reach: Reach) -> Option<Comment<'_>> {
    if let Some(inside) = rest.strip_prefix("/*") {
        let (text, closing) = match inside.find("*/") {
            Some(end) => (inside.get(..end)?, 2),
            None => (inside, 0),
        };
        return Some(Comment {
            text: text.trim(),
            length: 2 + text.len() + closing,
        });
    }
    let inside = rest.strip_prefix("//").or_else(|| rest.strip_prefix('#'))?;
    let end = inside
        .find(|character| match reach {
            Reach::Line => character == '\n',
            Reach::Mark => matches!(character, '\n' | '{' | '}' | '[' | ']' | '"' | '“'),
        })
        .unwrap_or(inside.len());
    let text = inside.get(..end)?;
    Some(Comment {
        text: text.trim().trim_start_matches(['#', '/']).trim_start(),
        length: rest.len() - inside.len() + end,
    })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("# one {\n}", Reach::Line, "one {", 7)]
    #[case("# one {\n}", Reach::Mark, "one", 6)]
    #[case("/// doc", Reach::Line, "doc", 7)]
    #[case("/* a\nb */ c", Reach::Line, "a\nb", 9)]
    #[case("/* never closed", Reach::Line, "never closed", 15)]
    fn comments_are_measured(
        #[case] rest: &str,
        #[case] reach: Reach,
        #[case] text: &str,
        #[case] length: usize,
    ) {
        assert_eq!(comment(rest, reach), Some(Comment { text, length }));
    }

    #[test]
    fn an_or_offers_an_alternative() {
        let offers = |text| comment(text, Reach::Line).unwrap().offers_alternative();
        assert!(offers("#OR") && offers("// or:") && offers("# Or this one"));
        assert!(!offers("# order") && !offers("# optional"));
    }
}
