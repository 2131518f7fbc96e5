//! Lengths that a rule holds a value against and that the longest values of a template are made of.

/// Characters of a header with its value in.
pub(crate) const HEADER: u32 = 60;
/// Characters of a body with its values in, beside other components; in practice of any.
pub(crate) const BODY: u32 = 1024;
/// Characters of the body of an offer that ends.
pub(crate) const OFFER_BODY: u32 = 600;
/// Characters of the body under a product.
pub(crate) const PRODUCT_BODY: u32 = 160;
/// Characters of a card's text with its values in.
pub(crate) const CARD_BODY: u32 = 160;
/// Characters of a button's address with its end.
pub(crate) const ADDRESS: u32 = 2000;
/// Characters of a one-time code.
pub(crate) const CODE: u32 = 15;
/// Characters of a coupon's code.
pub(crate) const COUPON: u32 = 20;
/// Characters of the code of an offer that ends.
pub(crate) const OFFER_COUPON: u32 = 15;
/// Characters of what a quick reply sends back.
pub(crate) const PAYLOAD: u32 = 256;
/// Characters of what a call button sends back.
pub(crate) const CALL_PAYLOAD: u32 = 512;
