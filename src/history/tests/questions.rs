//! Questions: filters, pages, conversations, and that they use an index.

use rstest::rstest;

use super::*;

/// A send that was read, one that failed, one that was refused; a message of the person; an unknown event.
pub(super) async fn busy() -> Desk {
    let desk = Desk::new();
    for (id, status) in [(ID, "read"), ("wamid.two", "failed")] {
        let send = desk.send(PEER).await;
        desk.answer(send, id).await;
        desk.status(id, status, 5).await;
    }
    let other = SendRecord {
        account: "kiosk".to_owned(),
        kind: "template".to_owned(),
        at: second(100),
        ..sending("15550100199")
    };
    let refused = desk.history.record_send(other).await.unwrap();
    let answer = AnswerRecord::Answered {
        at: second(101),
        elapsed: Duration::from_millis(9),
        status: 400,
        body: "{}".to_owned(),
        message: None,
        error: Some(Code::new(100)),
    };
    desk.answered(refused, answer).await;
    desk.store(&message_of("wamid.in", 40, "Hi")).await;
    desk.store(&json!({"what": "ever"})).await;
    desk
}

#[rstest]
#[case::all(Filter::default(), &["send.template", "unknown", "message.text", "status.failed", "status.read", "send.text", "send.text"])]
#[case::account(Filter { account: Some("kiosk".into()), ..Filter::default() }, &["send.template"])]
#[case::peer(Filter { peer: Some("15550100199".into()), ..Filter::default() }, &["send.template"])]
#[case::kind(Filter { kind: Some("status.failed".into()), ..Filter::default() }, &["status.failed"])]
#[case::sort_of_kind(Filter { kind: Some("status".into()), ..Filter::default() }, &["status.failed", "status.read"])]
#[case::no_such_kind(Filter { kind: Some("stat".into()), ..Filter::default() }, &[])]
#[case::since(Filter { since: Some(second(100)), ..Filter::default() }, &["send.template"])]
#[case::until(Filter { until: Some(second(10)), ..Filter::default() }, &["send.text", "send.text"])]
#[case::outcome(Filter { outcome: Some(Outcome::Refused), ..Filter::default() }, &["send.template"])]
#[case::several(Filter { account: Some(ACCOUNT.into()), outcome: Some(Outcome::Failed), ..Filter::default() }, &["send.text"])]
#[tokio::test]
async fn a_filter_gives_what_it_asks_for_newest_first(
    #[case] filter: Filter,
    #[case] kinds: &[&str],
) {
    let desk = busy().await;
    assert_eq!(desk.kinds(filter.clone()).await, kinds);
    // An export of the same has the same, oldest first.
    let mut exported = Vec::new();
    let line = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap();
        let kind = line["kind"].as_str().or(line["events"][0]["kind"].as_str());
        exported.insert(0, kind.unwrap().to_owned());
        Ok::<_, HistoryError>(())
    };
    desk.history.export(filter, line).await.unwrap();
    assert_eq!(exported, kinds);
}

#[rstest]
#[case::received(Filter { is_received: true, ..Filter::default() }, &["unknown", "message.text", "status.failed", "status.read"])]
#[case::verdict(Filter { verdict: Some(Verdict::Wrong), ..Filter::default() }, &[])]
#[case::in_the_body(Filter { words: Some("\"BODY\":\"hi\"".into()), ..Filter::default() }, &["message.text"])]
#[case::in_the_kind(Filter { words: Some("status.f".into()), ..Filter::default() }, &["status.failed"])]
#[case::in_a_payload(Filter { words: Some("15550100199".into()), ..Filter::default() }, &["send.template"])]
#[case::no_wildcards(Filter { words: Some("h_".into()), ..Filter::default() }, &[])]
#[case::both(Filter { is_received: true, words: Some("ever".into()), ..Filter::default() }, &["unknown"])]
#[tokio::test]
async fn events_are_found_by_words_and_by_how_they_came(
    #[case] filter: Filter,
    #[case] kinds: &[&str],
) {
    let desk = busy().await;
    assert_eq!(desk.kinds(filter).await, kinds);
}

#[tokio::test]
async fn pages_go_both_ways_and_begin_at_either_end() {
    let desk = Desk::new();
    for number in 0..25 {
        desk.status(&format!("wamid.{number}"), "sent", 1).await;
    }
    let ask = async |page| {
        let entries = desk.history.events(Filter::default(), page).await.unwrap();
        entries.iter().map(Entry::key).collect::<Vec<_>>()
    };
    let all = ask(Page::first(50)).await;
    assert_eq!(ask(Page::before(all[9], 5)).await, all[10..15]);
    assert_eq!(ask(Page::after(all[9], 5)).await, all[4..9]);
    assert_eq!(ask(Page::after(Key::START, 5)).await, all[20..]);
}

