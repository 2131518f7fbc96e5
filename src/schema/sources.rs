//! The pages that state the rules.

/// Meta: sending messages, the envelope.
pub(super) const SEND: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/send-messages";
/// Meta: the reference of the On-Premises API.
pub(super) const ON_PREMISES: &str =
    "https://developers.facebook.com/docs/whatsapp/on-premises/reference/messages/";
/// Meta: ids of users within one business.
pub(super) const BUSINESS_SCOPED_IDS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/business-scoped-user-ids";
/// Meta: messages to groups.
pub(super) const GROUPS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/groups/groups-messaging";
/// Meta: replies that quote a message.
pub(super) const REPLIES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contextual-replies";
/// Meta: the list of error codes.
pub(super) const ERROR_CODES: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes";
/// Meta: text messages.
pub(super) const TEXT: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/text-messages";
/// Meta: documents.
pub(super) const DOCUMENTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/document-messages";
/// Meta: images.
pub(super) const IMAGES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/image-messages";
/// Meta: videos.
pub(super) const VIDEOS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/video-messages";
/// Meta: sounds and voice messages.
pub(super) const AUDIO: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/audio-messages";
/// Meta: stickers.
pub(super) const STICKERS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/sticker-messages";
/// Meta: locations.
pub(super) const LOCATIONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/location-messages";
/// Meta: contacts.
pub(super) const CONTACTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/contacts-messages";
/// Meta: read receipts.
pub(super) const READ_RECEIPTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/mark-message-as-read";
/// Meta: typing indicators.
pub(super) const TYPING: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators";
/// Meta: sending marketing messages.
pub(super) const MARKETING: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/send-marketing-messages";
/// Meta: what marketing messages can do.
pub(super) const MARKETING_FEATURES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/marketing-messages/features";
/// Meta: Direct Send, its limits.
pub(super) const DIRECT_SEND: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/supported-features-and-limits";
/// Meta: Direct Send, its messages.
pub(super) const DIRECT_SEND_TYPES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/supported-message-types";
/// Meta: Direct Send, for how long delivery is tried.
pub(super) const DIRECT_SEND_TTL: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/configure-message-ttl";
/// Meta: Direct Send, under a name of the business.
pub(super) const DIRECT_SEND_NAMES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/direct-send/business-named-templates";
/// Meta: uploaded media.
pub(super) const MEDIA: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/business-phone-numbers/media";
/// Meta: reactions.
pub(super) const REACTIONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/reaction-messages";
/// Meta: the guide to interactive messages of 2021 to 2025.
pub(super) const INTERACTIVE_GUIDE: &str =
    "https://developers.facebook.com/docs/whatsapp/guides/interactive-messages/";
/// Meta: messages with reply buttons.
pub(super) const REPLY_BUTTONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-reply-buttons-messages";
/// Meta: list messages.
pub(super) const LISTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-list-messages";
/// Meta: location requests.
pub(super) const LOCATION_REQUESTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/location-request-messages";
/// Meta: messages with a link button.
pub(super) const LINK_BUTTONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-cta-url-messages";
/// Meta: address messages.
pub(super) const ADDRESSES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/address-messages";
/// Meta: products and catalogs in messages.
pub(super) const PRODUCTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/catalogs/sell-products-and-services/share-products";
/// Meta: carousels of pictures and videos.
pub(super) const MEDIA_CAROUSELS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-media-carousel-messages";
/// Meta: carousels of products.
pub(super) const PRODUCT_CAROUSELS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/messages/interactive-product-carousel-messages";
/// Meta: permission to call.
pub(super) const CALL_PERMISSIONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/user-call-permissions";
/// Meta: orders and payments in Brazil.
pub(super) const ORDERS_BRAZIL: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orders";
/// Meta: orders with a checkout button in India.
pub(super) const CHECKOUT_INDIA: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/checkout-button-templates";
/// Meta: payment gateways in India.
pub(super) const GATEWAYS_INDIA: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/pg";
/// Meta: the status of orders in India.
pub(super) const ORDER_STATUS_INDIA: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-in/orderstatustemplate";
/// Meta: sending a Flow.
pub(super) const FLOWS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/flows/guides/sendingaflow";
/// Meta: templates, what they are made of.
pub(super) const TEMPLATES: &str =
    "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/overview";
