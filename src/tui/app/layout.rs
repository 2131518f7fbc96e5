//! Where everything stands on the screen: pure arithmetic from its size and the focused region.
//!
//! Called for drawing and for finding what a mouse click hit, so that both always agree.

use ratatui::layout::Rect;

use super::focus::Region;
use crate::tui::widgets::{split_left, split_top};

/// How much fits side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Extent {
    /// Not even one region: a single line says how big the screen must be.
    TooSmall,
    /// One region at a time, with tabs.
    Narrow,
    /// Form and preview side by side, the send panel as a strip.
    Middling,
    /// Drafts, form and preview side by side, the send panel below.
    Wide,
}

/// The areas of one screen; a region that is not shown has an empty area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Screen {
    /// Which of the layouts this is.
    pub extent: Extent,
    /// The line that tells where one is.
    pub top: Rect,
    /// The tabs of the narrow layout and the line under them.
    pub tabs: Rect,
    /// The list of drafts.
    pub drafts: Rect,
    /// The form.
    pub form: Rect,
    /// The phone.
    pub preview: Rect,
    /// The send panel.
    pub send: Rect,
    /// The line that tells the keys.
    pub bottom: Rect,
}

/// The smallest screen that shows a region.
pub const SMALLEST: (u16, u16) = (40, 12);
const MIDDLING: (u16, u16) = (90, 20);
const WIDE: (u16, u16) = (140, 30);
const DRAFTS_WIDTH: u16 = 26;
const PREVIEW_WIDTH: u16 = 48;
const STRIP_HEIGHT: u16 = 4;

impl Extent {
    /// The layout for a screen of that size.
    pub const fn of(width: u16, height: u16) -> Self {
        if width < SMALLEST.0 || height < SMALLEST.1 {
            Self::TooSmall
        } else if width >= WIDE.0 && height >= WIDE.1 {
            Self::Wide
        } else if width >= MIDDLING.0 && height >= MIDDLING.1 {
            Self::Middling
        } else {
            Self::Narrow
        }
    }
}

impl Screen {
    /// Lays out `area` for the focused `region`.
    pub fn new(area: Rect, region: Region) -> Self {
        match Extent::of(area.width, area.height) {
            Extent::TooSmall => Self::too_small(area),
            Extent::Narrow => Self::narrow(area, region),
            Extent::Middling => Self::middling(area, region),
            Extent::Wide => Self::wide(area, region),
        }
    }

    /// The area of a region.
    pub const fn region(&self, region: Region) -> Rect {
        match region {
            Region::Drafts => self.drafts,
            Region::Form => self.form,
            Region::Preview => self.preview,
            Region::Send => self.send,
        }
    }

    /// Whether the regions have borders in this layout.
    pub const fn has_borders(&self) -> bool {
        matches!(self.extent, Extent::Middling | Extent::Wide)
    }

    const fn too_small(area: Rect) -> Self {
        Self {
            top: area,
            ..Self::empty(Extent::TooSmall, area)
        }
    }

    const fn empty(extent: Extent, area: Rect) -> Self {
        let nothing = Rect::new(area.x, area.y, 0, 0);
        Self {
            extent,
            top: nothing,
            tabs: nothing,
            drafts: nothing,
            form: nothing,
            preview: nothing,
            send: nothing,
            bottom: nothing,
        }
    }

    /// The first line, the last line, and what is between.
    const fn frame(extent: Extent, area: Rect) -> (Self, Rect) {
        let mut screen = Self::empty(extent, area);
        screen.top = Rect::new(area.x, area.y, area.width, 1);
        screen.bottom = Rect::new(area.x, area.y + area.height - 1, area.width, 1);
        let middle = Rect::new(area.x, area.y + 1, area.width, area.height - 2);
        (screen, middle)
    }

    fn narrow(area: Rect, region: Region) -> Self {
        let (mut screen, middle) = Self::frame(Extent::Narrow, area);
        let (tabs, content) = split_top(middle, 2);
        screen.tabs = tabs;
        match region {
            Region::Drafts => screen.drafts = content,
            Region::Form => screen.form = content,
            Region::Preview => screen.preview = content,
            Region::Send => screen.send = content,
        }
        screen
    }

    fn middling(area: Rect, region: Region) -> Self {
        let (mut screen, middle) = Self::frame(Extent::Middling, area);
        let strip = match region {
            Region::Send => (middle.height * 3 / 5).clamp(STRIP_HEIGHT, 18),
            _ => STRIP_HEIGHT,
        };
        let (upper, send) = split_top(middle, middle.height - strip);
        let preview_width = (area.width * 2 / 5).clamp(40, PREVIEW_WIDTH);
        let (form, preview) = split_left(upper, upper.width - preview_width);
        screen.send = send;
        screen.form = form;
        screen.preview = preview;
        if region == Region::Drafts {
            screen.drafts = form;
            screen.form = Rect::new(form.x, form.y, 0, 0);
        }
        screen
    }

    fn wide(area: Rect, region: Region) -> Self {
        let (mut screen, middle) = Self::frame(Extent::Wide, area);
        let strip = match region {
            Region::Send => (middle.height * 2 / 5).clamp(9, 22),
            _ => (middle.height / 4).clamp(7, 10),
        };
        let (upper, send) = split_top(middle, middle.height - strip);
        let (drafts, rest) = split_left(upper, DRAFTS_WIDTH);
        let (form, preview) = split_left(rest, rest.width - PREVIEW_WIDTH);
        screen.drafts = drafts;
        screen.form = form;
        screen.preview = preview;
        screen.send = send;
        screen
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case(160, 45, Extent::Wide)]
    #[case(140, 30, Extent::Wide)]
    #[case(139, 30, Extent::Middling)]
    #[case(140, 29, Extent::Middling)]
    #[case(90, 20, Extent::Middling)]
    #[case(89, 20, Extent::Narrow)]
    #[case(90, 19, Extent::Narrow)]
    #[case(40, 12, Extent::Narrow)]
    #[case(39, 12, Extent::TooSmall)]
    #[case(40, 11, Extent::TooSmall)]
    #[case(1, 1, Extent::TooSmall)]
    fn the_size_decides_the_layout(
        #[case] width: u16,
        #[case] height: u16,
        #[case] expected: Extent,
    ) {
        assert_eq!(Extent::of(width, height), expected);
    }

    #[test]
    fn areas_never_overlap_nor_leave_the_screen() {
        for width in (1..220).step_by(3) {
            for height in 1..70 {
                for region in Region::ALL {
                    let area = Rect::new(0, 0, width, height);
                    let screen = Screen::new(area, region);
                    let parts = [
                        screen.top,
                        screen.tabs,
                        screen.drafts,
                        screen.form,
                        screen.preview,
                        screen.send,
                        screen.bottom,
                    ];
                    let covered: u32 = parts.iter().map(|part| part.area()).sum();
                    assert_eq!(covered, area.area(), "{width}x{height} {region:?}");
                    for (number, part) in parts.iter().enumerate() {
                        assert_eq!(part.intersection(area), *part);
                        for other in &parts[number + 1..] {
                            assert!(part.intersection(*other).is_empty());
                        }
                    }
                    if screen.extent != Extent::TooSmall {
                        assert!(!screen.region(region).is_empty());
                    }
                }
            }
        }
    }
}
