//! What names a product of a catalog.

use crate::schema::field::Field;

/// The catalog, without its rules.
pub(in crate::schema) const CATALOG_ID: Field = Field::text("catalog_id", "catalog id")
    .doc("The id of the catalog that is connected to your account.")
    .example("194836987003835");

/// The product, without its rules.
pub(in crate::schema) const PRODUCT_ID: Field = Field::text("product_retailer_id", "product id")
    .doc("The product's own id in the catalog, the one that you gave it.")
    .example("lamp-w38");

/// The product whose picture stands for others, without its rules.
pub(in crate::schema) const THUMBNAIL: Field =
    Field::text("thumbnail_product_retailer_id", "product in the picture")
        .doc("The product whose picture stands above the body; the catalog's first when left out.")
        .example("lamp-w38");
