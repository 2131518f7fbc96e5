//! Plain data on the queue: actions, messages, effects.
