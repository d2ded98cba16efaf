//! Names of many cultures. Those who bear them here are invented.

use crate::luck::Luck;

/// Where a family's names come from, with what usually goes with them.
#[derive(Debug)]
pub struct Culture {
    /// Census code of ethnicity.
    pub ethnicity: &'static str,
    pub language: Option<&'static str>,
    pub faith: Option<&'static str>,
    pub girls: &'static [&'static str],
    pub boys: &'static [&'static str],
    pub women: &'static [&'static str],
    pub men: &'static [&'static str],
    pub families: &'static [&'static str],
    /// In the family's own script, for the name by which a child is known.
    pub own_script: &'static [&'static str],
    /// What this heritage means to a child, for an assessment's identity.
    pub means: &'static [&'static str],
}

static BRITISH: Culture = Culture {
    ethnicity: "WBRI",
    language: None,
    faith: None,
    girls: &[
        "Ellie",
        "Poppy",
        "Gracie",
        "Maisie",
        "Lacey",
        "Evie-Mae",
        "Scarlett",
        "Amber",
        "Daisy",
        "Millie",
        "Skye",
        "Lexi",
        "Harriet",
        "Bethany",
        "Imogen",
        "Tilly",
        "Rosie",
        "Paige",
        "Niamh",
        "Caitlin",
        "Ava-Grace",
        "Jasmine",
    ],
    boys: &[
        "Alfie",
        "Tyler",
        "Jayden",
        "Harley",
        "Logan",
        "Riley",
        "Mason",
        "Callum",
        "Kian",
        "Archie",
        "Reece",
        "Toby",
        "Finley",
        "Dylan",
        "Corey",
        "Jake",
        "Ollie",
        "Ewan",
        "Leo",
        "Kai",
        "Teddy-Lee",
        "Bradley",
    ],
    women: &[
        "Kelly",
        "Donna",
        "Stacey",
        "Leanne",
        "Gemma",
        "Natalie",
        "Chantelle",
        "Rachel",
        "Toni",
        "Becky",
        "Hayley",
        "Samantha",
        "Jodie",
        "Claire",
        "Kirsty",
        "Michelle",
    ],
    men: &[
        "Darren", "Lee", "Craig", "Wayne", "Shaun", "Gary", "Ryan", "Liam", "Scott", "Carl", "Jamie", "Dean", "Stuart",
        "Martin", "Kieran", "Ashley",
    ],
    families: &[
        "Hartley",
        "Bickerdike",
        "Thwaite",
        "Marsden",
        "Pollard",
        "O'Rourke",
        "Garside",
        "Wetherby",
        "Stott",
        "Crabtree",
        "Dunmore",
        "Fairclough",
        "Ashby-Cole",
        "Kershaw",
        "Lomax",
        "Prendergast",
        "Tunnicliffe",
        "Hebden",
        "Rudge",
        "Swales",
        "Mallory",
        "Nettleton",
        "D'Arcy",
        "Brearley",
        "Holroyd",
        "Sugden",
        "Inskip",
        "Wardle",
        "Cribbs",
        "Penhallow",
    ],
    own_script: &[],
    means: &[
        "{child} says {he} is “just from here” and is proud of the harbour and of {his} [granddad|great-nan], who worked on the boats. Being known on the estate is [a comfort and a burden|part of who {he} is]: people know the family's troubles too.",
        "{child} was born in Seaborough and has never lived elsewhere. {He} talks about football, the beach and {his} nan's house. [Money is tight and {he} notices it at school|{He} minds being the one without the right trainers], and this shapes how {he} sees {himself} more than anything on a list.",
        "The family has no faith, though {child} likes [the carol service|the holiday club at the chapel]. {He} describes {himself} as “the [funny|quiet|clever] one”. What matters to {him} is being [trusted|asked], and not being spoken about.",
    ],
};

static WELSH: Culture = Culture {
    ethnicity: "WBRI",
    language: Some("Welsh"),
    faith: None,
    girls: &["Ffion", "Seren", "Cerys", "Lowri"],
    boys: &["Dafydd", "Gethin", "Iolo", "Rhys"],
    women: &["Angharad", "Bronwen", "Sian"],
    men: &["Gareth", "Hywel", "Emrys"],
    families: &["ap Rhydderch", "Pugh-Morgan", "Llewelyn-Price"],
    own_script: &[],
    means: &[
        "{child} speaks Welsh with {his} mother and English at school, and says Welsh is “for home and for being sad in”. {He} would like more people to say {his} name right.",
    ],
};

