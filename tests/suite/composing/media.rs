//! Uploading files for media fields, what a draft remembers of them, and what is behind links.

use std::path::PathBuf;

use bluetick::platform::media::Probe;
use bluetick::tui::msg::{
    AccountLabel, Effect, FileDone, FileTask, JobId, LinkNews, LinkTask, Looked, News,
};
use bluetick::wire::{ColourModel, Colours, MediaFile};
use jiff::SignedDuration;
use serde_json::json;

use crate::common::driver::{Driver, accounts};

const LINKED: &str = r#"{"version": 1, "name": "Lamp", "api": "cloud",
    "message": {"messaging_product": "whatsapp", "to": "15550100123", "type": "image",
      "image": {"link": "https://img.example.com/lamp.jpg", "caption": "The lamp"}}}"#;

/// The composer with the image's field in focus, connected to the sandbox.
fn driver() -> Driver {
    driver_on(LINKED)
}

fn driver_on(text: &str) -> Driver {
    let mut driver = Driver::on_file(120, 40, "lamp.json", text);
    driver.news(News::Link(LinkNews::Ready(accounts())));
    driver
}

/// A picture that WhatsApp takes, if it has eight bits a channel.
fn picture(bits: u8) -> FileDone {
    FileDone::Looked(Box::new(Looked {
        path: PathBuf::from("pictures/lamp.png"),
        file: MediaFile {
            kind: Some("image/png"),
            bytes: 2048,
            colours: Some(Colours {
                bits,
                model: ColourModel::Rgb,
            }),
            ..MediaFile::default()
        },
        sha256: "ab12".to_owned(),
    }))
}

/// Asks for an upload and answers the look into the file.
fn choose(driver: &mut Driver, found: FileDone) {
    driver.keys("shift-f10").see("Upload for image");
    driver.types("pictures/lamp.png").keys("enter");
    let job = driver.file_job(|task| matches!(task, FileTask::Look(_)));
    driver.resolve_file(job.unwrap(), found);
}

/// The uploads that the runtime was asked for.
fn uploads(driver: &Driver) -> Vec<(JobId, String)> {
    let effects = driver.effects().iter();
    effects
        .filter_map(|effect| match effect {
            Effect::Link(LinkTask::Upload { job, account, .. }) => Some((*job, account.clone())),
            _ => None,
        })
        .collect()
}

fn ended(driver: &mut Driver, result: Result<(String, Option<SignedDuration>), String>) {
    let (job, _) = uploads(driver)[0];
    driver.news(News::Link(LinkNews::Uploaded(job, result)));
}

fn stored() -> (String, Option<SignedDuration>) {
    ("77".to_owned(), Some(SignedDuration::from_hours(24 * 30)))
}

#[test]
fn an_id_takes_the_links_place_in_one_step_and_its_end_is_remembered() {
    let mut driver = driver();
    choose(&mut driver, picture(8));
    let asked = uploads(&driver);
    assert_eq!(asked.len(), 1);
    assert_eq!(asked[0].1, "sandbox-cloud");
    driver.news(News::Link(LinkNews::Uploading(asked[0].0, 1024)));
    let bar = "████████░░░░░░░░ 50 %";
    driver.see(&format!("{bar} · 1 kB of 2 kB · Esc gives it up"));
    driver.see(&format!("uploading {bar}"));
    ended(&mut driver, Ok(stored()));
    driver.see("lamp.png is uploaded");
    driver.see("lamp.png · sandbox-cloud keeps it until 20 December 2026");
    assert!(!driver.shows(bar), "{}", driver.screen());
    assert_eq!(
        driver.payload()["image"],
        json!({"id": "77", "caption": "The lamp"})
    );
    let known: Vec<_> = driver.draft().uploads().collect();
    assert_eq!(known[0].id, "77");
    assert_eq!(known[0].file, "lamp.png");
    assert_eq!(known[0].sha256, "ab12");
    assert_eq!(known[0].account.as_deref(), Some("sandbox-cloud"));
    assert!(known[0].expires.is_some());
    assert!(driver.draft().to_text().contains("\"media\""));
    driver.keys("ctrl-z");
    assert_eq!(
        driver.payload()["image"],
        json!({"link": "https://img.example.com/lamp.jpg", "caption": "The lamp"})
    );
    assert_eq!(driver.draft().uploads().count(), 0);
    driver.keys("ctrl-y");
    assert_eq!(driver.payload()["image"]["id"], "77");
    assert_eq!(driver.draft().uploads().count(), 1);
}

#[test]
fn a_file_that_would_be_refused_is_asked_about_before_it_leaves() {
    let mut driver = driver();
    choose(&mut driver, picture(16));
    driver.see("Upload anyway?").see("16 bits a channel");
    driver.keys("esc");
    assert!(uploads(&driver).is_empty());
    choose(&mut driver, picture(16));
    driver.keys("u");
    assert_eq!(uploads(&driver).len(), 1);
}

