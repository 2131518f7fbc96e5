//! Two texts as one: which words both have, and which only one of them.

/// More words than these are not compared one by one.
const MOST: usize = 2000;

/// A run of words and blanks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step<'a> {
    Both(&'a str),
    Here(&'a str),
    There(&'a str),
}

/// Words that follow each other, and who has them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Words {
    /// Both texts.
    Both(String),
    /// The first only.
    Here(String),
    /// The second only.
    There(String),
}

/// What has to be taken out of the first text, and put in, to make the second.
pub fn changes(here: &str, there: &str) -> Vec<Words> {
    let (first, second) = (pieces(here), pieces(there));
    if first.len() > MOST || second.len() > MOST {
        return vec![Words::Here(here.to_owned()), Words::There(there.to_owned())];
    }
    let steps = steps(&first, &second);
    let runs = steps.chunk_by(is_alike).map(|run| {
        let words: String = run.iter().map(Step::words).collect();
        match run.first() {
            Some(Step::Here(_)) => Words::Here(words),
            Some(Step::There(_)) => Words::There(words),
            _ => Words::Both(words),
        }
    });
    runs.collect()
}

/// Both texts as one, with the words marked that only one of them has: `[-old-] {+new+}`.
pub fn marked(here: &str, there: &str) -> String {
    let marked = changes(here, there).into_iter().map(|words| match words {
        Words::Both(words) => words,
        Words::Here(words) => format!("[-{words}-]"),
        Words::There(words) => format!("{{+{words}+}}"),
    });
    marked.collect()
}

const fn is_alike(one: &Step<'_>, other: &Step<'_>) -> bool {
    matches!(
        (one, other),
        (Step::Both(_), Step::Both(_))
            | (Step::Here(_), Step::Here(_))
            | (Step::There(_), Step::There(_))
    )
}

impl<'a> Step<'a> {
    const fn words(&self) -> &'a str {
        match self {
            Self::Both(words) | Self::Here(words) | Self::There(words) => words,
        }
    }
}

/// A text in words, each with the blanks behind it.
fn pieces(text: &str) -> Vec<&str> {
    text.split_inclusive(char::is_whitespace).collect()
}

/// The shortest way from one to the other, by their longest common run of words.
fn steps<'a>(first: &[&'a str], second: &[&'a str]) -> Vec<Step<'a>> {
    let width = second.len() + 1;
    // common[i * width + j]: how many words the ends from i and j on have in common
    let mut common = vec![0_usize; (first.len() + 1) * width];
    let at = |table: &[usize], row: usize, column: usize| {
        table.get(row * width + column).copied().unwrap_or(0)
    };
    for (row, one) in first.iter().enumerate().rev() {
        for (column, other) in second.iter().enumerate().rev() {
            let best = if one == other {
                at(&common, row + 1, column + 1) + 1
            } else {
                at(&common, row + 1, column).max(at(&common, row, column + 1))
            };
            if let Some(cell) = common.get_mut(row * width + column) {
                *cell = best;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    let mut steps = Vec::new();
    loop {
        match (first.get(row), second.get(column)) {
            (None, None) => return steps,
            (Some(one), Some(other)) if one == other => {
                steps.push(Step::Both(one));
                (row, column) = (row + 1, column + 1);
            }
            (Some(one), other)
                if other.is_none()
                    || at(&common, row + 1, column) >= at(&common, row, column + 1) =>
            {
                steps.push(Step::Here(one));
                row += 1;
            }
            (_, Some(other)) => {
                steps.push(Step::There(other));
                column += 1;
            }
            (Some(one), None) => {
                steps.push(Step::Here(one));
                row += 1;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("", "", "")]
    #[case("Your lamp", "Your lamp", "Your lamp")]
    #[case(
        "Your lamp is ready.",
        "Your lamp {{1}} is ready.",
        "Your lamp {+{{1}} +}is ready."
    )]
    #[case("Your red lamp", "Your lamp", "Your [-red -]lamp")]
    #[case("at noon today", "at nine today", "at [-noon -]{+nine +}today")]
    #[case("one", "two", "[-one-]{+two+}")]
    fn words_that_only_one_has_are_marked(
        #[case] here: &str,
        #[case] there: &str,
        #[case] expected: &str,
    ) {
        assert_eq!(marked(here, there), expected);
    }
}
