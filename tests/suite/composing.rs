//! Journeys through the composer: what a person does, and what the screen says then.

mod accounts;
mod again;
mod drafts;
mod exchange;
mod form;
mod history;
mod media;
mod mouse;
mod odd_pasts;
mod palette;
mod properties;
mod quoting;
mod sandbox;
mod screens;
mod sending;
mod templates;
mod templates_account;
mod windows;
