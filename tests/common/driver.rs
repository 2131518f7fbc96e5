//! Drives the real composer without a terminal: keys in, screen and effects out.
//!
//! The clock, the ids and the locale are fixed; nothing is written and nothing is sent. What the
//! composer asks for is listed, and a journey answers it with the `resolve_` methods.

use bluetick::files::EXAMPLES;
use bluetick::link::LinkEvent;
use bluetick::message::Draft;
use bluetick::platform::{Answer, SendError};
use bluetick::tui::app::{App, Setup, draw, update};
use bluetick::tui::keys::{Key, Keymap};
use bluetick::tui::msg::{
    AccountLabel, Effect, FileDone, FileTask, JobId, LinkNews, LinkTask, Msg, News, Opened, Source,
    Timer, Unreadable,
};
use bluetick::tui::theme::{Borders, Depth, Theme};
use bluetick::webhook::{Received, Verdict, read_events};
use bluetick::wire::Dialect;
use crossterm::event::{Event, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use serde_json::{Value, json};

use super::memory::Memory;

/// The composer under test.
pub(crate) struct Driver {
    pub(crate) app: App,
    size: (u16, u16),
    now: Timestamp,
    effects: Vec<Effect>,
    /// How many effects have been looked at for questions to the history.
    answered: usize,
}

impl Driver {
    /// The composer on the example `menu`, connected to a sandbox.
    pub(crate) fn new(width: u16, height: u16) -> Self {
        Self::on_example(width, height, "menu")
    }

    /// The composer on an embedded example.
    pub(crate) fn on_example(width: u16, height: u16, name: &str) -> Self {
        let text = EXAMPLES
            .iter()
            .find(|example| example.name == name)
            .unwrap_or_else(|| panic!("no example {name}"))
            .text;
        Self::on(width, height, Source::Example(name.to_owned()), text)
    }

    /// The composer on the text of a file of that path.
    pub(crate) fn on_file(width: u16, height: u16, path: &str, text: &str) -> Self {
        Self::on(width, height, Source::File(path.into()), text)
    }

    fn on(width: u16, height: u16, source: Source, text: &str) -> Self {
        Self::with_theme(width, height, opened(source, text), dark(Depth::True))
    }

    /// The composer that begins with what was opened, in a theme.
    pub(crate) fn with_theme(width: u16, height: u16, opened: FileDone, theme: Theme) -> Self {
        Self::with_setup(width, height, opened, theme, |_| {})
    }

    /// The composer on the text of a draft, with other settings than the default ones.
    pub(crate) fn with_settings(
        width: u16,
        height: u16,
        text: &str,
        change: impl FnOnce(&mut Setup),
    ) -> Self {
        let opened = opened(Source::Example("text".to_owned()), text);
        Self::with_setup(width, height, opened, dark(Depth::True), change)
    }

    fn with_setup(
        width: u16,
        height: u16,
        opened: FileDone,
        theme: Theme,
        change: impl FnOnce(&mut Setup),
    ) -> Self {
        let now: Timestamp = "2026-11-20T10:42:07.120Z".parse().unwrap();
        let mut setup = Setup {
            now,
            zone: TimeZone::UTC,
            theme,
            keymap: Keymap::default(),
            locale: "en_US".to_owned(),
            mouse: true,
            bidi: bluetick::files::settings::Bidi::Logical,
            opened,
            settings_files: ["bluetick.toml".into(), "personal/bluetick.toml".into()],
            warnings: Vec::new(),
        };
        change(&mut setup);
        let (app, effects) = App::start(setup, (width, height));
        let mut driver = Self {
            app,
            size: (width, height),
            now,
            effects,
            answered: 0,
        };
        driver.news(News::Link(LinkNews::Ready(accounts())));
        driver
    }

    /// Presses keys, named as in the settings and parted by blanks: `tab ctrl-s f5`.
    pub(crate) fn keys(&mut self, keys: &str) -> &mut Self {
        for name in keys.split_whitespace() {
            let key: Key = name
                .parse()
                .unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            self.press(key);
        }
        self
    }

    /// Types a text, each character a key.
    pub(crate) fn types(&mut self, text: &str) -> &mut Self {
        for character in text.chars() {
            let code = crossterm::event::KeyCode::Char(character);
            self.press(Key::new(code, KeyModifiers::NONE));
        }
        self
    }

    /// Pastes a text as a terminal does.
    pub(crate) fn paste(&mut self, text: &str) -> &mut Self {
        self.news(News::Input(Event::Paste(text.to_owned())))
    }

    /// Presses one key.
    pub(crate) fn press(&mut self, key: Key) -> &mut Self {
        let event = KeyEvent::new(key.code(), key.modifiers());
        self.news(News::Input(Event::Key(event)))
    }

    /// Clicks on the first place of the screen where a text stands.
    pub(crate) fn click(&mut self, text: &str) -> &mut Self {
        let at = self
            .find(text)
            .unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{}", self.screen()));
        self.mouse(MouseEventKind::Down(MouseButton::Left), at)
    }

    /// A mouse event at a cell.
    pub(crate) fn mouse(&mut self, kind: MouseEventKind, at: Position) -> &mut Self {
        self.news(News::Input(Event::Mouse(MouseEvent {
            kind,
            column: at.x,
            row: at.y,
            modifiers: KeyModifiers::NONE,
        })))
    }

    /// Another size of the terminal.
    pub(crate) fn resize(&mut self, width: u16, height: u16) -> &mut Self {
        self.size = (width, height);
        self.news(News::Input(Event::Resize(width, height)))
    }

    /// Lets time pass.
    pub(crate) fn wait(&mut self, millis: i64) -> &mut Self {
        self.now += SignedDuration::from_millis(millis);
        self
    }

    /// A timer runs out.
    pub(crate) fn timer(&mut self, timer: Timer) -> &mut Self {
        self.news(News::Timer(timer))
    }

    /// Any news.
    pub(crate) fn news(&mut self, news: News) -> &mut Self {
        let msg = Msg { at: self.now, news };
        self.effects.extend(update(&mut self.app, msg));
        self
    }

    /// Answers the last send with a status and a body.
    pub(crate) fn resolve_send(&mut self, status: u16, body: &Value) -> &mut Self {
        let elapsed = std::time::Duration::from_millis(84);
        let answer = Answer::read(status, elapsed, body.to_string().as_bytes());
        self.finish_send(Ok(answer))
    }

    /// Ends the last send without an answer.
    pub(crate) fn fail_send(&mut self, error: SendError) -> &mut Self {
        self.finish_send(Err(error))
    }

    fn finish_send(&mut self, result: Result<Answer, SendError>) -> &mut Self {
        let job = self.last_send();
        let request = "POST http://127.0.0.1:4010/v26.0/106540352242922/messages\n\
                       Authorization: Bearer ********"
            .to_owned();
        self.news(News::Link(LinkNews::Sending(job, request)));
        self.wait(84);
        self.news(News::Link(LinkNews::SendFinished(job, result)))
    }

    /// The answer that accepts a message under an id.
    pub(crate) fn accept_send(&mut self, id: &str) -> &mut Self {
        self.resolve_send(
            200,
            &json!({"messaging_product": "whatsapp", "contacts": [], "messages": [{"id": id}]}),
        )
    }

    /// A signed webhook with one status of a message.
    pub(crate) fn status(&mut self, id: &str, status: &str) -> &mut Self {
        self.webhook(&json!({"statuses": [
            {"id": id, "status": status, "timestamp": "1795171327", "recipient_id": "15550100123"}
        ]}))
    }

    /// A signed webhook with this value of a change.
    pub(crate) fn webhook(&mut self, value: &Value) -> &mut Self {
        self.change("messages", value)
    }

    /// A signed webhook with this value of a change of that field.
    pub(crate) fn change(&mut self, field: &str, value: &Value) -> &mut Self {
        let body = json!({"object": "whatsapp_business_account", "entry": [
            {"id": "1", "changes": [{"field": field, "value": value}]}
        ]});
        let received = Received {
            at: self.now,
            path: "/webhook".to_owned(),
            headers: Vec::new(),
            body: body.to_string().into_bytes(),
            verdict: Verdict::Good,
            reason: None,
            events: read_events(&body),
        };
        self.news(News::Link(LinkNews::Event(LinkEvent::Received(received))))
    }

    /// Answers all questions to the history, and those that follow from the answers.
    pub(crate) fn recall(&mut self, memory: &Memory) -> &mut Self {
        while let Some(effect) = self.effects.get(self.answered) {
            self.answered += 1;
            if let Effect::History(job, task) = effect {
                let (job, task) = (*job, task.clone());
                let done = memory.answer(task);
                self.news(News::History(job, done));
            }
        }
        self
    }

    /// Answers a file job.
    pub(crate) fn resolve_file(&mut self, job: JobId, done: FileDone) -> &mut Self {
        self.news(News::File(job, done))
    }

    /// The last file job of those that were asked for, and what it asks.
    pub(crate) fn last_file(&self) -> (JobId, &FileTask) {
        self.effects
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::File(job, task) => Some((*job, task)),
                _ => None,
            })
            .expect("no file job was asked for")
    }

    /// The last file job that `wanted` picks.
    pub(crate) fn file_job(&self, wanted: impl Fn(&FileTask) -> bool) -> Option<JobId> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::File(job, task) if wanted(task) => Some(*job),
            _ => None,
        })
    }

    /// The last send that was asked for.
    pub(crate) fn last_send(&self) -> JobId {
        self.effects
            .iter()
            .rev()
            .find_map(|effect| match effect {
                Effect::Link(LinkTask::Send { job, .. }) => Some(*job),
                _ => None,
            })
            .unwrap_or_else(|| panic!("nothing was sent:\n{}", self.screen()))
    }

    /// What the composer asked the runtime to do so far.
    pub(crate) fn effects(&self) -> &[Effect] {
        &self.effects
    }

    /// The payload as it is now.
    pub(crate) fn payload(&self) -> Value {
        self.app.draft().document.payload().clone()
    }

    /// The draft as it would be saved.
    pub(crate) fn draft(&self) -> &Draft {
        self.app.draft()
    }

    /// The screen as cells.
    pub(crate) fn buffer(&self) -> Buffer {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        draw(&self.app, &mut buffer);
        buffer
    }

    /// Where the terminal's cursor stands.
    pub(crate) fn cursor(&self) -> Option<Position> {
        let mut buffer = Buffer::empty(Rect::new(0, 0, self.size.0, self.size.1));
        draw(&self.app, &mut buffer)
    }

    /// The screen as text, a line a row.
    pub(crate) fn screen(&self) -> String {
        rows(&self.buffer()).join("\n")
    }

    /// Whether the screen shows a text.
    pub(crate) fn shows(&self, text: &str) -> bool {
        self.screen().contains(text)
    }

    /// Fails with the screen unless it shows a text.
    #[track_caller]
    pub(crate) fn see(&mut self, text: &str) -> &mut Self {
        assert!(
            self.shows(text),
            "{text:?} is not on the screen:\n{}",
            self.screen()
        );
        self
    }

    fn find(&self, text: &str) -> Option<Position> {
        for (y, row) in rows(&self.buffer()).iter().enumerate() {
            if let Some((before, _)) = row.split_once(text) {
                let x = bluetick::text::width(before);
                return Some(Position::new(
                    u16::try_from(x).unwrap(),
                    u16::try_from(y).unwrap(),
                ));
            }
        }
        None
    }
}

