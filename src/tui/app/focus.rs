//! Where the keys go.

/// The four regions of the screen; one of them has the focus.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Region {
    /// The list of drafts.
    Drafts,
    /// The form.
    #[default]
    Form,
    /// The phone.
    Preview,
    /// What was sent, what came back.
    Send,
}

impl Region {
    /// All regions, in the order of F6.
    pub const ALL: [Self; 4] = [Self::Form, Self::Preview, Self::Send, Self::Drafts];

    /// What the region's tab says.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Drafts => "Drafts",
            Self::Form => "Form",
            Self::Preview => "Preview",
            Self::Send => "Send",
        }
    }

    /// The region after this one, round the end.
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Form => Self::Preview,
            Self::Preview => Self::Send,
            Self::Send => Self::Drafts,
            Self::Drafts => Self::Form,
        }
    }

    /// The region before this one, round the end.
    #[must_use]
    pub const fn previous(self) -> Self {
        match self {
            Self::Form => Self::Drafts,
            Self::Preview => Self::Form,
            Self::Send => Self::Preview,
            Self::Drafts => Self::Send,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn next_and_previous_visit_every_region() {
        let mut region = Region::Form;
        for expected in Region::ALL {
            assert_eq!(region, expected);
            assert_eq!(region.next().previous(), region);
            region = region.next();
        }
        assert_eq!(region, Region::Form);
    }
}
