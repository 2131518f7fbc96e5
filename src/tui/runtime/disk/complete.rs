//! What a path that is being typed may become.

use std::path::Path;

use crate::files::from_home;
use crate::tui::msg::FileDone;

/// So many names are offered.
const MOST: usize = 40;

/// The names in the folder of what was typed that begin as it ends; hidden ones only where a dot was typed.
pub(super) fn path(typed: String) -> FileDone {
    let (folder, begun) = match typed.rfind('/') {
        Some(at) => typed.split_at(at + 1),
        None => ("", typed.as_str()),
    };
    let place = if folder.is_empty() { "." } else { folder };
    let mut names: Vec<String> = std::fs::read_dir(from_home(place.into()))
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let entry = entry.ok()?;
            let name = entry.file_name().into_string().ok()?;
            let is_shown = begun.starts_with('.') || !name.starts_with('.');
            let is_folder = Path::is_dir(&entry.path());
            let end = if is_folder { "/" } else { "" };
            (is_shown && name.starts_with(begun)).then(|| name + end)
        })
        .collect();
    names.sort_unstable();
    let certain = common(&names).unwrap_or(begun);
    let longer = format!("{folder}{certain}");
    names.truncate(MOST);
    FileDone::Completed(typed, longer, names)
}

/// What all names begin with.
fn common(names: &[String]) -> Option<&str> {
    let (first, last) = (names.first()?, names.last()?);
    // Sorted: what the first and the last share, all between them do.
    let shared = first
        .char_indices()
        .zip(last.chars())
        .find(|((_, one), other)| one != other)
        .map_or(first.len().min(last.len()), |((at, _), _)| at);
    first.get(..shared)
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("la", "lamp", &["lamp-1.png", "lamp.png", "lampen/"])]
    #[case("lamp.", "lamp.png", &["lamp.png"])]
    #[case("x", "x", &[])]
    #[case("ü", "übung ", &["übung 1", "übung 2"])]
    #[case(".", ".hidden", &[".hidden"])]
    fn a_path_grows_as_far_as_it_is_certain(
        #[case] typed: &str,
        #[case] longer: &str,
        #[case] names: &[&str],
    ) {
        let folder = tempfile::tempdir().unwrap();
        for name in ["lamp.png", "lamp-1.png", "übung 1", "übung 2", ".hidden"] {
            std::fs::write(folder.path().join(name), "").unwrap();
        }
        std::fs::create_dir(folder.path().join("lampen")).unwrap();
        let place = |name: &str| format!("{}/{name}", folder.path().display());
        let FileDone::Completed(said, found, offered) = path(place(typed)) else {
            panic!("no completion");
        };
        assert_eq!((said, found), (place(typed), place(longer)));
        assert_eq!(offered, names);
    }
}