static BANGLADESHI: Culture = Culture {
    ethnicity: "ABAN",
    language: Some("Bengali"),
    faith: Some("Islam"),
    girls: &["Nusrat", "Tahmina", "Sumaiya", "Anika", "Farzana", "Ruksana"],
    boys: &["Rafi", "Tanvir", "Shahid", "Imran", "Nayeem", "Sakib"],
    women: &["Shirin", "Rehana", "Nasima", "Halima", "Salma"],
    men: &["Abdul", "Mizanur", "Kamal", "Faruk", "Jahangir"],
    families: &["Begum", "Miah", "Chowdhury", "Uddin", "Khatun", "Rahman"],
    own_script: &["রাফি", "আনিকা", "নুসরাত"],
    means: &[
        "{child} speaks [Sylheti|Bengali] at home and English with {his} brothers and sisters. {He} is proud to be Muslim, goes to madrasah after school and [is fasting for the first time this year|loves Eid at {his} grandmother's]. At school {he} has been told to “go home”, which {he} told nobody until now.",
        "{child} says {he} is “Bengali and from Seaborough”. Family honour matters to {his} parents and [{he} worries that talking to us shames them|{he} translates letters for them, which is not a child's task]. An interpreter of the parents' choosing is used, never {child}.",
    ],
};

static PAKISTANI: Culture = Culture {
    ethnicity: "APKN",
    language: Some("Punjabi"),
    faith: Some("Islam"),
    girls: &["Zainab", "Aisha", "Maryam", "Iqra", "Hafsa"],
    boys: &["Hamza", "Bilal", "Usman", "Zayn", "Haris"],
    women: &["Shazia", "Nadia", "Rukhsana", "Samina"],
    men: &["Tariq", "Asif", "Nadeem", "Waqas"],
    families: &["Khan", "Hussain", "Akhtar", "Bibi", "Mirza", "Qureshi"],
    own_script: &["زينب", "حمزہ", "مریم"],
    means: &[
        "{child} reads the Qur'an with {his} [aunt|grandfather] and is serious about {his} faith. {He} speaks Punjabi at home and thinks in English. {He} asked for a worker who would take {his} shoes off at the door without being told.",
    ],
};

static INDIAN: Culture = Culture {
    ethnicity: "AIND",
    language: Some("Gujarati"),
    faith: Some("Hinduism"),
    girls: &["Priya", "Anjali", "Kavya", "Meera", "Simran"],
    boys: &["Arjun", "Rohan", "Dev", "Kiran", "Harjit"],
    women: &["Sunita", "Lakshmi", "Jaspreet", "Rekha"],
    men: &["Rajesh", "Vikram", "Gurdeep", "Sanjay"],
    families: &["Patel", "Kaur", "Singh", "Nair", "Desai", "Mehta"],
    own_script: &["प्रिया", "अर्जुन"],
    means: &[
        "{child} goes to the [temple|gurdwara] with {his} grandmother on Sundays and dances there. {He} moves easily between two languages. [The family does not want the community to know of our involvement, and {child} feels that as a secret {he} has to keep|{He} says people always ask where {he} is “really” from].",
    ],
};

static ARAB: Culture = Culture {
    ethnicity: "OOTH",
    language: Some("Arabic"),
    faith: Some("Islam"),
    girls: &["Layla", "Yasmin", "Noor", "Huda"],
    boys: &["Yusuf", "Omar", "Karim", "Sami"],
    women: &["Amal", "Rania", "Samira"],
    men: &["Khalid", "Mahmoud", "Ziad"],
    families: &["al-Khatib", "Haddad", "al-Masri", "Nasser", "Saleh"],
    own_script: &["ليلى", "يوسف", "نور الهدى", "سامي"],
    means: &[
        "{child} came to England [at four|as a baby|two years ago] and keeps [a photograph of the old house|the key of the old house] by {his} bed. {He} dreams in Arabic. Being Muslim is settled and calm in {him}; being a newcomer is not.",
    ],
};

static NIGERIAN: Culture = Culture {
    ethnicity: "BAFR",
    language: Some("Yoruba"),
    faith: Some("Christianity"),
    girls: &["Adaeze", "Folake", "Temitope", "Ngozi"],
    boys: &["Chidi", "Tobi", "Emeka", "Kelechi"],
    women: &["Blessing", "Funmilayo", "Ifeoma"],
    men: &["Babatunde", "Ikenna", "Olumide"],
    families: &["Adeyemi", "Okonkwo", "Oyelaran", "Eze"],
    own_script: &[],
    means: &[
        "Church is the centre of {child}'s week and the pastor's wife is “Auntie”. {He} is one of [two|three] Black children in {his} year and has stopped putting {his} hand up. {His} name means something to {him} and {he} corrects people who shorten it.",
    ],
};

static POLISH: Culture = Culture {
    ethnicity: "WOTH",
    language: Some("Polish"),
    faith: Some("Christianity"),
    girls: &["Zuzanna", "Oliwia", "Maja", "Kinga"],
    boys: &["Kacper", "Jakub", "Bartek", "Szymon"],
    women: &["Agnieszka", "Beata", "Katarzyna"],
    men: &["Marek", "Grzegorz", "Tomasz"],
    families: &["Wójcik", "Kowalczyk", "Zielińska-Nowak", "Lewandowski", "Dąbrowska"],
    own_script: &[],
    means: &[
        "{child} goes to Polish Saturday school and reads better in Polish than in English. {He} has first communion [this May|next year] and is counting the days. {He} says English people “talk about the weather when they are angry”.",
    ],
};

