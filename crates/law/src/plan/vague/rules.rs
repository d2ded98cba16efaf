//! The rules of wording: what each points out, and how the same wish is said clearly. Add a rule here with examples both ways.

use super::text::{Sentence, Text};
use super::{Lack, Part};

/// What in the same sentence makes the words clear after all.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cure {
    /// Nothing does.
    Nothing,
    /// How often: every night, on Tuesdays, twice a week.
    HowOften,
    /// A number, or how often.
    Number,
    /// A day, a time, a number, or how often.
    Anything,
}

/// One rule of wording.
#[derive(Debug)]
pub struct Rule {
    pub name: &'static str,
    pub lacks: Lack,
    /// For whoever writes: what is not said, and what to write.
    pub say: &'static str,
    /// The boxes that it looks at.
    pub parts: &'static [Part],
    /// Patterns, as [`super::text`] reads them.
    patterns: &'static [&'static str],
    cure: Cure,
    /// Words with which the sentence means something else.
    unless: &'static [&'static str],
    /// Examples that it points out.
    pub points_out: &'static [&'static str],
    /// The same wish, said clearly: nothing is pointed out.
    pub leaves: &'static [&'static str],
}

impl Rule {
    /// The first words that it points out.
    pub(super) fn finds(&self, text: &Text<'_>) -> Option<String> {
        text.sentences()
            .filter(|sentence| !self.is_clear(sentence))
            .find_map(|sentence| self.patterns.iter().find_map(|pattern| sentence.find(pattern)))
    }

    fn is_clear(&self, sentence: &Sentence<'_>) -> bool {
        let cured = match self.cure {
            Cure::Nothing => false,
            Cure::HowOften => sentence.says_how_often(),
            Cure::Number => sentence.counts() || sentence.says_how_often(),
            Cure::Anything => sentence.counts() || sentence.says_when(),
        };
        cured || sentence.has_word(self.unless)
    }
}

const ACTS: &[Part] = &[Part::What, Part::Change];
const ALL_WISHES: &[Part] = &[Part::What, Part::Change, Part::Measure];
const WISHES: &[Part] = &[Part::Change, Part::Measure];

