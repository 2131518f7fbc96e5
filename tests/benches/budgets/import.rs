//! Reading what is no JSON: the time grows as the text does, whatever is broken in it.

use bluetick::message::import;
use divan::counter::BytesCount;
use divan::{Bencher, black_box};

/// Lines that each break something else.
const BROKEN: [&str; 6] = [
    "\"a\": 1,,\n",
    "“x\n",
    "# c\n",
    "\"\n",
    "[\n",
    "'a' | 'b'\n",
];

/// Bytes a second must not fall from one length to the next.
#[divan::bench(args = [20_000, 200_000], consts = [0, 1, 2, 3, 4, 5])]
fn a_long_broken_text<const WHICH: usize>(bencher: Bencher<'_, '_>, length: usize) {
    let line = BROKEN.get(WHICH).copied().unwrap_or_default();
    let text = format!("{{\n{}", line.repeat(length / line.len().max(1)));
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| import(black_box(&text), "Long").is_ok());
}
