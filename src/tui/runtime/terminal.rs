//! The one owner of the terminal's modes.
//!
//! A [`Screen`] takes the terminal (raw mode, alternate screen, mouse, paste, focus, keyboard) and
//! gives it back when it is dropped, when the program panics, on a signal (the loop ends and drops
//! it), and for a suspension or another program. What was taken stands in one place for the whole
//! process, so giving back twice does nothing.

mod modes;
mod signals;

use std::io::{self, BufWriter, IsTerminal as _, Stdout, Write as _};
use std::sync::{Mutex, Once, PoisonError};
use std::thread::{self, ThreadId};

use crossterm::terminal::{BeginSynchronizedUpdate, EndSynchronizedUpdate};
use crossterm::{execute, queue};
use ratatui::layout::Rect;
use ratatui::{Frame, Terminal};

use super::backend::{Clusters, Steady};
use crate::text;

pub use modes::{Modes, speaks_kitty};
pub use signals::{Interruption, Signals};

/// The terminal while the composer has it.
#[derive(Debug)]
pub struct Screen {
    terminal: Terminal<Steady<BufWriter<Stdout>>>,
    modes: Modes,
}

/// Enough for a full frame of a large terminal, so that it leaves in one piece.
const BUFFER: usize = 64 * 1024;

impl Screen {
    /// Takes the terminal.
    ///
    /// # Errors
    ///
    /// When standard output is no terminal, or the terminal cannot be put into raw mode.
    pub fn take(modes: Modes, clusters: Clusters) -> io::Result<Self> {
        if !io::stdout().is_terminal() {
            return Err(io::Error::other(
                "the composer needs a terminal, and standard output is none; the commands check, \
                 preview and send work without one",
            ));
        }
        install_hook();
        modes::take(modes)?;
        let writer = BufWriter::with_capacity(BUFFER, io::stdout());
        match Terminal::new(Steady::new(writer, clusters)) {
            Ok(terminal) => Ok(Self { terminal, modes }),
            Err(error) => {
                modes::give_back()?;
                Err(error)
            }
        }
    }

    /// Draws a frame; the terminal shows it in one step where it can.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn draw(&mut self, render: impl FnOnce(&mut Frame<'_>)) -> io::Result<()> {
        queue!(self.terminal.backend_mut(), BeginSynchronizedUpdate)?;
        let drawn = self.terminal.draw(render).map(drop);
        execute!(self.terminal.backend_mut(), EndSynchronizedUpdate)?;
        drawn
    }

    /// The size of the terminal.
    ///
    /// # Errors
    ///
    /// When the terminal does not tell.
    pub fn area(&self) -> io::Result<Rect> {
        self.terminal
            .size()
            .map(|size| Rect::new(0, 0, size.width, size.height))
    }

    /// Makes the next frame draw everything. Asks the terminal nothing.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn repaint(&mut self) -> io::Result<()> {
        let area = self.area()?;
        self.terminal.resize(area)
    }

    /// Turns mouse capture on or off.
    ///
    /// # Errors
    ///
    /// When the terminal cannot be written to.
    pub fn set_mouse(&mut self, mouse: bool) -> io::Result<()> {
        self.modes.mouse = mouse;
        modes::set_mouse(mouse)
    }

    /// Gives the terminal back, until [`Screen::reclaim`].
    fn release(&mut self) -> io::Result<()> {
        self.terminal.show_cursor()?;
        io::Write::flush(self.terminal.backend_mut())?;
        modes::give_back()
    }

    /// Takes the terminal again; the next frame draws everything.
    fn reclaim(&mut self) -> io::Result<()> {
        modes::take(self.modes)?;
        self.repaint()
    }

    /// Gives the terminal back and stops until the shell continues the program. The input stream
    /// is to be dropped before and made anew afterwards.
    ///
    /// # Errors
    ///
    /// When no shell waits that could continue the program, or the terminal fails.
    pub fn suspend(&mut self) -> io::Result<()> {
        signals::has_shell()?;
        self.release()?;
        let stopped = signals::stop();
        self.reclaim()?;
        stopped
    }

    /// Copies text; see [`super::clipboard::copy`].
    ///
    /// # Errors
    ///
    /// When no way worked.
    pub fn copy(
        &mut self,
        text: &str,
        ways: Vec<super::clipboard::Way>,
    ) -> io::Result<super::clipboard::Way> {
        super::clipboard::copy(text, ways, self.terminal.backend_mut())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // Nobody is left to tell of a failure here; the terminal is gone then.
        self.release().unwrap_or_default();
        let kept = std::mem::take(&mut *PANICS.lock().unwrap_or_else(PoisonError::into_inner));
        for panic in kept {
            writeln!(io::stderr(), "bluetick: {panic}").unwrap_or_default();
        }
    }
}

/// Panics of background tasks, which do not end the program: told when the screen is given back.
static PANICS: Mutex<Vec<String>> = Mutex::new(Vec::new());

static HOOK: Once = Once::new();

/// Chains a hook that gives the terminal back before a panic of this thread is reported.
///
/// Panics of other threads are caught by their task: they are kept for later, because their report
/// would be written over the screen.
fn install_hook() {
    let owner: ThreadId = thread::current().id();
    HOOK.call_once(move || {
        let previous = std::panic::take_hook();
        std::panic::set_hook(Box::new(move |panic| {
            if thread::current().id() == owner || !modes::is_taken() {
                modes::give_back().unwrap_or_default();
                previous(panic);
            } else {
                let told = text::visible(&panic.to_string()).into_owned();
                PANICS
                    .lock()
                    .unwrap_or_else(PoisonError::into_inner)
                    .push(told);
            }
        }));
    });
}
