//! The state of the composer and its one `update`.
