//! Why an action cannot be done now: told in the palette, and when its key is pressed.

use super::App;
use super::focus::Region;
use crate::schema::Role;
use crate::tui::keys::Group;
use crate::tui::msg::Action;
use crate::tui::panes::form::FormPane;

/// What stands in the way of an action; none when it can be done.
pub(super) fn obstacle(app: &App, action: Action) -> Option<String> {
    let sentence = match action {
        Action::Find if app.views.open.is_some() => return None,
        Action::Save
        | Action::SaveAs
        | Action::RenameDraft
        | Action::EditNotes
        | Action::DuplicateDraft
        | Action::Find
        | Action::FindNext
        | Action::FindPrevious
        | Action::CopyJson
        | Action::CopyCurl
        | Action::CopyHttp
        | Action::Export
        | Action::Send => draft_obstacle(app, action)?,
        Action::DeleteDraft => delete_obstacle(app)?,
        Action::UndoDelete => app
            .deleted
            .is_empty()
            .then(|| "nothing was deleted since the start".to_owned())?,
        Action::Reload => app
            .desk
            .path
            .is_none()
            .then(|| "this draft has no file yet".to_owned())?,
        Action::Undo => (!app.desk.editor.can_undo()).then(|| "nothing to undo".to_owned())?,
        Action::Redo => (!app.desk.editor.can_redo()).then(|| "nothing to redo".to_owned())?,
        Action::SendAgain => again_obstacle(app)?,
        Action::CancelSend => (app.outbox.in_flight().is_none()
            && app.uploading.is_none()
            && !app.outbox.is_waiting_again())
        .then(|| "no send is under way".to_owned())?,
        Action::NextProblem | Action::PreviousProblem => app
            .desk
            .diagnostics()
            .is_empty()
            .then(|| "no problem to go to".to_owned())?,
        Action::ToggleListSheet => {
            (!app.has_sheet()).then(|| "this message has no list to open".to_owned())?
        }
        Action::Tap => tap_obstacle(app)?,
        Action::ControlSandbox => app.sandbox_obstacle()?,
        Action::FillExamples
        | Action::DetachTemplate
        | Action::MakeMessage
        | Action::ShowLanguages => template_obstacle(app, action)?,
        action
            if crate::tui::keys::binding(action)
                .is_some_and(|row| matches!(row.group, Group::History | Group::Templates)) =>
        {
            app.view_obstacle(action)?
        }
        _ => edit_obstacle(app, action)?,
    };
    Some(sentence)
}

fn draft_obstacle(app: &App, action: Action) -> Option<String> {
    if app.foreign.is_some() {
        return Some("this file is no message: correct its JSON first, or open another".to_owned());
    }
    if let Some(version) = app.desk.draft().newer_version() {
        let writes = matches!(
            action,
            Action::Save | Action::RenameDraft | Action::EditNotes
        );
        return writes.then(|| {
            format!("this draft has version {version}, which is newer than this program: it is shown only")
        });
    }
    match action {
        Action::Send if app.outbox.in_flight().is_some() => {
            Some("a send is under way: Esc gives it up".to_owned())
        }
        Action::RenameDraft if app.is_example_highlighted() => {
            Some("an example keeps its name: duplicate it first".to_owned())
        }
        _ => None,
    }
}

fn again_obstacle(app: &App) -> Option<String> {
    let sentence = if app.outbox.in_flight().is_some() {
        "a send is under way: Esc gives it up"
    } else if app.outbox.is_waiting_again() {
        "it is counted down already: Esc stops that"
    } else if app.outbox.can_try_again() {
        return None;
    } else {
        "no message was refused that the platform may take later"
    };
    Some(sentence.to_owned())
}

fn delete_obstacle(app: &App) -> Option<String> {
    let listed = (app.region == Region::Drafts)
        .then(|| app.drafts.highlighted())
        .flatten();
    let (path, is_example) = match listed {
        Some(listing) => (listing.file.path.as_ref(), true),
        None => (app.desk.path.as_ref(), app.desk.is_example()),
    };
    let sentence = match path {
        Some(_) => return None,
        None if is_example => "an example is part of the program and cannot be deleted",
        None => "this draft is in no file yet: there is nothing to delete",
    };
    Some(sentence.to_owned())
}

