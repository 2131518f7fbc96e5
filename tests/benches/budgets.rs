//! The budgets, as benchmarks.

fn main() {
    divan::main();
}
