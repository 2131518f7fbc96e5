//! Whether and when a refused message is sent again: only where the platform calls that useful.
//!
//! Pure: `send --retry` and the composer keep the time. What brought no answer is nobody's to plan: the
//! message may have gone out.

use std::time::Duration;

use super::explain_text;
use crate::wire::{ApiError, Code, Dialect};

/// No pause is longer: who has to wait for hours decides again then.
const LONGEST: Duration = Duration::from_mins(10);

/// Codes that are worth one further attempt and no more.
const ONCE: &[u32] = &[1, 1000];

/// Pauses that the platform names itself.
const NAMED: &[(u32, Duration)] = &[
    (131_049, Duration::from_hours(24)),
    (134_101, Duration::from_mins(10)),
    (132_069, Duration::from_hours(1)),
    (2069, Duration::from_hours(1)),
];

/// One person's limit: after 4^X seconds, as Meta advises.
const PAIR_RATE: u32 = 131_056;

/// The further attempts that a message may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RetryPlan {
    most: u32,
    tried: u32,
}

impl RetryPlan {
    /// A plan of at most so many further attempts.
    pub const fn new(most: u32) -> Self {
        Self { most, tried: 0 }
    }

    /// How many of them have been planned.
    pub const fn tried(&self) -> u32 {
        self.tried
    }

    /// How many there may be.
    pub const fn most(&self) -> u32 {
        self.most
    }

    /// The pause before the next attempt after a refusal; none to give up. `chance`, from 0 to 1, spreads
    /// the attempts of several senders.
    pub fn next(
        &mut self,
        dialect: Dialect,
        error: Option<&ApiError>,
        http_status: u16,
        chance: f64,
    ) -> Option<Duration> {
        let code = error.map_or(Code::new(u32::from(http_status)), |error| error.code);
        let said = error.map_or("", ApiError::said);
        let is_worth = explain_text(dialect, code, Some(http_status), said).retryable;
        let is_over = self.tried >= self.most || (ONCE.contains(&code.code) && self.tried > 0);
        if !is_worth || is_over {
            return None;
        }
        let pause = pause(code.code, self.tried, chance);
        self.tried += 1;
        (pause <= LONGEST).then_some(pause)
    }
}

/// The pause before the attempt after so many.
fn pause(code: u32, tried: u32, chance: f64) -> Duration {
    if let Some((_, named)) = NAMED.iter().find(|(known, _)| *known == code) {
        return *named;
    }
    if code == PAIR_RATE {
        return Duration::from_secs(4_u64.saturating_pow(tried));
    }
    let whole = Duration::from_secs(2_u64.saturating_pow(tried.min(20)));
    // Between half of it and all of it.
    whole.mul_f64(0.5 + chance.clamp(0.0, 1.0) / 2.0)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    fn error(code: u32) -> ApiError {
        ApiError {
            code: Code::new(code),
            title: String::new(),
            details: None,
            trace_id: None,
        }
    }

    /// The pauses, in thousandths of a second, until the plan gives up.
    fn pauses(dialect: Dialect, code: u32, status: u16, chance: f64) -> Vec<u128> {
        let mut plan = RetryPlan::new(5);
        std::iter::from_fn(|| plan.next(dialect, Some(&error(code)), status, chance))
            .map(|pause| pause.as_millis())
            .collect()
    }

    #[rstest]
    #[case::pair_rate(Dialect::Cloud, 131_056, 400, 0.3, &[1_000, 4_000, 16_000, 64_000, 256_000])]
    #[case::throughput(Dialect::Cloud, 130_429, 400, 1.0, &[1_000, 2_000, 4_000, 8_000, 16_000])]
    #[case::spread(Dialect::Cloud, 131_016, 500, 0.0, &[500, 1_000, 2_000, 4_000, 8_000])]
    #[case::once(Dialect::Cloud, 1, 400, 1.0, &[1_000])]
    #[case::validation(Dialect::Cloud, 131_009, 400, 1.0, &[])]
    #[case::outside_the_window(Dialect::Cloud, 131_047, 400, 1.0, &[])]
    #[case::a_day(Dialect::Cloud, 131_049, 400, 1.0, &[])]
    #[case::syncing(Dialect::Cloud, 134_101, 400, 1.0, &[600_000, 600_000, 600_000, 600_000, 600_000])]
    #[case::unknown_code_of_a_broken_server(Dialect::Cloud, 999_999, 503, 1.0, &[1_000, 2_000, 4_000, 8_000, 16_000])]
    #[case::gateway(Dialect::Dialog360, 429, 429, 1.0, &[1_000, 2_000, 4_000, 8_000, 16_000])]
    #[case::wrong_key(Dialect::Dialog360, 401, 401, 1.0, &[])]
    #[case::client(Dialect::OnPremises, 1015, 429, 1.0, &[1_000, 2_000, 4_000, 8_000, 16_000])]
    #[case::client_validation(Dialect::OnPremises, 1009, 400, 1.0, &[])]
    fn attempts_are_made_where_they_help_and_wait_as_the_platform_advises(
        #[case] dialect: Dialect,
        #[case] code: u32,
        #[case] status: u16,
        #[case] chance: f64,
        #[case] expected: &[u128],
    ) {
        assert_eq!(pauses(dialect, code, status, chance), expected);
    }

    #[test]
    fn a_server_that_breaks_without_a_word_is_tried_again_and_a_refusal_is_not() {
        let mut plan = RetryPlan::new(1);
        assert!(plan.next(Dialect::Cloud, None, 502, 1.0).is_some());
        assert_eq!((plan.tried(), plan.most()), (1, 1));
        assert_eq!(plan.next(Dialect::Cloud, None, 502, 1.0), None);
        for status in [404, 408, 504] {
            let mut plan = RetryPlan::new(1);
            assert_eq!(plan.next(Dialect::Cloud, None, status, 1.0), None);
        }
    }
}
