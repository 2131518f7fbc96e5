//! Journeys through the library and the commands: one binary, a module a journey.
#![cfg(test)]

mod corpus;
mod examples;
mod network;