/// Every rule of wording.
pub const RULES: &[Rule] = &[
    Rule {
        name: "working with us",
        lacks: Lack::What,
        say: "“Working with” somebody can mean anything. Say what this person does, where, and how often.",
        parts: ACTS,
        patterns: &[
            "work* (together|closely|openly|honestly|well) with|alongside (the|our|all|a|his|her|their|both) (allocated|relevant|other|local|childrens) social|professionals|services|agencies|school|care|department|authority|council|team|worker|workers|us|everyone|everybody|support",
            "cooperat*|co with (the|all|our) (relevant) social|professionals|services|agencies|plan|school|care|worker|workers|us",
            "co operat* with (the|all|our) (relevant) social|professionals|services|agencies|plan|school|care|worker|workers|us",
            "partnership|partnerships with|working",
        ],
        cure: Cure::HowOften,
        unless: &[],
        points_out: &[
            "Parent to work with social worker",
            "Mum will work openly with professionals",
            "Dad to cooperate with the plan",
            "Parents work in partnership with services",
        ],
        leaves: &[
            "Mum is at home for the social worker’s visit every Tuesday at 4pm",
            "The speech therapist works with Idris every Monday in school",
            "Dad lets the social worker see every room at each visit",
        ],
    },
    Rule {
        name: "engaging",
        lacks: Lack::What,
        say: "“Engage” does not say what anybody will see. Say where they go, how often, and until when.",
        parts: ALL_WISHES,
        patterns: &[
            "engag* (fully|well|meaningfully|positively|more|better) with|in",
            "engag* fully|meaningfully|positively|consistently",
            "meaningful|positive|good|full|better engagement",
            "access* (all|the|any|relevant|appropriate|local|available|community) (relevant|available) services|support|help",
            "take up (the|any|all) support|services|help|offer|offers",
            "accept* (the|any|all) (offer|offers) (of) support|help|services",
        ],
        cure: Cure::HowOften,
        unless: &["sessions", "session", "appointments"],
        points_out: &[
            "Mum to engage with services",
            "engage with support by 3 March",
            "Dad will access relevant services",
            "MOTHER TO ENGAGE FULLY WITH THE HEALTH VISITOR",
            "Parents accept help",
        ],
        leaves: &[
            "Mum goes to the Freedom Programme every Thursday until 26 February",
            "Dad engages with Turning Point: all eight sessions, each Tuesday",
            "Mum takes Idris to the drop-in at the Harbour Centre on Fridays",
        ],
    },
    Rule {
        name: "attending",
        lacks: Lack::ByWhen,
        say: "Say which appointments, and how often or on which days.",
        parts: ACTS,
        patterns: &[
            "attend* ... appointments|sessions|meetings|groups|classes|courses|reviews|services|support|therapy|counselling",
            "keep|keeps|keeping (all|to|her|his|their|the) (medical|health|hospital|dental|her|his|their) appointments",
            "go|goes|going|taken|take|takes ... appointments|groups|classes $",
        ],
        cure: Cure::Anything,
        unless: &[],
        points_out: &[
            "Mum to attend appointments",
            "Attend all health appointments",
            "Parents attend parenting classes",
            "Dad keeps his appointments",
        ],
        leaves: &[
            "Mum takes Zainab to the eye clinic on 9 December at 10.30",
            "Attend antenatal appointments with the midwife at 28, 31 and 34 weeks",
            "Dad attends the drop-in meetings every Wednesday evening",
        ],
    },
    Rule {
        name: "watching",
        lacks: Lack::What,
        say: "Say what is looked at, how often, and what is done if it is not as it should be.",
        parts: &[Part::What],
        patterns: &[
            "monitor*",
            "keep|keeps|keeping an eye",
            "under review",
            "oversee|oversees|overseeing|oversight",
            "check in|checks in|checking in with",
        ],
        cure: Cure::HowOften,
        unless: &["baby", "heart", "glucose", "sugar", "breathing", "carbon"],
        points_out: &[
            "Monitor",
            "School to monitor attendance",
            "Keep the situation under review",
            "Health visitor keeps an eye on his weight",
        ],
        leaves: &[
            "The school rings Amina Rahman by 10am on any day that Zainab is absent",
            "The health visitor weighs Mariam on 3, 10 and 17 December",
            "Mum switches the baby monitor on when Mariam sleeps upstairs",
        ],
    },
    Rule {
        name: "without an end",
        lacks: Lack::ByWhen,
        say: "Say until when, or when it is looked at again.",
        parts: &[Part::What, Part::Measure],
        patterns: &[
            "ongoing",
            "on going",
            "open ended",
            "indefinitely",
            "throughout the plan|process|period",
            "continue|continues|continuing to",
            "^ continue|continued|continuing with|to|current|existing",
            "remain|remains in place",
        ],
        cure: Cure::Anything,
        unless: &[],
        points_out: &[
            "Ongoing",
            "On-going support for Mum",
            "Mum to continue to see her GP",
            "Continue with current support",
        ],
        leaves: &[
            "Grandma has the boys every Friday night until 27 March",
            "Mum continues to see Dr Shah on the first Monday of each month",
        ],
    },
    Rule {
        name: "some time",
        lacks: Lack::ByWhen,
        say: "Name the day. If it hangs on something, say on what.",
        parts: &[Part::What, Part::Change, Part::Contingency],
        patterns: &[
            "as soon as possible|practicable|practical|we|they|she|he|able",
            "asap",
            "a s a p",
            "at the earliest opportunity|convenience",
            "in due course",
            "in the near|coming|foreseeable future|weeks|months",
            "in a timely manner|way|fashion",
            "^ timely",
            "soon $",
            "very|fairly|quite soon",
            "when|as|where|if (and) (when) possible|appropriate|necessary|required|needed $",
            "at some point|stage",
        ],
        cure: Cure::Number,
        unless: &["puffs", "inhaler", "999", "paracetamol", "calpol"],
        points_out: &[
            "Refer to the nursery as soon as possible",
            "GP appointment ASAP.",
            "Mum will move out soon",
            "Offer respite as and when needed",
        ],
        leaves: &[
            "Amina Rahman asks Little Stars nursery for a place by 4 December",
            "Mum gives Idris his blue inhaler if he wheezes, two puffs, as needed",
            "As soon as Dad is released, Mum rings the refuge on 01632 960001",
        ],
    },
    Rule {
        name: "how often",
        lacks: Lack::ByWhen,
        say: "“Regularly” is daily for one and monthly for another. Say how often.",
        parts: ALL_WISHES,
        patterns: &[
            "regular|regularly",
            "frequent|frequently",
            "periodically",
            "routinely",
            "occasionally",
            "from time to time",
        ],
        cure: Cure::Anything,
        unless: &["dentist"],
        points_out: &["Visit regularly", "Regular contact with Dad", "Mum frequently praises the children"],
        leaves: &[
            "Dad sees the boys on Sundays, 2pm to 5pm, at Grandma’s",
            "Zainab has a regular bedtime: 8pm on school nights",
        ],
    },
    Rule {
        name: "improving",
        lacks: Lack::HowWeWillKnow,
        say: "Say what will be seen or counted when it has improved: from what, to what.",
        parts: ALL_WISHES,
        patterns: &[
            "improv*|increase|increases|increasing|enhanc*|develop|develops|developing|build|builds|strengthen*|promot*|maximis*|boost|boosts ... parenting|relationship|relationships|skills|confidence|resilience|esteem|attachment|boundaries|routine|routines|wellbeing|communication|behaviour|engagement|understanding|awareness|insight|capacity|ability|conditions|hygiene|lifestyle|outcomes|health|independence|bond|bonding|development|supervision|situation",
            "improv*|promot*|enhanc* ... well being",
            "reduc*|decreas*|minimis*|manage|manages|managing|address|addresses|addressing ... risk|risks|concern|concerns|worries|conflict|anxiety|behaviour|behaviours|issues|impact|harm|stress",
            "address|addresses|addressing ... needs|difficulties|problems|use|misuse",
        ],
        cure: Cure::Number,
        unless: &[],
        points_out: &[
            "Improve parenting",
            "Mum will improve her parenting skills",
            "Build his self-esteem",
            "Reduce the risk of harm",
            "Dad to address his alcohol misuse",
        ],
        leaves: &[
            "Zainab is in school on at least 9 days of every 10",
            "Dad drinks no alcohol on any day when he looks after the children",
            "Reduce missed school from 6 days a month to 1",
        ],
    },
    Rule {
        name: "better",
        lacks: Lack::HowWeWillKnow,
        say: "Better than what? Say what will be seen, or how much.",
        parts: WISHES,
        patterns: &[
            "better",
            "good enough",
            "happier|calmer|safer|healthier|stronger",
            "more stable|settled|positive|consistent|confident|secure",
            "appropriate|appropriately",
            "adequate|adequately",
            "acceptable|acceptably",
            "satisfactory|satisfactorily",
            "consistent|consistently",
            "positive|positively",
            "stable|stability",
        ],
        cure: Cure::Number,
        unless: &[
            "adult", "test", "tests", "tested", "result", "results", "says", "say", "said", "tells", "tell", "told",
        ],
        points_out: &[
            "Things are better at home",
            "Zainab is happier",
            "Parenting is good enough",
            "Appropriate boundaries",
            "Home conditions are satisfactory",
        ],
        leaves: &[
            "Idris says that he sleeps better, and why",
            "No positive drug test between now and the review",
            "Zainab’s own number for “how is home?” goes from 3 to 7",
        ],
    },
    Rule {
        name: "kept safe",
        lacks: Lack::HowWeWillKnow,
        say: "Say what keeps the child safe, in this home: who does what, and what will be seen.",
        parts: ACTS,
        patterns: &[
            "be|is|are|kept|keep|keeps|keeping|stay|stays|remain|remains|feel|feels (him|her|them|the|all|more) (children|child|boys|girls) safe $",
            "be|is|are|kept|keep|keeps|stay|stays|remain|remains|feel|feels (him|her|them) safe and|in|at|from|with",
            "safeguard*",
            "need|needs are|is|be|being met",
            "meet|meets|meeting ... needs",
            "ensur* ... safe|safety|met|wellbeing|supervised|needs",
        ],
        cure: Cure::Number,
        unless: &["says", "said", "tells", "told"],
        points_out: &[
            "Idris is safe",
            "The children are kept safe at home",
            "Mum to ensure the children’s safety",
            "His needs are met",
            "Parents meet the children’s emotional needs",
        ],
        leaves: &[
            "An adult who has not been drinking is awake whenever the children are at home",
            "Idris says he feels safe at Dad’s",
            "The back gate is locked whenever the children play outside",
        ],
    },
    Rule {
        name: "support",
        lacks: Lack::What,
        say: "Say what the help is: who comes or goes, what they do together, how often.",
        parts: &[Part::What],
        patterns: &[
            "support* (the|her|his|their|both) mum|mother|dad|father|parents|family|child|children|mums|dads|them|her|him|boys|girls",
            "offer*|provid*|giv*|receiv*|get|gets|seek*|put ... support|help|advice|guidance $",
            "offer*|provid*|giv*|receiv*|get|gets|seek* support|help|advice|guidance",
            "support for|to mum|mother|dad|father|parents|family|child|children",
            "support (to) be|is|are (put) (in|to) (place)",
            "support package|plan in place",
        ],
        cure: Cure::Anything,
        unless: &["if", "from"],
        points_out: &["Support Mum", "Offer support to the family", "Provide emotional support", "Seek help"],
        leaves: &[
            "Grandma supports Mum by having both boys on Friday nights",
            "The family support worker, Jo Field, comes on Mondays and Thursdays at 5pm to do teatime with Dad",
        ],
    },
    Rule {
        name: "looking into",
        lacks: Lack::What,
        say: "Say what will be there when it is done: a place applied for, a letter sent, a decision taken.",
        parts: &[Part::What],
        patterns: &[
            "explor*",
            "consider|considers|considering",
            "look|looks|looking into",
            "look|looks|looking at options|ways|possibilities|whether|how|what|housing|nursery|getting|support",
            "liais*",
            "link|links|linking in with",
            "be|being aware|mindful",
            "think|thinks|thinking about",
            "work|works|working towards",
            "try|tries|trying to",
            "touch base",
        ],
        cure: Cure::Anything,
        unless: &["eyes"],
        points_out: &[
            "Explore nursery places",
            "Social worker to liaise with school",
            "Dad to consider rehab",
            "Look into housing",
        ],
        leaves: &[
            "Amina Rahman applies for a nursery place at Little Stars",
            "Dad rings Harbour Recovery and takes the first appointment that they offer",
            "Mum and Amina Rahman fill in the housing form together",
        ],
    },
    Rule {
        name: "and so on",
        lacks: Lack::What,
        say: "Say the rest, or leave it out.",
        parts: &[Part::What, Part::Change, Part::Measure, Part::BottomLines, Part::Contingency],
        patterns: &["etc", "et cetera", "and so on|forth", "and the like"],
        cure: Cure::Nothing,
        unless: &[],
        points_out: &["Bedtime, meals etc.", "Toys, books and so on are put away"],
        leaves: &["Bedtime, breakfast and the walk to school happen as on the chart on the fridge"],
    },
];
