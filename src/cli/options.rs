//! Values of options that several commands take.
//!
//! Read by clap where a command names them. Knows nothing of what the commands do with them.

use std::time::Duration;

use clap::ValueEnum;

use crate::wire::{Dialect, UnknownDialect};

/// How results are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    #[default]
    Human,
    /// For programs.
    Json,
}

/// Reads the value of an option `--api`.
pub(super) fn dialect(name: &str) -> Result<Dialect, String> {
    name.parse()
        .map_err(|error: UnknownDialect| error.to_string())
}

/// The longest time-out, in seconds: a day.
const LONGEST_WAIT: f64 = 86_400.0;

/// Reads a number of seconds.
pub(super) fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .filter(|seconds| *seconds > 0.0 && *seconds <= LONGEST_WAIT)
        .map(Duration::from_secs_f64)
        .ok_or_else(|| {
            format!(
                "expected a number of seconds above 0, such as 30 or 0.5, at most {LONGEST_WAIT}"
            )
        })
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("0")]
    #[case("-1")]
    #[case("soon")]
    #[case("inf")]
    #[case("NaN")]
    #[case("86401")]
    #[case("1e19")]
    #[case("1e300")]
    fn a_time_out_is_a_number_of_seconds_above_zero_and_within_a_day(#[case] text: &str) {
        assert!(seconds(text).is_err());
    }
}
