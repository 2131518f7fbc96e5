//! Journeys with the account's templates: pulling, comparing, sending in, being reviewed, deleting.

use bluetick::files::Places;
use bluetick::files::library::{Library, keep, note_review};
use bluetick::link::templates::{Done, Fetched, Pulled, Wanted};
use bluetick::template::Source;
use bluetick::tui::msg::{
    AccountLabel, Effect, FileDone, FileTask, JobId, LinkNews, LinkTask, News, Pushed,
    TemplatesNews, TemplatesTask,
};
use bluetick::wire::Dialect;
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::common::driver::{Driver, accounts};

/// A template as the account lists it.
fn lamp(language: &str, body: &str) -> Value {
    json!({"name": "lamp_ready", "language": language, "category": "UTILITY", "status": "APPROVED",
        "id": "71", "rejected_reason": "NONE", "quality_score": {"score": "GREEN"},
        "components": [
            {"type": "BODY", "text": body, "example": {"body_text": [["Lena", "8841"]]}}]})
}

const BODY: &str = "Hi {{1}}, lamp {{2}} is repaired, come by until Friday.";

/// The composer with a library of its own and an account that answers when it is told to.
struct Shop {
    driver: Driver,
    places: Places,
    _folder: tempfile::TempDir,
    /// How many effects were answered.
    answered: usize,
}

impl Shop {
    fn open(width: u16, height: u16, example: &str) -> Self {
        let mut driver = Driver::on_example(width, height, example);
        driver.news(News::Link(LinkNews::Ready(accounts())));
        Self::with(driver)
    }

    fn with(driver: Driver) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::create_dir(folder.path().join("templates")).unwrap();
        Self {
            driver,
            places: Places::inside(folder.path().to_owned()),
            _folder: folder,
            answered: 0,
        }
    }

    /// Answers all questions for the library since the last time, and gives what the account was asked for.
    fn asked(&mut self) -> Vec<(JobId, String, TemplatesTask)> {
        let mut asked = Vec::new();
        loop {
            let new = self.driver.effects().iter().skip(self.answered);
            let mut shelves = Vec::new();
            for effect in new {
                match effect {
                    Effect::Link(LinkTask::Templates { job, account, task }) => {
                        asked.push((*job, account.clone(), task.clone()));
                    }
                    Effect::File(job, FileTask::Library) => shelves.push(*job),
                    _ => {}
                }
            }
            self.answered = self.driver.effects().len();
            if shelves.is_empty() {
                return asked;
            }
            for job in shelves {
                let library = Library::open(&self.places);
                self.driver.resolve_file(job, FileDone::Library(library));
            }
        }
    }

    /// The only question to the account.
    fn one(&mut self) -> (JobId, TemplatesTask) {
        let mut asked = self.asked();
        assert_eq!(asked.len(), 1, "{asked:?}");
        let (job, _, task) = asked.remove(0);
        (job, task)
    }

    fn tell(&mut self, job: JobId, news: TemplatesNews) -> &mut Self {
        self.driver.news(News::Link(LinkNews::Templates(job, news)));
        self
    }

    /// Opens the view of an account that lists these.
    fn show(&mut self, listed: &[Value]) -> &mut Self {
        self.driver.keys("alt-9");
        let (job, task) = self.one();
        assert_eq!(task, TemplatesTask::List);
        self.tell(job, TemplatesNews::Listed(Ok(listed.to_vec())))
    }

    /// Fetches what is asked for from these, as the runtime does.
    fn pull(&mut self, listed: &[Value]) -> &mut Self {
        let (job, task) = self.one();
        let TemplatesTask::Pull { wanted, changed } = task else {
            panic!("expected a pull, got {task:?}")
        };
        let mut pulled = Pulled::default();
        let source = Source::Account("sandbox-cloud".to_owned());
        for one in listed.iter().filter(|one| wanted.takes_listed(one)) {
            let at = "2026-11-20T08:00:00Z".parse::<Timestamp>().unwrap();
            let kept = keep(&self.places, one, (&source, at), changed);
            pulled.kept.push(kept.unwrap());
        }
        self.tell(job, TemplatesNews::Pulled(Box::new(pulled), Ok(())));
        self.asked();
        self
    }

    fn file(&self) -> std::path::PathBuf {
        self.places.new_templates().join("lamp_ready.en.json")
    }

    fn edit_file(&self, from: &str, to: &str) {
        let text = std::fs::read_to_string(self.file()).unwrap();
        assert!(text.contains(from), "{text}");
        std::fs::write(self.file(), text.replace(from, to)).unwrap();
    }

    fn see(&mut self, text: &str) -> &mut Self {
        self.driver.see(text);
        self
    }

    fn keys(&mut self, keys: &str) -> &mut Self {
        self.driver.keys(keys);
        self
    }

    /// The review of the lamp ends.
    fn review(&mut self, event: &str, reason: &str) -> &mut Self {
        let value = json!({"event": event, "message_template_id": 71, "reason": reason,
            "message_template_name": "lamp_ready", "message_template_language": "en",
            "message_template_category": "UTILITY"});
        self.driver.change("message_template_status_update", &value);
        self
    }
}

