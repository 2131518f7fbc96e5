//! The client: accounts, secrets, and requests to the three APIs, which are dialects of one.
//!
//! Called by `link`. Knows nothing of webhooks, history and screens.