#[tokio::test]
async fn lives_are_filtered_by_what_became_of_them() {
    let desk = busy().await;
    for (outcome, ids) in [
        (Outcome::Read, &[Some(ID)][..]),
        (Outcome::Failed, &[Some("wamid.two")]),
        (Outcome::Refused, &[None]),
        (Outcome::Delivered, &[]),
    ] {
        let filter = Filter {
            outcome: Some(outcome),
            ..Filter::default()
        };
        let lives = desk.history.lives(filter, Page::first(10)).await.unwrap();
        let found: Vec<_> = lives
            .iter()
            .map(|sent| sent.message().map(MessageId::as_str))
            .collect();
        assert_eq!(found, ids, "{outcome:?}");
    }
}

#[tokio::test]
async fn pages_follow_each_other_without_gap_or_repetition() {
    let desk = Desk::new();
    // All at the same moment, so that only the numbers tell them apart.
    for number in 0..25 {
        desk.status(&format!("wamid.{number}"), "sent", 1).await;
    }
    let mut page = Page::first(10);
    let mut seen = Vec::new();
    loop {
        let entries = desk.history.events(Filter::default(), page).await.unwrap();
        let Some(last) = entries.last() else { break };
        page.before = Some(last.key());
        seen.extend(entries.iter().map(|entry| entry.id));
    }
    let mut expected = seen.clone();
    expected.sort_unstable_by(|one, other| other.cmp(one));
    expected.dedup();
    assert_eq!(seen, expected);
    assert_eq!(seen.len(), 25);
}

#[tokio::test]
async fn a_conversation_has_both_sides_in_order_and_its_window() {
    let desk = busy().await;
    let turns = desk
        .history
        .conversation(ACCOUNT, PEER, Page::first(10))
        .await
        .unwrap();
    let sides: Vec<&str> = turns
        .iter()
        .map(|turn| match turn {
            Turn::Sent(story) => story.life.id.as_str(),
            Turn::NotSent(_) => "not sent",
            Turn::Received(entry) => entry.kind.as_str(),
        })
        .collect();
    assert_eq!(sides, [ID, "wamid.two", "message.text"]);
    let window = desk.history.window(ACCOUNT, PEER).await.unwrap();
    assert_eq!(window, Some(second(40 + 24 * 60 * 60)));
    let list = desk.history.conversations(None, 10).await.unwrap();
    let peers: Vec<_> = list
        .iter()
        .map(|it| (it.account.as_str(), it.peer.as_str(), it.name.as_deref()))
        .collect();
    assert_eq!(
        peers,
        [
            ("kiosk", "15550100199", None),
            (ACCOUNT, PEER, Some("Nadia Brook"))
        ]
    );
    assert_eq!(list[1].window, window);
}

#[tokio::test]
async fn the_number_that_the_platform_names_is_the_person() {
    let desk = Desk::new();
    let send = desk.send("0155 501 00123").await;
    let before = desk.history.conversations(None, 10).await.unwrap();
    assert_eq!(before[0].peer, "015550100123");
    desk.answer(send, ID).await;
    let after = desk.history.conversations(None, 10).await.unwrap();
    assert_eq!(after.len(), 1);
    assert_eq!(after[0].peer, PEER);
}

#[tokio::test]
async fn two_histories_on_one_file_see_what_the_other_kept() {
    let desk = Desk::new();
    let other = History::open(&desk.path()).unwrap().history;
    let both = [desk.history.clone(), other.clone()];
    let tasks = both.into_iter().enumerate().map(|(which, history)| {
        tokio::spawn(async move {
            let keeper = history.sink(Vec::new());
            for number in 0..50 {
                let body = status_of(&format!("wamid.{which}.{number}"), "sent", 1);
                keeper.store(good(&body)).await.unwrap();
            }
        })
    });
    for task in tasks.collect::<Vec<_>>() {
        task.await.unwrap();
    }
    assert_eq!(desk.all().await.len(), 100);
    assert_eq!(other.integrity().await.unwrap().entries, 100);
}

#[tokio::test]
async fn a_history_in_memory_answers_like_one_in_a_file_and_has_no_neighbours() {
    let history = History::in_memory().unwrap();
    assert!(!history.is_lasting());
    let keeper = history.sink(Vec::new());
    keeper.store(good(&status_of(ID, "sent", 1))).await.unwrap();
    let entries = history.events(Filter::default(), Page::first(9)).await;
    assert_eq!(entries.unwrap().len(), 1);
    let other = History::in_memory().unwrap();
    let entries = other.events(Filter::default(), Page::first(9)).await;
    assert_eq!(entries.unwrap(), []);
}
