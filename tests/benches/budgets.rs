//! The budgets, as benchmarks.
//!
//! `cargo bench`, or `cargo bench --no-default-features` for the core rooms alone.

#[path = "budgets/bubble.rs"]
mod bubble;

fn main() {
    divan::main();
}
