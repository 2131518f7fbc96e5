//! The last recipients, offered in the field `to`; kept in the state folder, for its owner alone.

use std::fs::File;
use std::io;
use std::path::PathBuf;

use super::places::Places;
use super::write::{Existing, Readers, atomic, private_folder};

/// How many recipients are kept.
const KEPT: usize = 10;

/// The last recipients, the latest first; a file that is missing or broken holds none.
pub fn recent(places: &Places) -> Vec<String> {
    std::fs::read_to_string(file(places))
        .ok()
        .and_then(|text| serde_json::from_str::<Vec<String>>(&text).ok())
        .map(|mut recipients| {
            recipients.truncate(KEPT);
            recipients
        })
        .unwrap_or_default()
}

/// Puts a recipient first.
///
/// # Errors
/// When the state folder cannot be written.
pub fn remember(places: &Places, recipient: &str) -> io::Result<()> {
    if recipient.is_empty() {
        return Ok(());
    }
    private_folder(&places.state)?;
    let _alone = alone(places);
    let mut recipients = recent(places);
    recipients.retain(|known| known != recipient);
    recipients.insert(0, recipient.to_owned());
    recipients.truncate(KEPT);
    let text = serde_json::to_string_pretty(&recipients)?;
    atomic(
        &file(places),
        text.as_bytes(),
        Readers::Owner,
        Existing::Replace,
    )
}

/// Waits until nobody else changes the state folder, and keeps them waiting until it is dropped. File
/// systems without locks go without.
fn alone(places: &Places) -> Option<File> {
    let folder = File::open(&places.state).ok()?;
    folder.lock().ok()?;
    Some(folder)
}

fn file(places: &Places) -> PathBuf {
    places.state.join("recipients.json")
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn the_last_ten_are_kept_the_latest_first_and_for_the_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        for number in 0..12 {
            remember(&places, &format!("155501001{number:02}")).unwrap();
        }
        remember(&places, "15550100105").unwrap();
        let recent = recent(&places);
        assert_eq!(recent.len(), KEPT);
        assert_eq!(recent[..2], ["15550100105", "15550100111"]);
        let mode = std::fs::metadata(file(&places))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }

    #[test]
    fn those_who_send_at_the_same_time_do_not_forget_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        let numbers: Vec<String> = (0..KEPT).map(|it| format!("1555010{it:04}")).collect();
        std::thread::scope(|scope| {
            for number in &numbers {
                scope.spawn(|| remember(&places, number).unwrap());
            }
        });
        let mut recent = recent(&places);
        recent.sort();
        assert_eq!(recent, numbers);
    }

    #[test]
    fn a_broken_file_is_no_obstacle() {
        let folder = tempfile::tempdir().unwrap();
        let places = Places::inside(folder.path().to_owned());
        std::fs::create_dir_all(&places.state).unwrap();
        std::fs::write(file(&places), "{").unwrap();
        assert!(recent(&places).is_empty());
        remember(&places, "15550100123").unwrap();
        assert_eq!(recent(&places), ["15550100123"]);
    }
}