/// Meta: the components of a template.
pub(super) const COMPONENTS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/components";
/// Meta: templates with buttons on the On-Premises API.
pub(super) const ON_PREMISES_TEMPLATES: &str = "https://developers.facebook.com/docs/whatsapp/api/messages/message-templates/interactive-message-templates/";
/// Meta: coupon templates.
pub(super) const COUPONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/coupon-templates";
/// Meta: limited-time offers.
pub(super) const OFFERS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/limited-time-offer-templates";
/// 360dialog: limited-time offers.
pub(super) const DIALOG360_OFFERS: &str =
    "https://docs.360dialog.com/partner/messaging/template-messages/limited-time-offer-templates";
/// Meta: templates with several products.
pub(super) const PRODUCT_LIST_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/mpm-templates";
/// Meta: templates with one product.
pub(super) const PRODUCT_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/spm-templates";
/// Meta: templates with cards of pictures and videos.
pub(super) const CAROUSEL_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates";
/// Meta: one-time codes that fill themselves in.
pub(super) const AUTOFILL: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/autofill-button-authentication-templates";
/// Meta: authentication templates.
pub(super) const AUTHENTICATION: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/authentication-templates";
/// Meta: templates with a location.
pub(super) const LOCATION_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/location-templates";
/// Meta: call buttons.
pub(super) const CALL_BUTTONS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/calling/call-button-messages-deep-links";
/// Meta: how many marketing messages a person gets.
pub(super) const MARKETING_LIMITS: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/per-user-limits";
/// Meta: the published description of the Cloud API for programs.
pub(super) const OPENAPI: &str = "https://github.com/facebook/openapi";
/// 360dialog: text messages, for partners.
pub(super) const DIALOG360_TEXT_ADVICE: &str =
    "https://docs.360dialog.com/partner/messaging/sending-and-receiving-messages/text-messages";
/// 360dialog: text messages.
pub(super) const DIALOG360_TEXT: &str =
    "https://docs.360dialog.com/docs/messaging/message-types/text";
/// 360dialog: interactive messages.
pub(super) const DIALOG360_INTERACTIVE: &str =
    "https://docs.360dialog.com/docs/messaging/message-types/interactive";
/// A reseller's description of how long On-Premises kept templates.
pub(super) const RESELLER_TTL: &str =
    "https://docs-en.sinch.com/technical-documentation/api-and-integrations/untitled-2";
/// The library pywa, whose authors found out by sending.
pub(super) const PYWA: &str = "https://github.com/david-lev/pywa";
/// The library whatsapp-api-js.
pub(super) const WHATSAPP_API_JS: &str = "https://github.com/Secreto31126/whatsapp-api-js";
/// Meta: the languages of templates.
pub(super) const TEMPLATE_LANGUAGES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/supported-languages";
/// Meta: the reference of the edge for templates.
pub(super) const GRAPH_TEMPLATES: &str = "https://developers.facebook.com/docs/graph-api/reference/whats-app-business-account/message_templates/";
/// Meta: for how long delivery of a template is tried.
pub(super) const TIME_TO_LIVE: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/time-to-live";
/// Meta: how templates are reviewed.
pub(super) const TEMPLATE_REVIEW: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/template-review";
/// Meta: utility templates.
pub(super) const UTILITY_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/utility-templates/utility-templates";
/// Meta: templates with cards of pictures and videos.
pub(super) const MEDIA_CARD_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/media-card-carousel-templates";
/// Meta: templates with cards of products.
pub(super) const PRODUCT_CARD_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/product-card-carousel-templates";
/// Meta: templates that show several products.
pub(super) const MPM_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/mpm-templates";
/// Meta: templates that show a product.
pub(super) const SPM_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/spm-templates";
/// Meta: templates that open the catalog.
pub(super) const CATALOG_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/catalog-templates";
/// Meta: templates that ask whether one may call.
pub(super) const CALL_PERMISSION_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/marketing-templates/call-permission-request-message-template";
/// Meta: one-time codes without a tap.
pub(super) const ZERO_TAP: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/templates/authentication-templates/zero-tap-authentication-templates";
/// Meta: templates with an order in Brazil.
pub(super) const ORDER_TEMPLATES: &str = "https://developers.facebook.com/documentation/business-messaging/whatsapp/payments/payments-br/orderdetailstemplate";
/// Bird: creating text templates.
pub(super) const BIRD_TEMPLATES: &str = "https://docs.bird.com/api/touchpoints-api/supported-projects/whatsapp-approved-message-templates/creating-whatsapp-message-templates/text-templates";
/// Twilio: quick replies.
pub(super) const TWILIO_TEMPLATES: &str = "https://www.twilio.com/docs/content/twilio-quick-reply";
