//! How `SQLite` goes about the questions: by an index, so that a page never reads a whole table.

use rstest::rstest;
use rusqlite::{Params, params, params_from_iter};

use super::super::filter::Conditions;
use super::super::{conversations, entries, lives};
use super::questions::busy;
use super::*;

fn plan(desk: &Desk, sql: &str, values: impl Params) -> String {
    let connection = Place::File(desk.path()).connect().unwrap();
    let explained = format!("EXPLAIN QUERY PLAN {sql}");
    let mut statement = connection.prepare(&explained).unwrap();
    let steps = statement
        .query_map(values, |row| row.get::<_, String>(3))
        .unwrap();
    steps.map(Result::unwrap).collect::<Vec<_>>().join("; ")
}

/// The first step goes along an index in the order that is asked for; joined rows are found by number.
#[track_caller]
fn assert_in_order(plan: &str, index: &str) {
    let first = plan.split("; ").next().unwrap();
    assert!(first.contains(&format!("USING INDEX {index}")), "{plan}");
    assert!(!plan.contains("TEMP B-TREE"), "{plan}");
    let scans = plan.split("; ").filter(|step| step.starts_with("SCAN"));
    assert!(
        scans.count() <= usize::from(first.starts_with("SCAN")),
        "{plan}"
    );
}

fn key() -> Key {
    Key {
        at: second(5),
        id: EntryId(5),
    }
}

fn filters() -> [Filter; 5] {
    [
        Filter::default(),
        Filter {
            account: Some(ACCOUNT.to_owned()),
            ..Filter::default()
        },
        Filter {
            kind: Some("status".to_owned()),
            is_received: true,
            verdict: Some(Verdict::Good),
            ..Filter::default()
        },
        Filter {
            words: Some("tea".to_owned()),
            ..Filter::default()
        },
        Filter {
            outcome: Some(Outcome::Failed),
            since: Some(second(0)),
            until: Some(second(9)),
            ..Filter::default()
        },
    ]
}

#[rstest]
#[case::newest(Page::first(60))]
#[case::before(Page::before(key(), 60))]
#[case::after(Page::after(key(), 60))]
#[tokio::test]
async fn a_page_of_a_view_goes_along_an_index(#[case] page: Page) {
    let desk = Desk::new();
    let plan_of = |(sql, conditions): (String, Conditions)| {
        plan(&desk, &sql, params_from_iter(&conditions.values))
    };
    for filter in filters() {
        assert_in_order(
            &plan_of(entries::page_question(&filter, &page)),
            "entries_at",
        );
        assert_in_order(&plan_of(lives::page_question(&filter, &page)), "sends_at");
        let of_person = Filter {
            account: Some(ACCOUNT.to_owned()),
            peer: Some(PEER.to_owned()),
            ..filter
        };
        let asked = plan_of(entries::turns_question(&of_person, &page));
        assert_in_order(&asked, "entries_peer");
    }
}

#[tokio::test]
async fn the_list_of_conversations_goes_along_an_index() {
    let desk = Desk::new();
    let asked = plan(&desk, conversations::LIST, params![None::<String>, 500]);
    assert_in_order(&asked, "conversations_last");
}

#[tokio::test]
async fn what_is_known_of_a_message_is_found_by_its_id() {
    let desk = Desk::new();
    for (sql, index) in [
        (
            "SELECT * FROM entries WHERE message = 'a'",
            "entries_message",
        ),
        ("SELECT * FROM entries WHERE about = 'a'", "entries_about"),
        ("SELECT * FROM sends WHERE message = 'a'", "sends_message"),
    ] {
        assert_in_order(&plan(&desk, sql, []), index);
    }
}

#[tokio::test]
async fn a_history_of_the_first_version_gets_what_it_lacks() {
    let Desk { folder, history } = busy().await;
    drop(history);
    let path = folder.path().join(FILE_NAME);
    let older = Connection::open(&path).unwrap();
    older
        .execute_batch("DROP INDEX conversations_last; PRAGMA user_version = 1")
        .unwrap();
    drop(older);
    let desk = Desk {
        history: History::open(&path).unwrap().history,
        folder,
    };
    let asked = plan(&desk, conversations::LIST, params![None::<String>, 500]);
    assert_in_order(&asked, "conversations_last");
    assert!(!desk.all().await.is_empty());
}
