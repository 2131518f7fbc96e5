//! The README's gallery: pictures of example drafts as `bluetick preview` draws them.
//!
//! Run the tests with `UPDATE_README=1` to have them drawn anew.

use std::path::Path;

use rstest::rstest;

use crate::common::Machine;

#[rstest]
#[case::list("menu", &["--open"])]
#[case::carousel("carousel-template", &[])]
#[case::offer("limited-time-offer-template", &[])]
#[case::order("order", &["--theme", "light"])]
#[case::products("product-list", &["--open", "--theme", "light"])]
#[case::localised("product-shipment", &["--locale", "de_DE", "--theme", "light"])]
fn the_gallery_shows_what_the_program_draws(#[case] draft: &str, #[case] further: &[&str]) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let picture = format!("tests/pictures/{draft}.svg");
    let arguments = ["preview", draft, "--format", "svg"];
    let ran = Machine::new().run(&[&arguments, further].concat());
    assert_eq!(ran.code, 0, "{ran:?}");
    if std::env::var_os("UPDATE_README").is_some() {
        std::fs::write(root.join(&picture), &ran.stdout).unwrap();
    }
    let kept = std::fs::read_to_string(root.join(&picture)).unwrap_or_default();
    assert!(
        kept == ran.stdout,
        "{picture} is old: run the tests with UPDATE_README=1"
    );
    let readme = std::fs::read_to_string(root.join("README.md")).unwrap();
    assert!(
        readme.contains(&format!("src=\"{picture}\"")),
        "the README does not show {picture}"
    );
}
