//! Using the composer: starting, typing, pasting, the mouse, resizing, sending.

use crate::common::Machine;
use crate::pty::Terminal;

const F5: &str = "\x1b[15~";
const F9: &str = "\x1b[20~";

#[test]
fn it_starts_on_an_example_and_takes_what_is_typed_and_pasted() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (120, 40), &["text"]);
    terminal.see("sandbox · cloud").see("Callback data");
    terminal.send("\x15Hello").see("▎Hello");
    terminal.send("\x1b[200~ there\rand *bold*\x1b[201~");
    terminal.see("▎Hello there").see("▎and *bold*");
    terminal.send("\x1a").see_no_more("there");
    terminal.resize(60, 24).see("Preview   Send   Drafts");
    terminal.resize(30, 8).see("bluetick needs 40 × 12");
    terminal.resize(120, 40).see("Callback data");
}

#[test]
fn a_click_gives_a_field_the_focus_and_keys_go_there() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (120, 40), &["menu"]);
    terminal
        .see("Footer text")
        .see("nothing leaves this machine");
    let row = terminal
        .rows()
        .iter()
        .position(|row| row.contains("▎Open daily"))
        .unwrap();
    terminal.send(&format!("\x1b[<0;40;{}M\x1b[<0;40;{}m", row + 1, row + 1));
    terminal.send("\x1b[F!").see("▎Open daily, 8 to 18!");
}

#[test]
fn a_message_is_sent_read_and_answered_by_the_sandbox() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (160, 45), &["menu"]);
    terminal.see("nothing leaves this machine");
    terminal.send(F5).see("Send to").send("\r");
    terminal.see("delivered").see("read");
    terminal.send(F9).see("Matcha latte").see("Enter tap");
    terminal
        .send("\x1b[B\r")
        .see("list_reply")
        .see("signature good");
}

#[test]
fn emoji_do_not_shift_the_borders() {
    let machine = Machine::new();
    let mut terminal = Terminal::composer(&machine, (120, 40), &["text"]);
    terminal.see("Callback data");
    terminal
        .send("\x15\x1b[200~❤️ ☎️ 🇩🇪 hearts\x1b[201~")
        .see("hearts");
    // Every row of the form's panel ends with a border in the same column.
    terminal.with_screen(|screen| {
        for row in 2..30 {
            let cell = screen.cell(row, 119).unwrap();
            assert_eq!(cell.contents(), "│", "row {row}:\n{}", screen.contents());
        }
    });
}
