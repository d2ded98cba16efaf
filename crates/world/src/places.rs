//! Seaborough: wards, streets, schools and surgeries. None of them exists; postcodes and numbers are ones that nobody has.

use crate::luck::Luck;
use law::people::Address;

/// A ward, with how often children there come to notice: deprived wards more often.
pub type Ward = (u32, &'static str);

pub static WARDS: [Ward; 18] = [
    (14, "Harbour East"),
    (12, "Netmakers"),
    (11, "St Brannock's"),
    (9, "Dockside"),
    (8, "Coldwell"),
    (8, "Beacon Estate"),
    (7, "Old Town"),
    (6, "Millrace"),
    (5, "Tannery"),
    (5, "Ropewalk"),
    (4, "Northfield"),
    (4, "Gorse Hill"),
    (3, "Priory"),
    (3, "Saltmarsh"),
    (3, "Whinmoor"),
    (2, "Abbotsreach"),
    (2, "Fairlight"),
    (1, "Upper Dene"),
];

static STREETS: [&str; 40] = [
    "Anchor Street",
    "Ropery Lane",
    "Cutler's Row",
    "Kittiwake Close",
    "Herring Street",
    "Lamplighter Road",
    "Marram Avenue",
    "Quayside",
    "Sandpiper Drive",
    "Thrift Gardens",
    "Winding Lane",
    "Beaconfield Road",
    "Osprey Way",
    "Capstan Court",
    "Gannet Road",
    "Tiller Street",
    "Mariners' Terrace",
    "Coble Landing",
    "Bosun Close",
    "Samphire Road",
    "Chandler's Yard",
    "Fennel Grove",
    "Hawser Street",
    "Juniper Road",
    "Kelp Street",
    "Larkspur Avenue",
    "Mizzen Close",
    "Nettle Bank",
    "Oyster Row",
    "Pilot Street",
    "Quern Road",
    "Rigger's Fold",
    "Spindrift Road",
    "Teasel Close",
    "Umber Street",
    "Vetch Avenue",
    "Wherry Road",
    "Yarrow Drive",
    "Zephyr Court",
    "Gull Lane",
];

pub static PRIMARIES: [&str; 10] = [
    "Harbour Primary",
    "St Brannock's Primary",
    "Coldwell Infants",
    "Beacon Primary",
    "Millrace Primary",
    "Our Lady of the Sands Primary",
    "Northfield Juniors",
    "Tannery Lane Primary",
    "Ropewalk Primary",
    "Saltmarsh Primary",
];

pub static SECONDARIES: [&str; 5] =
    ["Seaborough Academy", "Priory High", "Gorse Hill School", "The Meridian School", "St Aelred's High"];

pub static NURSERIES: [&str; 4] =
    ["Little Gulls Nursery", "Rockpool Nursery", "Beacon Children's Centre", "Puffins Pre-school"];

pub static SURGERIES: [&str; 6] = [
    "Dockside Surgery",
    "Millrace Medical Centre",
    "Priory Practice",
    "Beacon Health Centre",
    "Old Town Surgery",
    "Gorse Hill Practice",
];

pub fn ward(luck: &mut Luck) -> &'static str {
    luck.weighted(&WARDS)
}

/// An address in a ward. The postcode area does not exist.
pub fn address(luck: &mut Luck, ward: &str) -> Address {
    let street = luck.pick(&STREETS);
    let number = luck.between(1, 214);
    let lines = match luck.between(0, 9) {
        0 | 1 => format!("Flat {}, {number} {street}\nSeaborough", luck.between(1, 24)),
        2 => format!("{number}{} {street}\nSeaborough", luck.pick(&["A", "B", "C"])),
        _ => format!("{number} {street}\nSeaborough"),
    };
    let district = WARDS.iter().position(|(_, name)| *name == ward).unwrap_or_default() + 1;
    let letters = ["AB", "DE", "FG", "HJ", "LN", "PQ", "RS", "TU", "WX", "YZ"];
    let postcode = format!("ZZ{district} {}{}", luck.between(1, 9), luck.pick(&letters));
    Address { lines, postcode, ward: ward.to_owned() }
}

/// A telephone number from the ranges kept for drama.
pub fn telephone(luck: &mut Luck) -> String {
    if luck.chance(80) {
        format!("07700 900{:03}", luck.between(0, 999))
    } else {
        format!("01632 960{:03}", luck.between(0, 999))
    }
}