#[test]
fn an_upload_is_given_up_and_a_failure_leaves_the_draft_as_it_was() {
    let mut driver = driver();
    choose(&mut driver, picture(8));
    let (job, _) = uploads(&driver)[0];
    driver.keys("esc");
    let cancelled = driver.effects().iter().any(
        |effect| matches!(effect, Effect::Link(LinkTask::Cancel(given_up)) if *given_up == job),
    );
    assert!(cancelled);
    ended(&mut driver, Err("cancelled".to_owned()));
    driver.see("lamp.png was not uploaded: cancelled");
    assert_eq!(
        driver.payload()["image"]["link"],
        "https://img.example.com/lamp.jpg"
    );
    // An answer that comes once more is of nothing that is known.
    ended(&mut driver, Ok(stored()));
    assert_eq!(driver.draft().uploads().count(), 0);
}

#[test]
fn tab_completes_the_path_and_shows_what_it_may_become() {
    let mut driver = driver();
    driver.keys("shift-f10").types("la").keys("tab");
    let job = driver.file_job(|task| matches!(task, FileTask::Complete(typed) if typed == "la"));
    let offered = vec!["lamp.jpg".to_owned(), "lamp.png".to_owned()];
    let done = FileDone::Completed("la".to_owned(), "lamp.".to_owned(), offered);
    driver.resolve_file(job.unwrap(), done);
    driver.see("lamp.jpg  lamp.png");
    driver.types("png").keys("enter");
    let job = driver
        .file_job(|task| matches!(task, FileTask::Look(path) if path.as_os_str() == "lamp.png"));
    assert!(job.is_some());
}

#[test]
fn an_id_that_ended_or_is_anothers_is_warned_of_at_its_field() {
    let text = |expires: &str, account: &str| {
        format!(
            r#"{{"version": 1, "api": "cloud", "message": {{"messaging_product": "whatsapp",
                "to": "15550100123", "type": "image", "image": {{"id": "77"}}}},
                "media": {{"77": {{"expires": "{expires}", "account": "{account}"}}}}}}"#
        )
    };
    let mut ended = driver_on(&text("2001-01-01T00:00:00Z", "sandbox-cloud"));
    ended.see("media id ended 2001-01-01");
    let mut anothers = driver_on(&text("2101-01-01T00:00:00Z", "shop"));
    anothers.see("was given to \"shop\"");
    let mut gone = driver_on(&text("2101-01-01T00:00:00Z", "sandbox-cloud"));
    gone.see("was given to a sandbox that has ended");
    let mut good = driver_on(&text("2101-01-01T00:00:00Z", "shop"));
    let shop = AccountLabel {
        name: "shop".to_owned(),
        is_sandbox: false,
        ..accounts().remove(0)
    };
    good.news(News::Link(LinkNews::Ready(vec![shop])));
    good.keys("f11").types("shop").keys("enter");
    good.see("shop keeps it until 1 January 2101");
    assert!(!good.shows("media id ended"), "{}", good.screen());
    assert!(!good.shows("was given to"), "{}", good.screen());
}

#[test]
fn what_is_behind_a_link_is_told() {
    let mut driver = driver();
    let probe = |driver: &mut Driver, result| {
        driver.keys("f1").types("Probe the link").keys("enter");
        let mut jobs = driver
            .effects()
            .iter()
            .rev()
            .filter_map(|effect| match effect {
                Effect::Link(LinkTask::Probe { job, address }) => Some((*job, address.clone())),
                _ => None,
            });
        let (job, address) = jobs.next().unwrap();
        assert_eq!(address, "https://img.example.com/lamp.jpg");
        driver.news(News::Link(LinkNews::Probed(job, result)));
    };
    let found = |status, kind: &str| Probe {
        addresses: vec!["https://img.example.com/lamp.jpg".to_owned()],
        status,
        kind: Some(kind.to_owned()),
        bytes: Some(2048),
    };
    probe(&mut driver, Ok(found(200, "image/jpeg")));
    driver.see("Status 200: image/jpeg, 2048 bytes");
    probe(&mut driver, Ok(found(404, "text/html")));
    driver
        .see("What is behind the link")
        .see("status 404")
        .keys("esc");
    probe(&mut driver, Ok(found(200, "image/webp")));
    driver.see("the file is image/webp").keys("esc");
    probe(&mut driver, Err("no answer within 15s".to_owned()));
    driver.see("Not reachable from here");
}

#[test]
fn where_no_file_belongs_none_is_uploaded() {
    let mut driver = Driver::on_example(120, 40, "text");
    driver.keys("shift-f10").see("go to a picture");
}
