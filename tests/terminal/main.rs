//! The built program in a pseudo-terminal.
#![cfg(test)]

#[path = "../common/mod.rs"]
#[expect(dead_code, reason = "the other test binary uses the rest")]
mod common;

mod ending;
mod pty;
mod secrets;
mod using;
