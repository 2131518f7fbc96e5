//! What the user means, whatever key, click or palette entry said it.
//!
//! The table in `keys` gives each action its name, explanation and keys; `app` carries them out.
//! Knows no key and no state.

/// One thing that the user can ask the composer to do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Action {
    // Everything
    /// Opens the palette, which lists every action.
    Palette,
    /// Leaves the composer; asks when work is unsaved.
    Quit,
    /// Hands the terminal back to the shell until it is continued.
    Suspend,
    /// Draws the whole screen afresh.
    Repaint,
    /// Closes what lies on top, or leaves the field.
    Close,
    /// Chooses a theme.
    ChooseTheme,
    /// Turns mouse capture on or off, so that the terminal's own selection works.
    ToggleMouse,

    // Drafts
    /// Chooses a draft to open.
    Open,
    /// Begins a new draft from a kind or an example.
    New,
    /// Reads a message that is pasted, whatever it is written as.
    Import,
    /// Writes the draft to its file.
    Save,
    /// Writes the draft to another file.
    SaveAs,
    /// Gives the draft another name.
    RenameDraft,
    /// Edits what the author wants to remember of the draft.
    EditNotes,
    /// Begins a copy of the draft.
    DuplicateDraft,
    /// Deletes the draft's file.
    DeleteDraft,
    /// Brings the last deleted draft back.
    UndoDelete,
    /// Reads the draft's file again, dropping unsaved changes.
    Reload,
    /// Searches the draft for a text.
    Find,
    /// Goes to the next place that the search found.
    FindNext,
    /// Goes to the place before that the search found.
    FindPrevious,

    // Moving
    /// Goes to the next field.
    NextField,
    /// Goes to the previous field.
    PreviousField,
    /// Goes to the next pane.
    NextPane,
    /// Goes to the previous pane.
    PreviousPane,
    /// Shows the next tab of the pane.
    NextTab,
    /// Shows the previous tab of the pane.
    PreviousTab,
    /// Goes to the form.
    FocusForm,
    /// Goes to the preview.
    FocusPreview,
    /// Goes to the send panel.
    FocusSend,
    /// Goes to the list of drafts.
    FocusDrafts,
    /// One line up.
    Up,
    /// One line down.
    Down,
    /// One step to the left.
    Left,
    /// One step to the right.
    Right,
    /// One page up.
    PageUp,
    /// One page down.
    PageDown,
    /// To the beginning.
    First,
    /// To the end.
    Last,
    /// Does what the highlighted thing is for: opens a picker, jumps, opens a draft.
    Activate,

    // Text
    /// Takes the last change back.
    Undo,
    /// Makes the last change that was taken back again.
    Redo,
    /// Copies the selected text, or else asks to quit.
    Copy,
    /// Copies the selected text and removes it.
    Cut,
    /// Inserts what was copied last.
    Paste,
    /// Selects the whole field.
    SelectAll,
    /// Removes the field's value.
    ClearField,
    /// Copies the message as it will be posted.
    CopyJson,
    /// Copies the `curl` command that sends the message.
    CopyCurl,
    /// Copies the HTTP request that sends the message.
    CopyHttp,
    /// Writes the message, the command or the request to a file.
    Export,
    /// Opens the emoji picker.
    EmojiPicker,

    // Form
    /// Opens the choices of the field.
    OpenPicker,
    /// Adds an element to the list that the field belongs to.
    AddRow,
    /// Adds a section to the list message.
    AddSection,
    /// Copies the row, button or section.
    DuplicateRow,
    /// Moves the row, button or section up.
    MoveRowUp,
    /// Moves the row, button or section down.
    MoveRowDown,
    /// Removes the row, button or section.
    RemoveRow,
    /// Changes the kind of message.
    SwitchKind,
    /// Changes the API that the draft is written for.
    SwitchDialect,
    /// Chooses a template of the library and binds the message to it.
    UseTemplate,
    /// Puts the definition's examples into the empty slots.
    FillExamples,
    /// Takes the definition out of the draft.
    DetachTemplate,
    /// Makes a message from the definition that is composed.
    MakeMessage,
    /// Uploads a file for the picture, film, sound, document or sticker that has the focus.
    UploadFile,
    /// Asks the server of a file's link what it has there.
    ProbeLink,

    // Problems
    /// Shows all problems.
    Problems,
    /// Jumps to the field of the next problem.
    NextProblem,
    /// Jumps to the field of the previous problem.
    PreviousProblem,
    /// Jumps to the field of the highlighted problem, or of the error that came back.
    JumpToProblem,

    // Preview
    /// Opens or closes the list in the preview.
    ToggleListSheet,
    /// Taps the highlighted button or row, as the customer would.
    Tap,
    /// Changes between the phone's light and dark appearance.
    TogglePhone,
    /// Shows all languages of the template side by side.
    ShowLanguages,

    // Sending
    /// Sends the message.
    Send,
    /// Sends a refused message again once the platform allows it.
    SendAgain,
    /// Gives up the send that is under way, or the wait for the next attempt.
    CancelSend,
    /// Chooses the account that messages go through.
    ChooseAccount,
    /// Shows everything that came by webhook.
    ShowEvents,
    /// Shows everything that was sent, and what became of it.
    ShowSends,
    /// Shows the conversations.
    ShowConversations,
    /// Posts the highlighted webhook again, signed anew.
    ReplayWebhook,
    /// Writes the highlighted webhook's body to a file.
    SaveFixture,
    /// Chooses which kinds of events are listed.
    ChooseEventKind,
    /// Chooses whose events are listed.
    ChooseEventAccount,
    /// Chooses with which signatures events are listed.
    ChooseVerdict,
    /// Chooses which sends are listed.
    ChooseOutcome,
    /// Begins a message to the person.
    WriteTo,
    /// Begins a message that quotes the highlighted one.
    QuoteMessage,
    /// Begins a reaction to the highlighted message.
    ReactToMessage,
    /// Chooses a template to send to the person.
    OfferTemplate,
    /// Controls the sandbox, for the customer of the conversation.
    DirectCustomer,
    /// Controls the sandbox: its customers, and what goes wrong.
    ControlSandbox,

    // Templates
    /// Shows the library beside the account's templates.
    ShowTemplates,
    /// Asks the account for its templates again.
    ListTemplates,
    /// Fetches the highlighted template into the library.
    PullTemplate,
    /// Fetches all of the account's templates into the library.
    PullTemplates,
    /// Sends the highlighted template of the library in for review.
    PushTemplate,
    /// Sends the draft's own definition in for review.
    PushDefinition,
    /// Deletes the highlighted template from the account.
    DeleteTemplate,

    /// Shows the account in use: its secrets' places, its webhooks, and a test.
    ShowAccount,
    /// Enters an account into the settings.
    AddAccount,
}
