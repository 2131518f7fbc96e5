//! `bluetick accounts list`.

use clap::Args;
use serde_json::{Value, json};

use crate::cli::options::Format;
use crate::cli::{Exit, Failure, output};
use crate::files::Places;
use crate::files::settings::{AccountSettings, SecretKind, Settings};
use crate::platform::{base_url, secret};
use crate::text;
use crate::wire::Dialect;

/// What `accounts list` takes.
#[derive(Debug, Args)]
pub(super) struct Arguments {
    /// How it is written
    #[arg(long, value_enum, default_value_t = Format::Human)]
    format: Format,
}

/// Lists them, those of the sandbox last.
pub(super) fn run(arguments: &Arguments, places: &Places) -> Result<Exit, Failure> {
    let (settings, warnings) = Settings::load(places);
    for warning in warnings
        .iter()
        .filter(|warning| warning.message.starts_with("accounts"))
    {
        output::note(&warning.to_string());
    }
    if arguments.format == Format::Json {
        let live = settings.accounts.iter().map(described);
        let sandbox = Dialect::ALL.iter().map(|dialect| {
            json!({"name": format!("sandbox-{dialect}"), "api": dialect, "live": false, "secrets": []})
        });
        let accounts: Vec<Value> = live.chain(sandbox).collect();
        output::json(&json!({ "accounts": accounts }))?;
        return Ok(Exit::Done);
    }
    let rows: String = settings.accounts.iter().map(row).collect();
    let sandbox = Dialect::ALL.iter().map(|dialect| {
        let name = format!("sandbox-{dialect}");
        format!(
            "{name:<20} {:<16} nothing leaves this machine",
            dialect.title()
        )
    });
    let sandbox: Vec<String> = sandbox.collect();
    output::print(&format!("{rows}{}\n", sandbox.join("\n")))?;
    Ok(Exit::Done)
}

fn described(account: &AccountSettings) -> Value {
    let secrets: Vec<Value> = account
        .secrets
        .iter()
        .map(|(kind, source)| {
            let problem = secret::read(account, *kind, source).err();
            json!({
                "name": kind.key(account.dialect),
                "from": secret::shown(source),
                "present": problem.is_none(),
                "problem": problem.map(|problem| problem.to_string()),
            })
        })
        .collect();
    json!({
        "name": account.name,
        "api": account.dialect,
        "live": true,
        "base_url": base_url(account),
        "number": account.number,
        "phone_number_id": account.phone_number_id,
        "waba_id": account.waba_id,
        "secrets": secrets,
        "file": account.file.display().to_string(),
    })
}

fn row(account: &AccountSettings) -> String {
    let number = account.number.as_deref().map_or_else(
        || account.phone_number_id.clone().unwrap_or_default(),
        |number| format!("+{number}"),
    );
    let url = base_url(account).unwrap_or_else(|| "no base_url".to_owned());
    let head = format!(
        "{:<20} {:<16} {number:<16} {url}",
        account.name,
        account.dialect.title()
    );
    let access = SecretKind::Access;
    let missing = account.source(access).is_none().then(|| {
        let key = access.key(account.dialect);
        format!("  {key:<16} missing: nothing says where it comes from")
    });
    let secrets = account.secrets.iter().map(|(kind, source)| {
        let state = match secret::read(account, *kind, source) {
            Ok(_) => "present".to_owned(),
            Err(problem) => format!("missing: {problem}"),
        };
        let (key, shown) = (kind.key(account.dialect), secret::shown(source));
        format!("  {key:<16} {shown}  {state}")
    });
    std::iter::once(head)
        .chain(missing)
        .chain(secrets)
        .map(|line| text::visible(&line).into_owned() + "\n")
        .collect()
}
