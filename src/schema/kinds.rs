//! One file a kind of message, and one for messages of a kind that we do not know.

pub(super) mod address_message;
pub(super) mod button;
pub(super) mod call_permission_request;
pub(super) mod carousel;
pub(super) mod catalog_message;
pub(super) mod cta_url;
pub(super) mod flow;
pub(super) mod list;
pub(super) mod location_request;
pub(super) mod order_details;
pub(super) mod order_status;
pub(super) mod other;
pub(super) mod product;
pub(super) mod product_list;
pub(super) mod reaction;
pub(super) mod request_contact_info;
pub(super) mod template;
pub(super) mod text;
pub(super) mod voice_call;
