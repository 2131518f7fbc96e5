//! What lies over the screen: palette, pickers, confirmations.