#[test]
fn a_template_is_pulled_chosen_filled_broken_mended_sent_and_read() {
    let mut shop = Shop::open(160, 45, "menu");
    let there = [lamp("en", BODY)];
    shop.show(&there)
        .see("only there")
        .see("approved")
        .see("green");
    shop.see("body.1, body.2");
    shop.keys("a")
        .pull(&there)
        .see("Fetched: 1 new")
        .see("same")
        .see("ago");
    shop.keys("enter");
    let driver = &mut shop.driver;
    assert_eq!(driver.payload()["template"]["name"], "lamp_ready");
    driver
        .see("from sandbox-cloud")
        .see("{{1}}")
        .see("is empty");
    driver.keys("ctrl-f4").see("Hi Lena, lamp 8841 is repaired");
    let filled = driver.payload()["template"].clone();
    driver.keys("ctrl-f").types("8841").keys("enter f8");
    driver
        .see("✗")
        .keys("f5")
        .types("15550100123")
        .keys("enter");
    driver.see("Send anyway?").keys("esc");
    while driver.payload()["template"] != filled {
        driver.keys("ctrl-z");
    }
    driver.see("lamp 8841 is repaired").keys("f5");
    if driver.shows("Send to") {
        driver.types("15550100123").keys("enter");
    }
    driver.accept_send("wamid.lamp");
    driver.status("wamid.lamp", "read").see("read");
}

#[test]
fn what_was_changed_here_is_compared_and_replaced_only_when_that_is_said() {
    let mut shop = Shop::open(140, 36, "menu");
    let there = [
        lamp("en", BODY),
        lamp("de", "Hallo {{1}}, Lampe {{2}} ist fertig, bitte kommen."),
    ];
    shop.show(&there).keys("a").pull(&there).see("2 new");
    shop.edit_file("until Friday", "on Monday");
    shop.show(&there);
    shop.see("changed")
        .keys("down")
        .see("[-on")
        .see("Monday.-]{+until Friday.+}");
    shop.keys("p")
        .pull(&there)
        .see("Replace what was changed here?")
        .see("lamp_ready (en)");
    shop.keys("esc").see("changed");
    shop.keys("p")
        .pull(&there)
        .keys("r")
        .pull(&there)
        .see("1 updated");
    assert!(
        std::fs::read_to_string(shop.file())
            .unwrap()
            .contains("until Friday")
    );
}

#[test]
fn a_long_pull_tells_how_far_it_is_and_can_be_given_up() {
    let mut shop = Shop::open(100, 30, "menu");
    shop.show(&[lamp("en", BODY)]).keys("a");
    let (job, _) = shop.one();
    let fetched = Fetched {
        count: 100,
        of_all: Some(231),
        is_last: false,
    };
    shop.tell(job, TemplatesNews::Fetched(fetched))
        .see("fetching 100 of 231… Esc gives up");
    shop.keys("s").see("busy").keys("esc");
    let cancelled = shop.driver.effects().iter().any(
        |effect| matches!(effect, Effect::Link(LinkTask::Cancel(cancelled)) if *cancelled == job),
    );
    assert!(cancelled);
    let news = TemplatesNews::Pulled(Box::default(), Err("given up".to_owned()));
    shop.tell(job, news)
        .see("Not all was fetched (given up)")
        .see("lamp_ready");
    shop.keys("esc").see("Header");
}

/// Sends the lamp in: what the account lists of it then.
fn pushed(shop: &mut Shop, done: Done, status: &str) -> Value {
    let (job, task) = shop.one();
    let TemplatesTask::Push { definition, .. } = task else {
        panic!("expected a push, got {task:?}")
    };
    let mut listed = definition;
    listed["status"] = json!(status);
    listed["id"] = json!("71");
    let pushed = Pushed {
        done,
        listed: Some(listed.clone()),
        warning: None,
    };
    shop.tell(job, TemplatesNews::Pushed(Ok(Box::new(pushed))));
    shop.asked();
    listed
}

