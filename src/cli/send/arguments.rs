//! What `send` takes.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ValueEnum};

use crate::cli::options::seconds;
use crate::webhook::Status;

/// What `send` takes.
#[derive(Debug, Args)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is an option of the command line"
)]
pub struct Arguments {
    /// The message to send: a file, a draft or example by name, or `-` for stdin
    pub(super) file: PathBuf,
    /// The recipient's number, in place of the one in the message
    #[arg(long, value_name = "NUMBER")]
    pub(super) to: Option<String>,
    /// The account: one of the settings (see `bluetick accounts`), sandbox-cloud, sandbox-360dialog or
    /// sandbox-on-premises [default: the sandbox's of the message's API]
    #[arg(long, value_name = "NAME")]
    pub(super) account: Option<String>,
    /// Send through a live account without being asked
    #[arg(long)]
    pub(super) yes: bool,
    /// Send again up to N times when the platform refuses for now, after the pauses that it advises
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(super) retry: u32,
    /// Set a value of a template: `1=Mara`, `body.1=Mara`, `body.order_id=B7`, `header=https://…`,
    /// `header.latitude=47.3`, `button.0=B7` (also a coupon), `button.1.flow_token=…`, `card.1.body.1=…`, `offer=…`
    /// (milliseconds since 1970), `order_status.status=shipped`, `code=408172`; may be repeated. Buttons and cards
    /// count from 0; a slot that is not there is refused with those that are
    #[arg(long, value_name = "SLOT=VALUE")]
    pub(super) set: Vec<String>,
    /// Do not look the template's definition up in the library
    #[arg(long)]
    pub(super) no_library: bool,
    /// Wait until the message has come so far
    #[arg(long, value_enum, value_name = "STATUS")]
    pub(super) wait: Option<Wait>,
    /// How many seconds the answer, and the wait after it, may take
    #[arg(long, value_name = "SECONDS", default_value = "30", value_parser = seconds)]
    pub(super) timeout: Duration,
    /// Print the request and send nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// Send what the check calls an error
    #[arg(long)]
    pub(super) force: bool,
}

/// What can be waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Wait {
    /// The platform took it over.
    Sent,
    /// It reached the device.
    Delivered,
    /// It was seen.
    Read,
}

impl Wait {
    /// The status that ends the wait.
    pub(super) const fn status(self) -> Status {
        match self {
            Self::Sent => Status::Sent,
            Self::Delivered => Status::Delivered,
            Self::Read => Status::Read,
        }
    }
}
