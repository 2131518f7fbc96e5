//! Products, catalogs and orders: what the phone takes from the catalog stands here under its id.

use serde_json::Value;

use super::{items, text_at};
use crate::preview::bubble::{Button, Media, MediaKind, Part, Sheet, SheetRow, SheetSection};
use crate::preview::line::Tap;
use crate::text::locale;

/// What the phone knows of a product and we do not.
const FROM_CATALOG: &str = "price from the catalog";

/// The box of a product.
pub(super) fn product(object: &Value, key: &str) -> Part {
    Part::Media(product_box(object, key))
}

/// What is in the box of a product.
pub(super) fn product_box(object: &Value, key: &str) -> Media {
    Media {
        kind: MediaKind::Product,
        title: text_at(object, key).unwrap_or_default(),
        detail: FROM_CATALOG.to_owned(),
    }
}

/// The box of the first product of several.
pub(super) fn first_product(action: &Value) -> Option<Part> {
    let first = action.pointer("/sections/0/product_items/0")?;
    Some(product(first, "/product_retailer_id"))
}

/// The box of a catalog under a fixed title: `lender` is the product that lends its picture.
pub(super) fn catalog(lender: Option<String>) -> Part {
    Part::Media(Media {
        kind: MediaKind::Product,
        title: "View the catalog on WhatsApp".to_owned(),
        detail: match lender.filter(|lender| !lender.is_empty()) {
            Some(lender) => format!("picture: {lender}"),
            None => "picture: the first product".to_owned(),
        },
    })
}

/// The row that opens a product or the catalog; the answer is a cart.
pub(super) fn view(label: &str, number: usize) -> Part {
    Part::Button(Button {
        icon: "▦",
        label: label.to_owned().into(),
        tap: Some(Tap::Cart(number)),
    })
}

/// The row that opens the sheet of products, and the sheet.
pub(super) fn products(action: &Value, parts: &mut Vec<Part>) {
    let label = "View items".to_owned();
    parts.push(Part::Button(Button {
        icon: "▦",
        label: label.clone().into(),
        tap: Some(Tap::ListSheet),
    }));
    parts.push(Part::Sheet(product_sheet(action, label)));
}

/// The products of an action by its sections, under a title.
pub(super) fn product_sheet(action: &Value, title: String) -> Sheet {
    let mut number = 0..;
    let sections = items(action, "sections")
        .map(|section| SheetSection {
            title: text_at(section, "/title").unwrap_or_default(),
            rows: items(section, "product_items")
                .map(|item| SheetRow {
                    title: text_at(item, "/product_retailer_id").unwrap_or_default(),
                    description: FROM_CATALOG.to_owned(),
                    tap: number.next().map(Tap::Cart),
                })
                .collect(),
        })
        .collect();
    Sheet {
        title,
        sections,
        has_choice: false,
    }
}

/// The box of an order that is to be paid: its number, how many things, and the total.
pub(super) fn order(parameters: &Value, locale: &str) -> Part {
    let pieces: Option<u64> = parameters
        .pointer("/order/items")
        .and_then(Value::as_array)
        .map(|items| {
            let quantity = |item: &Value| text_at(item, "/quantity")?.parse::<u64>().ok();
            items.iter().map(|item| quantity(item).unwrap_or(1)).sum()
        });
    let pieces = pieces.map(|count| match count {
        1 => "1 item".to_owned(),
        count => format!("{count} items"),
    });
    let detail: Vec<String> = pieces
        .into_iter()
        .chain(total(parameters, locale))
        .collect();
    order_box(parameters, detail.join(" · "))
}

/// The box of an order whose status is told.
pub(super) fn order_status(parameters: &Value) -> Part {
    let words = |text: String| text.replace(['-', '_'], " ");
    let status = text_at(parameters, "/order/status").map(words);
    let payment = text_at(parameters, "/payment/status").map(|status| format!("payment {status}"));
    let detail: Vec<String> = status.into_iter().chain(payment).collect();
    let words = text_at(parameters, "/order/description").filter(|words| !words.is_empty());
    let detail = Some(detail.join(" · ")).filter(|detail| !detail.is_empty());
    let lines: Vec<String> = detail.into_iter().chain(words).collect();
    order_box(parameters, lines.join("\n"))
}

/// A row that tells the business nothing.
pub(super) fn review(label: &str) -> Part {
    Part::Button(Button {
        icon: "¤",
        label: label.to_owned().into(),
        tap: None,
    })
}

fn order_box(parameters: &Value, detail: String) -> Part {
    let number = text_at(parameters, "/reference_id").filter(|number| !number.is_empty());
    Part::Media(Media {
        kind: MediaKind::Order,
        title: format!("Order #{}", number.unwrap_or_else(|| "…".to_owned())),
        detail,
    })
}

/// The total as it is written in the locale; as plain figures in a currency that we cannot write.
fn total(parameters: &Value, locale: &str) -> Option<String> {
    let code = text_at(parameters, "/currency").unwrap_or_default();
    let value: i64 = text_at(parameters, "/total_amount/value")?.parse().ok()?;
    let locale = if locale.is_empty() { "en_US" } else { locale };
    let written = value
        .checked_mul(10)
        .and_then(|thousandths| locale::currency(thousandths, &code, locale));
    Some(written.unwrap_or_else(|| {
        let sign = if value < 0 { "-" } else { "" };
        let (whole, hundredths) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
        format!("{sign}{whole}.{hundredths:02} {code}")
            .trim_end()
            .to_owned()
    }))
}
