//! Unsaved work that is kept aside and offered after a crash.

use bluetick::files::Places;
use bluetick::files::recovery::Session;
use bluetick::tui::msg::{Beginning, Effect, FileDone, FileTask, News, Timer};
use serde_json::json;

use super::{greeting, greeting_beside_another, is_open, resolve};
use crate::common::driver::Driver;

#[test]
fn unsaved_work_is_kept_aside_within_a_second_and_offered_after_a_crash() {
    let mut driver = greeting();
    driver.keys("end").types("!");
    let due = driver.effects().iter().find_map(|effect| match effect {
        Effect::Timer(Timer::Autosave, Some(after)) => Some(*after),
        _ => None,
    });
    assert!(due.expect("a timer was set").as_millis() < 1_000);
    driver.types("?").timer(Timer::Autosave);
    let kept = driver
        .effects()
        .iter()
        .rev()
        .find_map(|effect| match effect {
            Effect::File(_, FileTask::Keep(_, unsaved)) => Some(unsaved.clone()),
            _ => None,
        });
    let kept = kept.expect("the work was kept aside");

    let folder = tempfile::tempdir().unwrap();
    let places = Places::inside(folder.path().to_owned());
    let crashed = Session::begin(&places).unwrap();
    crashed.keep(1, &kept).unwrap();
    drop(crashed);
    let recoveries = Session::begin(&places).unwrap().pending();
    let mut next = Driver::new(120, 40);
    let begins = |task: &FileTask| matches!(task, FileTask::Begin);
    let beginning = Beginning {
        recoveries,
        recipients: Vec::new(),
    };
    resolve(&mut next, begins, FileDone::Begun(Box::new(beginning)));
    // A key that was on its way when the question came up answers nothing.
    next.see("Recover").keys("d").see("Recover").keys("enter");
    assert_eq!(next.payload()["text"]["body"], json!("Good morning!?"));
    next.see("greeting.json ●");
}

#[test]
fn work_is_kept_before_sending_suspending_and_ending() {
    let keeps = |driver: &Driver| {
        driver
            .effects()
            .iter()
            .filter(|effect| matches!(effect, Effect::File(_, FileTask::Keep(..))))
            .count()
    };
    for news in [News::Suspending, News::Terminated] {
        let mut driver = greeting();
        driver.keys("end").types("!").news(news);
        assert_eq!(keeps(&driver), 1);
    }
    let mut driver = greeting();
    driver.keys("end").types("!").keys("f5 enter");
    assert_eq!(keeps(&driver), 1, "{}", driver.screen());
}

#[test]
fn unsaved_work_that_could_not_be_left_is_kept_aside_again() {
    let mut driver = greeting_beside_another();
    driver
        .keys("end")
        .types("!")
        .wait(700)
        .timer(Timer::Autosave);
    driver.keys("ctrl-o").types("other").keys("enter");
    driver.see("has changes that are not saved").keys("d");
    let before = driver.effects().len();
    resolve(&mut driver, is_open, FileDone::Failed("gone".to_owned()));
    driver.wait(700).timer(Timer::Autosave);
    let kept = driver.effects()[before..]
        .iter()
        .any(|effect| matches!(effect, Effect::File(_, FileTask::Keep(..))));
    assert!(kept, "{}", driver.screen());
}