/// The built-in dark theme at a depth.
pub(crate) fn dark(depth: Depth) -> Theme {
    Theme::named("dark", depth, Borders::Lines)
}

/// What opening a text gives.
pub(crate) fn opened(source: Source, text: &str) -> FileDone {
    let content = Draft::parse(text).map_err(|error| Unreadable {
        text: text.to_owned(),
        error,
    });
    let stamp = matches!(source, Source::File(_))
        .then(|| bluetick::files::Stamp::of(text.as_bytes(), None));
    FileDone::Opened(Box::new(Opened {
        source,
        content,
        stamp,
    }))
}

/// The sandbox's accounts.
pub(crate) fn accounts() -> Vec<AccountLabel> {
    Dialect::ALL
        .iter()
        .map(|dialect| AccountLabel {
            name: format!("sandbox-{dialect}"),
            dialect: *dialect,
            is_sandbox: true,
            webhook: Some("http://127.0.0.1:4011/webhook".to_owned()),
            base_url: "http://127.0.0.1:4010".to_owned(),
            number: None,
            secrets: Vec::new(),
            settings: None,
            problem: None,
        })
        .collect()
}

/// The rows of a buffer as text; the second cell of a wide character is left out.
pub(crate) fn rows(buffer: &Buffer) -> Vec<String> {
    let area = buffer.area;
    (area.top()..area.bottom())
        .map(|y| {
            let mut row = String::new();
            let mut skip = 0;
            for x in area.left()..area.right() {
                if skip > 0 {
                    skip -= 1;
                    continue;
                }
                let symbol = buffer[(x, y)].symbol();
                skip = bluetick::text::width(symbol).saturating_sub(1);
                row.push_str(symbol);
            }
            row.trim_end().to_owned()
        })
        .collect()
}
