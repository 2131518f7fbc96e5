//! Which entries a command is about.

use clap::Args;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp, Zoned};

use crate::cli::Failure;
use crate::history::{Filter, Outcome, verdict_names, verdict_of};
use crate::webhook::Verdict;

/// The options by which entries are chosen.
#[derive(Debug, Args)]
pub(super) struct Choice {
    /// Only those of this account
    #[arg(long, value_name = "NAME")]
    account: Option<String>,
    /// Only those with this person: digits of a number, or an id
    #[arg(long, value_name = "NUMBER")]
    peer: Option<String>,
    /// Only those of this kind: `send`, `message.image`, `status.failed`, `untrusted`, `unreadable`
    #[arg(long, value_name = "KIND")]
    kind: Option<String>,
    /// Only those since then: `2h`, `7d`, `2026-11-20`, or a moment with its time zone
    #[arg(long, value_name = "WHEN", value_parser = moment)]
    since: Option<Timestamp>,
    /// Only those before then
    #[arg(long, value_name = "WHEN", value_parser = moment)]
    until: Option<Timestamp>,
    /// Only webhooks whose signature is so: good, wrong, missing or not-signed
    #[arg(long, value_name = "VERDICT", value_parser = verdict)]
    verdict: Option<Verdict>,
    /// Only those in which these words stand: in kind, person, id, account or body
    #[arg(long, value_name = "WORDS")]
    words: Option<String>,
    /// Only sends that came so far: unanswered, refused, accepted, delivered, read or failed
    #[arg(long, value_name = "OUTCOME", value_parser = outcome)]
    outcome: Option<Outcome>,
}

impl Choice {
    /// The choice as a question to the history.
    ///
    /// # Errors
    /// When it can choose nothing.
    pub(super) fn filter(&self) -> Result<Filter, Failure> {
        if let (Some(since), Some(until)) = (self.since, self.until)
            && since >= until
        {
            return Err(Failure::unusable(
                "--since is not before --until; nothing lies between them",
            ));
        }
        let plain = |peer: &String| peer.trim_start_matches('+').replace(' ', "");
        Ok(Filter {
            account: self.account.clone(),
            peer: self.peer.as_ref().map(plain),
            kind: self.kind.clone(),
            since: self.since,
            until: self.until,
            outcome: self.outcome,
            is_received: false,
            verdict: self.verdict,
            words: self.words.clone(),
        })
    }
}

fn verdict(name: &str) -> Result<Verdict, String> {
    verdict_of(name).ok_or_else(|| format!("expected one of {}", verdict_names().join(", ")))
}

fn outcome(name: &str) -> Result<Outcome, String> {
    Outcome::of_name(name).ok_or_else(|| {
        let names: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

/// Reads a moment: how long ago it was, a day, or the moment itself.
pub(super) fn moment(text: &str) -> Result<Timestamp, String> {
    let now = Zoned::now();
    if let Ok(age) = text.parse::<Span>()
        && let Ok(moment) = now.checked_sub(age.abs())
    {
        return Ok(moment.timestamp());
    }
    if let Ok(day) = text.parse::<Date>()
        && text.len() <= "2026-11-20".len()
        && let Ok(moment) = day.to_zoned(TimeZone::system())
    {
        return Ok(moment.timestamp());
    }
    text.parse().map_err(|_| {
        "expected how long ago (2h, 7d), a day (2026-11-20) or a moment (2026-11-20T09:30:00Z)"
            .to_owned()
    })
}
