//! The window in which a business may write what it likes: a day from the customer's last message or call.
//!
//! Used by the composer's clock and by the history's conversations, which must agree.

use jiff::{SignedDuration, Timestamp};

/// How long free-form messages reach a customer who wrote or called.
const WINDOW: SignedDuration = SignedDuration::from_hours(24);

/// When the window of a customer closes who was heard from last at that moment.
pub fn window_closes(heard: Timestamp) -> Timestamp {
    heard.saturating_add(WINDOW).unwrap_or(Timestamp::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_closes_a_day_after_the_last_message() {
        let heard = Timestamp::from_second(1_795_161_601).unwrap();
        assert_eq!(window_closes(heard).as_second() - heard.as_second(), 86_400);
        assert_eq!(window_closes(Timestamp::MAX), Timestamp::MAX);
    }
}
