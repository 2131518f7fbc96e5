//! The loop, the terminal and the effects: the only part of the composer that does I/O.
