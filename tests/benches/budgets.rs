//! The budgets, as benchmarks.
//!
//! `cargo bench`, or `cargo bench --no-default-features` for the core rooms alone.

#[path = "budgets/bubble.rs"]
mod bubble;
#[cfg(feature = "app")]
#[path = "budgets/check.rs"]
mod check;
#[cfg(feature = "app")]
#[path = "budgets/history.rs"]
mod history;
#[path = "budgets/import.rs"]
mod import;
#[cfg(feature = "app")]
#[path = "budgets/receiver.rs"]
mod receiver;
#[cfg(feature = "app")]
#[path = "budgets/screen.rs"]
mod screen;

fn main() {
    divan::main();
}
