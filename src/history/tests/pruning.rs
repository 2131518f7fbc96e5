//! What is forgotten, and what stays.

use rstest::rstest;

use super::*;

#[tokio::test]
async fn what_is_older_goes_and_what_it_alone_needed_too() {
    let desk = Desk::new();
    let old = desk.send("15550100111").await;
    desk.answer(old, "wamid.old").await;
    desk.status(ID, "sent", 1).await;
    let new = SendRecord {
        at: second(500),
        ..sending("15550100122")
    };
    let new = desk.history.record_send(new).await.unwrap();
    let policy = Policy {
        older_than: Some(second(100)),
        ..Policy::default()
    };
    let pruned = desk.history.prune(policy).await.unwrap();
    assert_eq!(pruned.entries, 2);
    let left = desk.all().await;
    assert_eq!(left.len(), 1);
    assert_eq!(left[0].id, new);
    assert_eq!(desk.history.sent(old).await.unwrap(), None);
    let conversations = desk.history.conversations(None, 10).await.unwrap();
    assert_eq!(conversations.len(), 1);
    let count = |sql: &'static str| {
        desk.history
            .read(move |connection| connection.query_row(sql, [], |row| row.get::<_, i64>(0)))
    };
    assert_eq!(count("SELECT count(*) FROM webhooks").await.unwrap(), 0);
    assert_eq!(count("SELECT count(*) FROM sends").await.unwrap(), 1);
}

#[tokio::test]
async fn the_oldest_go_until_the_size_fits_and_the_file_shrinks() {
    let desk = Desk::new();
    let keeper = desk.history.sink(Vec::new());
    let note = "x".repeat(2000);
    let tasks: Vec<_> = (0..3000)
        .map(|number| {
            let body = json!({"statuses": [{"id": format!("wamid.{number}"), "status": "sent", "note": note}]});
            let keeper = keeper.clone();
            tokio::spawn(async move { keeper.store(good(&body)).await.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let before = desk.history.integrity().await.unwrap();
    let most = before.size / 2;
    let policy = Policy {
        larger_than: Some(most),
        ..Policy::default()
    };
    let pruned = desk.history.prune(policy).await.unwrap();
    assert!(pruned.size <= most, "{pruned:?}");
    let after = desk.history.integrity().await.unwrap();
    assert_eq!(after.problems, [""; 0]);
    assert!(after.entries > 0, "not more than needed goes");
    assert_eq!(after.entries + pruned.entries, before.entries);
    let pages: (u64, u64) = desk
        .history
        .read(|connection| {
            let number = |name| connection.pragma_query_value(None, name, |row| row.get(0));
            Ok((number("page_count")?, number("freelist_count")?))
        })
        .await
        .unwrap();
    assert_eq!(pages.1, 0, "no page lies idle");
    assert!(pages.0 * 4096 <= most, "{pages:?}");
}

#[rstest]
#[case::by_size(Policy { larger_than: Some(1_000_000), ..Policy::default() }, 900_000..1_000_001)]
#[case::by_age(Policy { older_than: Some(second(9_000)), ..Policy::default() }, 2_400_000..3_000_000)]
#[tokio::test]
async fn the_space_is_given_back_while_others_have_the_file_open(
    #[case] policy: Policy,
    #[case] size_after: std::ops::Range<u64>,
) {
    let desk = Desk::new();
    // Another program, with connections of its own.
    let other = History::open(&desk.path()).unwrap().history;
    let keeper = desk.history.sink(Vec::new());
    let note = "x".repeat(6000);
    let webhooks = (0..1200).map(|number: i64| {
        let body = json!({"statuses": [{"id": format!("wamid.{number}"), "status": "sent", "note": note}]});
        let late = Received {
            at: second(number * 10),
            ..good(&body)
        };
        let keeper = keeper.clone();
        tokio::spawn(async move { keeper.store(late).await.unwrap() })
    });
    for webhook in webhooks.collect::<Vec<_>>() {
        webhook.await.unwrap();
    }
    let page = || other.events(Filter::default(), Page::first(5));
    let newest = page().await.unwrap();
    let size = || {
        let log = open::with_ending(&desk.path(), open::LOG);
        let [file, log] = [desk.path(), log].map(|path| std::fs::metadata(path).unwrap().len());
        (file, log)
    };
    let before = size();
    assert!(before.0 + before.1 > 7_000_000, "{before:?}");
    let pruned = desk.history.prune(policy).await.unwrap();
    let after = size();
    assert_eq!(after.0, pruned.size, "what the file takes is what is used");
    assert!(size_after.contains(&after.0), "{after:?}");
    assert_eq!(after.1, 0, "nothing is left in the log");
    assert_eq!(page().await.unwrap(), newest, "the newest are still there");
    assert_eq!(other.integrity().await.unwrap().problems, [""; 0]);
}

#[tokio::test]
async fn a_policy_that_asks_for_nothing_forgets_nothing() {
    let desk = Desk::new();
    desk.send(PEER).await;
    let pruned = desk.history.prune(Policy::default()).await.unwrap();
    assert_eq!(pruned.entries, 0);
    assert_eq!(desk.all().await.len(), 1);
}

#[tokio::test]
async fn of_what_cannot_be_believed_only_the_latest_is_kept() {
    let desk = Desk::new();
    let keeper = desk.history.sink(Vec::new());
    desk.status(ID, "sent", 1).await;
    let tasks: Vec<_> = (0..1200)
        .map(|number: u32| {
            let keeper = keeper.clone();
            let forged = received(number.to_string().as_bytes(), Verdict::Wrong);
            tokio::spawn(async move { keeper.store(forged).await.unwrap() })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let kept = desk.history.integrity().await.unwrap().entries;
    assert!((1001..1101).contains(&kept), "{kept}");
    let untouched = Filter {
        kind: Some("status".to_owned()),
        ..Filter::default()
    };
    let entries = desk
        .history
        .events(untouched, Page::first(9))
        .await
        .unwrap();
    assert_eq!(entries.len(), 1);
}