#[test]
fn a_definition_is_written_refused_by_the_check_sent_in_and_approved() {
    let text = lamp("en", &"x".repeat(1100)).to_string();
    let mut driver = Driver::on_file(140, 36, "templates/lamp_ready.en.json", &text);
    driver.news(News::Link(LinkNews::Ready(accounts())));
    let mut shop = Shop::with(driver);
    shop.keys("f5").see("Send it in for review").keys("r");
    assert_eq!(shop.asked().len(), 0, "the check is before");
    shop.see("Not sent in:");
    shop.keys("ctrl-u")
        .driver
        .types("Hi {{1}}, lamp {{2}} is ready now.");
    shop.keys("f5 r").see("save it first");
    let job = shop.driver.keys("ctrl-s").last_file().0;
    let stamp = bluetick::files::Stamp::of(b"", None);
    shop.driver.resolve_file(
        job,
        FileDone::Saved("templates/lamp_ready.en.json".into(), stamp),
    );
    shop.keys("f5 r").see("Sending lamp_ready (en) in");
    let mut listed = pushed(&mut shop, Done::Created, "PENDING");
    shop.see("lamp_ready (en) created: PENDING");
    shop.review("APPROVED", "NONE")
        .see("lamp_ready (en) APPROVED");
    listed["status"] = json!("APPROVED");
    let (job, task) = shop.one();
    let wanted = Wanted::one("lamp_ready", "en");
    let expected = TemplatesTask::TakeOver {
        name: "lamp_ready".to_owned(),
        language: "en".to_owned(),
    };
    assert_eq!(task, expected);
    assert!(wanted.takes_listed(&listed));
    shop.tell(job, TemplatesNews::TakenOver(Ok(vec![listed])));
}

#[test]
fn a_definition_without_a_name_is_not_sent_in_and_the_panel_speaks_of_review() {
    let text =
        json!({"category": "UTILITY", "components": [{"type": "BODY", "text": "It is here."}]});
    let mut driver = Driver::on_file(140, 36, "drafts/new.json", &text.to_string());
    driver.news(News::Link(LinkNews::Ready(accounts())));
    let mut shop = Shop::with(driver);
    shop.see("A definition is sent in for review")
        .keys("f5")
        .keys("r");
    assert_eq!(shop.asked().len(), 0, "the account is not asked");
    shop.see("Not sent in: a template that is sent in has a name");
}

#[test]
fn a_rejected_template_says_why_here_and_is_sent_in_again() {
    let mut shop = Shop::open(140, 36, "menu");
    let mut there = vec![lamp("en", BODY)];
    shop.show(&there).keys("a").pull(&there);
    shop.edit_file("until Friday", "on Monday");
    shop.show(&there).keys("s");
    there = vec![pushed(&mut shop, Done::Edited, "PENDING")];
    shop.see("lamp_ready (en) edited: PENDING").see("pending");
    shop.review("REJECTED", "INVALID_FORMAT")
        .see("lamp_ready (en) REJECTED: INVALID_FORMAT");
    there[0]["status"] = json!("REJECTED");
    there[0]["rejected_reason"] = json!("INVALID_FORMAT");
    let library = Library::open(&shop.places);
    let entry = library.find("lamp_ready", "en").unwrap();
    note_review(entry, &there[0]).unwrap();
    let text = std::fs::read_to_string(shop.file()).unwrap();
    assert!(
        text.contains("INVALID_FORMAT") && text.contains("on Monday"),
        "{text}"
    );
    let (job, _) = shop.one();
    shop.tell(job, TemplatesNews::TakenOver(Ok(there.clone())));
    shop.asked();
    shop.see("rejected: INVALID_FORMAT");
    shop.edit_file("on Monday", "on Tuesday");
    shop.show(&there).see("changed").keys("s");
    let again = pushed(&mut shop, Done::Edited, "PENDING");
    assert!(
        again["components"][0]["text"]
            .as_str()
            .unwrap()
            .contains("on Tuesday")
    );
    shop.review("APPROVED", "NONE")
        .see("lamp_ready (en) APPROVED");
}

#[test]
fn an_error_in_the_library_leads_to_its_field() {
    let mut shop = Shop::open(140, 36, "menu");
    let there = [lamp("en", BODY)];
    shop.show(&there).keys("a").pull(&there);
    shop.edit_file("come by until Friday.", "{{3}}");
    shop.show(&there).keys("s").see("Not sent in").keys("g");
    assert_eq!(shop.asked().len(), 0);
    let opens = |task: &FileTask| matches!(task, FileTask::Open(_));
    assert!(shop.driver.file_job(opens).is_some());
}