static SOMALI: Culture = Culture {
    ethnicity: "BAFR",
    language: Some("Somali"),
    faith: Some("Islam"),
    girls: &["Hodan", "Ifrah", "Sagal"],
    boys: &["Abdirahman", "Liban", "Guled"],
    women: &["Fadumo", "Hibaaq"],
    men: &["Warsame", "Jama"],
    families: &["Abdi Warsame", "Farah", "Hersi", ""],
    own_script: &[],
    means: &[
        "{child} can recite {his} grandfathers back eight generations and is pleased to be asked. {He} is Black, Muslim and [a girl who plays football|a boy who cooks], and says each of these is a problem for somebody different.",
    ],
};

static CHINESE: Culture = Culture {
    ethnicity: "CHNE",
    language: Some("Cantonese"),
    faith: None,
    girls: &["Mei-Lin", "Xiu Ying", "Ka-Yan"],
    boys: &["Wing-Ho", "Jun", "Tsz-Kit"],
    women: &["Yuk-Fong", "Li Na"],
    men: &["Chi-Wai", "Guo"],
    families: &["Leung", "Cheng", "Wu"],
    own_script: &["美玲", "俊"],
    means: &[
        "{child} answers to one name at school and another at home, and says they are “two different people, mostly friends”. {He} helps in the takeaway, which {he} likes, until late, which {he} does not.",
    ],
};

static ROMANY: Culture = Culture {
    ethnicity: "WROM",
    language: Some("Romani"),
    faith: Some("Christianity"),
    girls: &["Kizzy", "Britannia", "Savannah", "Mizelli"],
    boys: &["Levi", "Nelson", "Jimmy-Lee", "Vano"],
    women: &["Lavinia", "Cinderella", "Genty"],
    men: &["Righteous", "Noah", "Elias"],
    families: &["Boswell-Lee", "Loveridge", "Hearn", "Buckland"],
    own_script: &[],
    means: &[
        "{child} is Romany and says so with {his} chin up. The family has had [the fire brigade to the site twice and both times for a bonfire|letters from four councils in ten years], and expects the worst of us. {He} can drive a pony and read a road; nobody at school has asked.",
    ],
};

static MIXED: Culture = Culture {
    ethnicity: "MWBC",
    language: None,
    faith: None,
    girls: &["Keziah", "Amara", "Shanice", "Ruby-Rose"],
    boys: &["Isaiah", "Tyrese", "Marlon", "Jaydon"],
    women: &["Simone", "Kerry", "Lorraine"],
    men: &["Winston", "Leroy", "Marcus"],
    families: &["Campbell", "St Hilaire", "Grant-Bailey", "Marshall"],
    own_script: &[],
    means: &[
        "{child} describes {himself} as mixed, “White here and Black in the mirror”. {He} has little contact with {his} father's family and asked us [whether that can change|for a photograph of {his} grandmother in Dominica]. {His} mother has learned to do {his} hair and is proud of it.",
    ],
};

/// One family's culture, by the profile of the council.
pub fn culture(luck: &mut Luck) -> &'static Culture {
    luck.weighted(&[
        (878, &BRITISH),
        (10, &WELSH),
        (24, &BANGLADESHI),
        (10, &PAKISTANI),
        (18, &INDIAN),
        (16, &ARAB),
        (8, &NIGERIAN),
        (12, &POLISH),
        (5, &SOMALI),
        (4, &CHINESE),
        (5, &ROMANY),
        (10, &MIXED),
    ])
}

/// Staff come from everywhere.
pub fn of_staff(luck: &mut Luck) -> String {
    let culture = luck.weighted(&[
        (55, &BRITISH),
        (4, &WELSH),
        (6, &BANGLADESHI),
        (7, &PAKISTANI),
        (8, &INDIAN),
        (3, &ARAB),
        (8, &NIGERIAN),
        (5, &POLISH),
        (1, &CHINESE),
        (6, &MIXED),
    ]);
    let given = if luck.chance(72) { culture.women } else { culture.men };
    format!("{} {}", luck.pick(given), luck.pick(culture.families)).trim().to_owned()
}

/// A child's given name that no brother or sister has.
pub fn child(luck: &mut Luck, culture: &Culture, female: bool, taken: &[String]) -> String {
    let pool = if female { culture.girls } else { culture.boys };
    let free: Vec<&str> = pool.iter().copied().filter(|name| !taken.iter().any(|other| other == name)).collect();
    if free.is_empty() {
        format!("{} {}", luck.pick(pool), luck.pick(culture.families))
    } else {
        luck.pick(&free).to_owned()
    }
}
