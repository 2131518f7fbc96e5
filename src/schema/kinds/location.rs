//! A place on a map.

use crate::schema::condition::When;
use crate::schema::field::{Field, Loose, Pane};
use crate::schema::kind::Kind;
use crate::schema::rule::{Rule, Test};
use crate::schema::shared::envelope;
use crate::schema::sources;
use crate::wire::Dialect;

/// A place on a map.
pub(in crate::schema) static LOCATION: Kind = Kind {
    name: "location",
    title: "Location",
    doc: "A place on a map, with or without its name and address.",
    dialects: Dialect::ALL,
    root: &envelope::message(&[envelope::BEFORE, CONTENT, envelope::AFTER]),
};

const CONTENT: Field = Field::group(
    "location",
    "location",
    &[LATITUDE, LONGITUDE, NAME, ADDRESS],
)
.pane(Pane::Body)
.essential()
.rules(&[envelope::CONTENT]);

const LATITUDE: Field = Field::number("latitude", "latitude")
    .doc("Degrees north of the equator; negative to the south. A number, or a text that holds one.")
    .example("47.37689")
    .loose(Loose::Both)
    .rules(&[
        Rule::error(
            "location-latitude-required",
            Test::Required,
            "a location has a latitude",
            sources::LOCATIONS,
        ),
        Rule::error(
            "location-latitude-range",
            Test::Within(-90, 90),
            "a latitude lies between -90 and 90 degrees",
            sources::LOCATIONS,
        ),
    ]);

const LONGITUDE: Field = Field::number("longitude", "longitude")
    .doc("Degrees east of Greenwich; negative to the west. A number, or a text that holds one.")
    .example("8.54169")
    .loose(Loose::Both)
    .rules(&[
        Rule::error(
            "location-longitude-required",
            Test::Required,
            "a location has a longitude",
            sources::LOCATIONS,
        ),
        Rule::error(
            "location-longitude-range",
            Test::Within(-180, 180),
            "a longitude lies between -180 and 180 degrees",
            sources::LOCATIONS,
        ),
    ]);

const NAME: Field = Field::text("name", "place name")
    .doc("The first line under the map.")
    .example("Lamp Studio");

const ADDRESS: Field = Field::text("address", "place address")
    .doc("The second line under the map; shown only beside a name.")
    .example("7 Quay Road, Zurich")
    .rules(&[Rule::warning(
        "location-address-needs-name",
        Test::Forbidden,
        "an address is shown only where the place has a name",
        sources::LOCATIONS,
    )
    .when(When::Lacks("name"))]);