#[test]
fn one_language_or_all_are_deleted_after_a_question() {
    let mut shop = Shop::open(140, 36, "menu");
    let there = [
        lamp("en", BODY),
        lamp("de", "Hallo {{1}}, Lampe {{2}} ist fertig, bitte kommen."),
    ];
    shop.show(&there)
        .keys("d")
        .see("Delete the template?")
        .see("in de, en")
        .keys("esc");
    assert_eq!(shop.asked().len(), 0);
    shop.keys("d").see("Delete de only").keys("o");
    let (job, task) = shop.one();
    let expected = TemplatesTask::Delete {
        name: "lamp_ready".to_owned(),
        language: Some("de".to_owned()),
    };
    assert_eq!(task, expected);
    shop.tell(job, TemplatesNews::Deleted(Ok(())))
        .see("lamp_ready (de) is deleted");
    assert!(!shop.driver.shows("Hallo"));
    shop.keys("d a");
    let (job, task) = shop.one();
    let expected = TemplatesTask::Delete {
        name: "lamp_ready".to_owned(),
        language: None,
    };
    assert_eq!(task, expected);
    let refused = TemplatesNews::Deleted(Err("refused with 100: no such template".to_owned()));
    shop.tell(job, refused).see("Not deleted: refused with 100");
}

#[test]
fn a_live_account_asks_before_a_template_is_sent_in() {
    let live = AccountLabel {
        name: "main".to_owned(),
        is_sandbox: false,
        ..accounts()
            .into_iter()
            .find(|it| it.dialect == Dialect::Cloud)
            .unwrap()
    };
    let mut driver = Driver::on_example(140, 36, "menu");
    driver.news(News::Link(LinkNews::Ready(vec![live])));
    driver.keys("f11").types("main").keys("enter");
    let mut shop = Shop::with(driver);
    let there = [lamp("en", BODY)];
    shop.show(&there).keys("a").pull(&there);
    shop.edit_file("until Friday", "on Monday");
    shop.show(&there)
        .keys("s")
        .see("Send it in for review?")
        .see("main");
    assert_eq!(shop.asked().len(), 0);
    shop.keys("s");
    assert!(matches!(shop.one().1, TemplatesTask::Push { .. }));
}

#[test]
fn an_account_without_templates_says_so_and_the_library_is_shown() {
    let mut shop = Shop::open(100, 30, "menu");
    shop.keys("alt-9");
    let (job, _) = shop.one();
    let sentence = "the On-Premises API keeps no template definitions".to_owned();
    shop.tell(job, TemplatesNews::Listed(Err(sentence)));
    shop.see("keeps no template definitions").see("not known");
    shop.see("The library has no template.");
    assert_eq!(shop.asked().len(), 0, "it is not asked again by itself");
    shop.keys("r");
    assert_eq!(shop.asked().len(), 1, "but when that is said");
}

#[test]
fn the_sample_of_a_header_is_uploaded_and_its_handle_stands_in_the_definition() {
    let text = json!({"name": "lamp", "language": "en", "category": "UTILITY", "components": [
        {"type": "HEADER", "format": "IMAGE", "example": {"header_handle": [""]}},
        {"type": "BODY", "text": "Your lamp is ready."}]});
    let mut driver = Driver::on_file(140, 36, "lamp.en.json", &text.to_string());
    driver.news(News::Link(LinkNews::Ready(accounts())));
    driver.keys("ctrl-f").types("Sample of").keys("enter");
    let mut found = false;
    for _ in 0..40 {
        driver.keys("shift-f10");
        if driver.shows("Upload for image") {
            found = true;
            break;
        }
        driver.keys("tab");
    }
    assert!(found, "{}", driver.screen());
    driver.types("lamp.png").keys("enter");
    let job = driver.file_job(|task| matches!(task, FileTask::Look(_)));
    let looked = bluetick::tui::msg::Looked {
        path: "lamp.png".into(),
        file: bluetick::wire::MediaFile {
            kind: Some("image/png"),
            bytes: 900,
            ..bluetick::wire::MediaFile::default()
        },
        sha256: "ab12".to_owned(),
    };
    driver.resolve_file(job.unwrap(), FileDone::Looked(Box::new(looked)));
    let upload = driver.effects().iter().find_map(|effect| match effect {
        Effect::Link(LinkTask::Upload { job, sample_of, .. }) => Some((*job, *sample_of)),
        _ => None,
    });
    let (job, sample_of) = upload.unwrap();
    assert_eq!(sample_of, Some("image"));
    let handle = "4::aW1hZ2UvcG5n:ARa".to_owned();
    driver.news(News::Link(LinkNews::Uploaded(
        job,
        Ok((handle.clone(), None)),
    )));
    assert_eq!(
        driver.payload()["components"][0]["example"]["header_handle"][0],
        handle
    );
    driver.see("its handle is the sample now");
}