/// Actions on a template's definition.
fn template_obstacle(app: &App, action: Action) -> Option<String> {
    if app.foreign.is_some() {
        return Some("this file is no message: correct its JSON first, or open another".to_owned());
    }
    let draft = app.desk.draft();
    if action == Action::MakeMessage {
        let sentence = "this is a message already: it is made from a template definition";
        return (!draft.is_definition()).then(|| sentence.to_owned());
    }
    if action == Action::ShowLanguages && draft.is_definition() {
        return None;
    }
    if draft.definition.is_none() {
        let key = app.keymap.label(Action::UseTemplate).unwrap_or_default();
        return Some(format!("no definition is known: {key} chooses a template"));
    }
    let is_writing = action != Action::ShowLanguages;
    (is_writing && app.desk.is_read_only())
        .then(|| "this draft is of a newer version: it is shown only".to_owned())
}

fn tap_obstacle(app: &App) -> Option<String> {
    if app.preview.highlighted().is_none() {
        return Some("nothing on this bubble can be tapped".to_owned());
    }
    None
}

/// Actions on rows and texts.
fn edit_obstacle(app: &App, action: Action) -> Option<String> {
    match action {
        Action::AddRow
        | Action::AddSection
        | Action::DuplicateRow
        | Action::MoveRowUp
        | Action::MoveRowDown
        | Action::RemoveRow
        | Action::SwitchKind
        | Action::SwitchDialect
        | Action::UploadFile
        | Action::ProbeLink
        | Action::ClearField
        | Action::OpenPicker
        | Action::Cut
        | Action::Paste
        | Action::EmojiPicker => {}
        _ => return None,
    }
    if app.foreign.is_some() {
        return Some("this file is no message: correct its JSON first, or open another".to_owned());
    }
    if app.desk.is_read_only() {
        return Some("this draft is of a newer version: it is shown only".to_owned());
    }
    row_obstacle(app, action)
}

fn row_obstacle(app: &App, action: Action) -> Option<String> {
    let row = app.form.focused(&app.desk);
    let rows = app.desk.rows();
    let item = row.and_then(|row| FormPane::item_around(&app.desk, row));
    let place = item.and_then(|item| match rows.get(item)?.role {
        Role::Item { index, len } => Some((index, len)),
        _ => None,
    });
    match action {
        Action::AddRow => match row.and_then(|row| FormPane::list_around(&app.desk, row)) {
            None => Some("go to a list, a row or a button first".to_owned()),
            Some(list) => app.full(list),
        },
        Action::AddSection => match app.outer_list() {
            None => Some("this message has no sections".to_owned()),
            Some(list) => app.full(list),
        },
        Action::DuplicateRow => match (item, item.and_then(|item| app.list_of(item))) {
            (None, _) => Some("go to a row, a button or a section first".to_owned()),
            (_, Some(list)) => app.full(list),
            _ => None,
        },
        Action::MoveRowUp => match place {
            None => Some("go to a row, a button or a section first".to_owned()),
            Some((0, _)) => Some("it is the first already".to_owned()),
            Some(_) => None,
        },
        Action::MoveRowDown => match place {
            None => Some("go to a row, a button or a section first".to_owned()),
            Some((index, len)) if index + 1 >= len => Some("it is the last already".to_owned()),
            Some(_) => None,
        },
        Action::RemoveRow => item
            .is_none()
            .then(|| "go to a row, a button or a section first".to_owned()),
        Action::UploadFile | Action::ProbeLink => app.media_obstacle(action),
        Action::OpenPicker => (!app.has_choices())
            .then(|| "this field is typed: there is nothing to choose from".to_owned()),
        Action::Cut => app
            .form
            .selected()
            .is_none()
            .then(|| "nothing is selected".to_owned()),
        Action::Paste => app
            .clipboard
            .is_empty()
            .then(|| "nothing was copied here: use the terminal's own paste".to_owned()),
        Action::EmojiPicker => (!app.form.is_typing())
            .then(|| "go to a text first: an emoji is inserted at its caret".to_owned()),
        _ => None,
    }
}
