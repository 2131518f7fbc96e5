//! From payload to lines: a part of "key to drawn frame", which has 2 ms in all.

use bluetick::preview::{Options, bubble, layout};
use divan::{Bencher, black_box};
use serde_json::{Value, json};

/// A list with a body of 4096 characters full of markup, ten rows and an open sheet.
fn largest_message() -> Value {
    let line = "Our *finest* _teas_, ~dear~ `LAMP` at https://tea.example.com/a_b, 茶も👨‍👩‍👧‍👦 ok\n";
    let body: String = line.chars().cycle().take(4096).collect();
    let sections: Vec<_> = (0..10)
        .map(|number| {
            json!({"title": format!("Section {number}"), "rows": [{
                "id": number.to_string(),
                "title": "A row of 24 characters..",
                "description": "A description that is as long as it may be: seventy-two characters here",
            }]})
        })
        .collect();
    json!({"type": "interactive", "interactive": {
        "type": "list", "header": {"type": "text", "text": "Tea"}, "body": {"text": body},
        "footer": {"text": "Open until six"}, "action": {"button": "Choose", "sections": sections},
    }})
}

#[divan::bench]
fn bubble_and_layout_of_the_largest_message(bencher: Bencher<'_, '_>) {
    let payload = largest_message();
    let options = Options {
        sheet_open: true,
        ..Options::default()
    };
    bencher.bench(|| {
        let bubble = bubble(black_box(&payload), None, None, &options);
        layout(&bubble, 60, &options)
    });
}
