//! One line of the tables of error codes, and the short words that the tables are written with.

use super::explanation::Explanation;

/// The Cloud API's page of error codes.
pub(super) const CLOUD: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes";
/// The page as it was, for codes that it no longer lists.
pub(super) const CLOUD_OLD: &str =
    "https://developers.facebook.com/docs/whatsapp/cloud-api/support/error-codes";
/// The Graph API's own guide to errors.
pub(super) const GRAPH: &str =
    "https://developers.facebook.com/docs/graph-api/guides/error-handling";
/// The page of the groups' errors.
pub(super) const GROUPS: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/error-codes";
/// The page about messages to groups.
pub(super) const GROUP_MESSAGES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging";
/// The reference of groups.
pub(super) const GROUP_REFERENCE: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/reference";
/// The page about calls that fail.
pub(super) const CALLING: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/troubleshooting";
/// The questions and answers about calls.
pub(super) const CALLING_QUESTIONS: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/faq";
/// The page about the health report.
pub(super) const HEALTH: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/health-status";
/// The page about past chats.
pub(super) const HISTORY: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/webhooks/reference/history";
/// The page about the block list.
pub(super) const BLOCK_LIST: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/block-users";
/// The page about figures.
pub(super) const ANALYTICS: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/analytics";
/// The page about managing templates.
pub(super) const TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-management";
/// The page about marketing messages as a whole.
pub(super) const MARKETING_OVERVIEW: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/overview";
/// The page about phone numbers.
pub(super) const NUMBERS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/phone-numbers";
/// The page about the option to store nothing.
pub(super) const NO_STORAGE: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/no-storage";
/// The page about ids in place of phone numbers.
pub(super) const USER_IDS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids";
/// The page about the endpoint for marketing templates.
pub(super) const MARKETING: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/send-marketing-messages";
/// The page about orders and their payment.
pub(super) const PAYMENTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orders";
/// The list of changes of the Cloud API.
pub(super) const CHANGES: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/changelog";
/// The errors of Flows.
pub(super) const FLOWS: &str =
    "https://developers.facebook.com/docs/whatsapp/flows/reference/error-codes";
/// A client library that knows codes which no page of the platform lists.
pub(super) const LIBRARY: &str = "https://github.com/david-lev/pywa";
/// The On-Premises API's page of errors.
pub(super) const ON_PREMISES: &str =
    "https://developers.facebook.com/docs/whatsapp/on-premises/errors";
/// 360dialog's page for partners.
pub(super) const GATEWAY: &str = "https://docs.360dialog.com/partner/support-and-updates/help-and-troubleshooting/error-messages";
/// 360dialog's list of messages.
pub(super) const GATEWAY_LIST: &str =
    "https://docs.360dialog.com/docs/support/api-error-message-list";

/// One code, or a range of codes, with its explanation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    /// The code; of a range the first.
    pub(super) code: u32,
    /// The last code of a range; otherwise the code.
    pub(super) last: u32,
    /// The subcode that this is about.
    pub(super) subcode: Option<u32>,
    /// A text, in lower case, that the error's text must hold.
    pub(super) text: &'static str,
    /// What it means.
    pub(super) explanation: Explanation,
}

impl Entry {
    /// A code that is answered with an HTTP status.
    pub(super) const fn answer(
        code: u32,
        http_status: u16,
        title: &'static str,
        meaning: &'static str,
        remedy: &'static str,
    ) -> Self {
        let mut entry = Self::webhook(code, title, meaning, remedy);
        entry.explanation.http_status = Some(http_status);
        entry
    }

    /// A code without a known HTTP status, most often since it comes by webhook.
    pub(super) const fn webhook(
        code: u32,
        title: &'static str,
        meaning: &'static str,
        remedy: &'static str,
    ) -> Self {
        Self {
            code,
            last: code,
            subcode: None,
            text: "",
            explanation: Explanation {
                title,
                meaning,
                remedy,
                retryable: false,
                http_status: None,
                source: CLOUD,
            },
        }
    }

    /// The entry as one after which the same message may go through later.
    pub(super) const fn retry(mut self) -> Self {
        self.explanation.retryable = true;
        self
    }

    /// The entry for that subcode alone.
    pub(super) const fn sub(mut self, subcode: u32) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// The entry for all codes up to that one.
    pub(super) const fn up_to(mut self, last: u32) -> Self {
        self.last = last;
        self
    }

    /// The entry for errors whose text holds this, without regard to case.
    pub(super) const fn when(mut self, text: &'static str) -> Self {
        self.text = text;
        self
    }

    /// The entry as another page states it.
    pub(super) const fn at(mut self, source: &'static str) -> Self {
        self.explanation.source = source;
        self
    }
}
