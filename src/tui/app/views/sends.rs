//! What can be done with the sends: choosing which are listed, and going to the field at fault.

use super::Landing;
use crate::history::Outcome;
use crate::message::Draft;
use crate::tui::app::App;
use crate::tui::app::layers::Layer;
use crate::tui::app::purpose::Next;
use crate::tui::app::question::Pick;
use crate::tui::overlays::Picker;
use crate::tui::widgets::Item;

impl App {
    pub(super) fn choose_outcome(&mut self) {
        let all = std::iter::once(Item::new("every outcome"));
        let items = Outcome::ALL.iter().map(|outcome| Item::new(outcome.name()));
        let picker = Picker::new("By outcome", all.chain(items).collect());
        self.push_layer(Layer::Picker(picker, Pick::Outcome));
    }

    pub(in crate::tui::app) fn picked_outcome(&mut self, place: usize) {
        let outcome = place
            .checked_sub(1)
            .and_then(|place| Outcome::ALL.get(place));
        let outcome = outcome.copied();
        self.views.sends.choose(|filter| filter.outcome = outcome);
    }

    /// Goes to the field that a refusal or a failure is about: on the desk where that message is there,
    /// else in the message as it was sent, as a new draft. Without a fault it shows the life.
    pub(super) fn follow_send(&mut self) {
        let Some((sent, pointer)) = self.views.sends.fault() else {
            self.views.sends.browse.is_in_detail = true;
            return;
        };
        let payload = &sent.request.payload;
        if self.foreign.is_none() && self.desk.draft().document.payload() == payload {
            self.views.open = None;
            self.go_to_pointer(&pointer);
            return;
        }
        let draft = Draft::of_payload("", Some(sent.request.dialect), payload.clone());
        self.land(
            Next::Imported(Box::new(draft)),
            Landing {
                to: None,
                pointer: Some(pointer),
            },
        );
    }

    /// Puts a draft on the desk, after asking about unsaved work, and goes to a field of it.
    pub(super) fn land(&mut self, next: Next, landing: Landing) {
        self.views.landing = Some(landing);
        self.leave_for(next);
    }

    /// A draft is on the desk: what was begun in a view is finished.
    pub(in crate::tui::app) fn landed(&mut self) {
        let Some(landing) = self.views.landing.take() else {
            return;
        };
        self.views.open = None;
        if let Some(to) = landing.to {
            self.address_to(to);
        }
        if let Some(pointer) = landing.pointer {
            self.go_to_pointer(&pointer);
        }
    }
}
