//! From payload to lines: a part of "key to drawn frame", which has 2 ms in all.

use bluetick::preview::{Options, bubble, layout};
use bluetick::wire::Dialect;
use divan::{Bencher, black_box};
use serde_json::{Value, json};

/// A list with a body of 4096 characters full of markup, ten rows and an open sheet.
pub(crate) fn largest_message() -> Value {
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

/// A send of the On-Premises API with ten dates that a phone would localise.
#[divan::bench]
fn bubble_of_ten_localised_dates(bencher: Bencher<'_, '_>) {
    let date = json!({"type": "date_time", "date_time": {
        "fallback_value": "20 September 2026", "year": 2026, "month": 9, "day_of_month": 20, "hour": 9,
    }});
    let payload = json!({"type": "template", "template": {
        "name": "dates", "language": {"code": "de"},
        "components": [{"type": "body", "parameters": vec![date; 10]}],
    }});
    let options = Options::default();
    bencher.bench(|| {
        bubble(
            black_box(&payload),
            Some(Dialect::OnPremises),
            None,
            &options,
        )
    });
}
