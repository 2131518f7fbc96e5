//! The frame that all overlays share: centred, dimmed surroundings, keys at the foot.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::widgets::Widget as _;

use crate::tui::theme::{Role, Theme};
use crate::tui::widgets::{Hint, HintBar, Panel, draw};

/// The widest overlay.
pub(super) const WIDEST: u16 = 80;

/// Screens with fewer columns or rows than these get no border: the room is needed.
const SMALLEST: (u16, u16) = (24, 7);

/// Where the parts of an overlay stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Geometry {
    /// The whole overlay.
    pub(super) frame: Rect,
    /// Everything inside the border but the foot.
    pub(super) body: Rect,
    /// The line of keys.
    pub(super) foot: Rect,
}

/// The geometry of an overlay of `width` columns and `rows` rows inside, on a screen.
pub(super) fn geometry(screen: Rect, width: u16, rows: u16) -> Geometry {
    let bordered = screen.width >= SMALLEST.0 && screen.height >= SMALLEST.1;
    if !bordered {
        let (body, foot) = split_foot(screen);
        return Geometry {
            frame: screen,
            body,
            foot,
        };
    }
    let width = width.min(WIDEST).min(screen.width.saturating_sub(2));
    // The border and, above the foot, a blank line.
    let height = rows.saturating_add(4).min(screen.height);
    let frame = Rect::new(
        screen.x + (screen.width - width) / 2,
        screen.y + (screen.height - height) / 2,
        width,
        height,
    );
    let (body, foot) = split_foot(Panel::inner(frame));
    let body = Rect {
        height: body.height.min(rows),
        ..body
    };
    Geometry { frame, body, foot }
}

/// The geometry of an overlay that takes the whole screen, but for a cell on each side.
pub(super) fn whole(screen: Rect) -> Geometry {
    let bordered = screen.width >= SMALLEST.0 && screen.height >= SMALLEST.1;
    let frame = if bordered {
        let width = screen.width - 2;
        Rect {
            x: screen.x + 1,
            width,
            ..screen
        }
    } else {
        screen
    };
    let inner = if bordered { Panel::inner(frame) } else { frame };
    let (body, foot) = split_foot(inner);
    Geometry { frame, body, foot }
}

/// Takes the last line off for the keys, if there is more than one.
fn split_foot(area: Rect) -> (Rect, Rect) {
    let foot = u16::from(area.height > 1);
    let body = Rect {
        height: area.height - foot,
        ..area
    };
    let foot = Rect {
        y: body.bottom(),
        height: foot,
        ..area
    };
    (body, foot)
}

/// Dims the screen and draws the frame with title and keys.
pub(super) fn draw(
    buffer: &mut Buffer,
    screen: Rect,
    geometry: Geometry,
    title: &str,
    hints: &[Hint],
    theme: &Theme,
) {
    draw::dim(buffer, screen, theme.style(Role::Backdrop));
    if geometry.frame == screen {
        draw::fill(buffer, screen, theme.style(Role::Raised));
    } else {
        let title = theme.glyphs().spelled(title);
        Panel::new(&title, theme)
            .focused(true)
            .raised()
            .render(geometry.frame, buffer);
    }
    HintBar::new(hints, theme)
        .surface(theme.style(Role::Raised))
        .render(geometry.foot, buffer);
}
