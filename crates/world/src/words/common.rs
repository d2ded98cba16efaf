//! Words that belong to no one theme: managers', screeners' and agencies'.

pub static WORKING_WELL: &[&str] = &[
    "{child} is [at school every day|well liked|a chatty, funny child]. {mother} [answers the telephone and speaks openly|comes to everything she is asked to]. {gran} helps.",
    "The family have [good neighbours|a church that rallies round|each other]. {child} is [clean and cheerful|doing well at {school}]. {mother} asked for help herself.",
    "{mother} and {child} are warm together. [The home is comfortable.|There is a routine at bedtime.|Appointments are kept.]",
    "The caller knows of little. {child} was [polite|laughing with friends] when last seen.",
];

pub static HISTORY_NONE: &[&str] = &[
    "Searched for {children}, both parents and the address, with other spellings. Nothing found here. [Early help: not known.|The address comes up for an earlier tenant only.]",
    "No record of the children, the parents or the address. Asked {school}, who have nothing on file before this.",
    "Not known to us under these names or dates of birth. {mother}'s maiden name searched as well. Nothing.",
];

pub static HISTORY_SOME: &[&str] = &[
    "Known. [Two|Three|Four] earlier contacts on this record, the last [in the spring|last year], about the same things. Read, with the outcome of each. [An assessment closed with no further action.|Early help was offered and not taken up.]",
    "{children} are on record with an earlier referral. The worker then wrote that change [had not been tested over time|was real and might not last]. The older papers are being asked for.",
];

pub static NOT_AWARE: &[&str] = &[
    "Telling them now could [put {mother} at risk from {man}|lead to {child} being told what to say]. To be done in person, with a plan.",
    "The caller [did not dare to|ran out of time to] tell them. The duty worker will, today, before anything else is asked.",
];

pub static OVERRIDDEN: &[&str] = &[
    "{child}'s safety comes first: waiting for an answer would leave {him} [in the home with {man}|without anybody looking]. Agreed with the duty manager.",
    "{mother} was asked and said no. There is enough to suspect harm to {child}, so information is shared with school, health and police. She has been told so.",
];

pub static HOPED_FOR: &[&str] = &[
    "{mother} hopes for [somebody on her side|help with mornings|it to stop]. The referrer wants [{child} to be seen|an assessment|to know that it is not only them].",
    "The referrer hopes that [the whole family is looked at, not only {child}|there is one plan instead of five]. The family want [to be left alone, mostly|a bigger place|to be listened to].",
];

pub static NO_HARM: &[&str] = &[
    "No injury, no disclosure and nothing that suggests lasting harm. {child} was [seen at school today and was {himself}|spoken to by the person who called]. There is need here, not significant harm, on what is known so far.",
    "Looked at history, spoke with {school} and the health visitor. All describe strain and none describes harm. If [it happens again|{mother} does not engage] the question is to be asked afresh.",
    "{mother} has acted to protect {child} already. I do not suspect significant harm today.",
];

pub static CONTACT_RATIONALE: &[(&str, &[&str])] = &[
    (
        "referral",
        &[
            "The worry is [serious enough|repeated enough] for a social worker to look at the whole of it. History shows [a pattern|that earlier offers did not hold]. Level 3 on what we know.",
            "[Several|Two] agencies say the same thing independently. {child} needs an assessment of need; this cannot be answered by telephone.",
        ],
    ),
    (
        "early_help",
        &[
            "Needs are real and the family want help. [School can lead|The family hub can lead]. Nothing suggests significant harm. Level 2.",
            "One agency with a plan is better than five with worries. Consent is given. Early help adviser to call within the week.",
        ],
    ),
    (
        "information_and_advice",
        &[
            "A single event, handled well by {mother}. Advice given, and what to watch for. [School will keep an eye.|The caller knows how to come back to us.] Level 1.",
            "Checked with school and health: no other worries. {mother} was told of the contact and given the number of [the family hub|the helpline].",
            "The caller wanted advice and has it. Nothing here that others already involved cannot do.",
        ],
    ),
    (
        "linked_to_open_case",
        &[
            "There is an open case. The allocated worker has been told by telephone and reads this today; the plan may need to change.",
        ],
    ),
];

pub static REFERRAL_RATIONALE: &[(&str, &[&str])] = &[
    (
        "assessment",
        &[
            "[Need is clear and its causes are not|We know what happened and not what it means for {child}]. A child and family assessment, to include {father}. First visit within [three|five] working days. Level 3.",
            "Threshold for section 17 is met on {child}'s [health and development|emotional wellbeing]. I want [the chronology read first|both parents met apart|the younger ones looked at in their own right].",
        ],
    ),
    (
        "strategy_discussion",
        &[
            "There is reasonable cause to suspect significant harm: see the referral. Strategy discussion today with police and health. The assessment runs beside it. {child} is to be seen today.",
        ],
    ),
    (
        "early_help",
        &[
            "The family want help, agree to it, and no assessment is needed for them to have it. Step to early help with [school|the family hub] as lead. Level 2.",
        ],
    ),
    (
        "no_further_action",
        &[
            "Spoke with {mother}, school and health. The worry was [a misunderstanding|already in hand]. No unmet need that we would add to. The referrer has been told and [agrees|disagrees, and knows how to escalate].",
            "Information given to the family about [contact arrangements and mediation|local services]. No need for a social work service on what we know.",
        ],
    ),
];

pub static ASSESSMENT_RATIONALE: &[(&str, &[&str])] = &[
    (
        "no_further_action",
        &[
            "I agree with the analysis. Needs are met within the family and by [school|health]. The history has been weighed. I would decide otherwise if [police were called again|attendance fell].",
            "The worry has been looked at properly and is not borne out. {child} was seen alone and was clear. Close, with a letter in plain words.",
        ],
    ),
    (
        "early_help",
        &[
            "Needs remain that do not call for a social worker. The family agree. The lead professional is named and has accepted; step down with a meeting, not a letter.",
        ],
    ),
    (
        "cin_plan",
        &[
            "{child} is unlikely to reach a reasonable standard of health or development without help (section 17). The plan needs to be about [what changes for {child}|safety first, then parenting], with measures. First meeting within ten working days.",
            "The analysis is sound and rests on what {child} said. Child in need plan, reviewed at six weeks. I want {father} in it.",
        ],
    ),
    (
        "strategy_discussion",
        &[
            "What has come out in the assessment gives reasonable cause to suspect significant harm. Strategy discussion today. The worker is not to visit alone before it.",
        ],
    ),
    (
        "other_services",
        &[
            "What {child} needs is [support for disabled children, short breaks|child and adolescent mental health care|housing] and that service has accepted. Our part is done once the first appointment is kept.",
        ],
    ),
];

pub static FOR_FAMILY: &[(&str, &[&str])] = &[
    (
        "no_further_action",
        &[
            "We looked carefully at how things are for {child}. We think {he} is safe and well cared for, and we are closing our work. Thank you for talking to us so openly. If you are ever worried, ring us.",
            "Thank you for letting us into your home. {child} told us what life is like and we could see it for ourselves. We do not need to stay involved.",
        ],
    ),
    (
        "early_help",
        &[
            "Things are better, and some things are still hard. You told us what would help. {school} and the family hub will work with you on it. You can stop whenever you want to.",
        ],
    ),
    (
        "cin_plan",
        &[
            "We think {child} needs more help than you can give alone at the moment. We will make a plan with you, with dates, so that we can all see whether it works. We saw how much you love {him}.",
            "{child} told us what is hard. We want to change that with you. A plan says who does what and by when. You will get a copy and can say where it is wrong.",
        ],
    ),
    (
        "strategy_discussion",
        &[
            "We are worried that {child} may be hurt. The law says we have to talk to the police and health about it. We will tell you what we can, as soon as we can.",
        ],
    ),
    (
        "other_services",
        &[
            "The best help for {child} comes from somebody else, and they have said yes. We will check that it has started and then we will close our work.",
        ],
    ),
];

pub static RETURNED: &[&str] = &[
    "[The analysis tells the events again. Say what they mean for {child}.|I cannot see {father} in this at all. He must be asked.] The history section lists [five|four] contacts and does not say what they add up to.",
    "{child}'s words are in the visit of last month and not here. Put them first. Evidence for [two|three] of the risk factors is missing.",
    "Good work with the parents. The younger ones are hardly seen: each child needs an analysis of their own. Also say plainly what happens if nothing changes.",
    "The recommendation does not follow from the analysis. Either the danger is as you say, and then the level is too low, or it is not. Ring me and we talk it through.",
];

pub static AFTER_RETURN: &[&str] = &[
    "Looking again: what weighs most is that {child} [has stopped telling people|expects nothing to change]. I had written what happened and not what it has done to {him}.",
    "I have since spoken with {father}. He [sees the same worries and wants more time with {child}|disagrees, and his reasons are recorded]. It does not change my view of the risk; it changes who can help.",
];

pub static LATE: &[&str] = &[
    "[The family were away for two weeks|{mother} was in hospital] and {child} could not be seen; I did not want to finish without {him}.",
    "I was off sick for [eight|eleven] working days and the work was not reallocated.",
    "The paediatric report came on day [43|47]. The analysis rests on it.",
    "Returned once for more work on {father}'s views, which took [six|nine] days.",
    "The case was reallocated on day [24|31] when the worker left; I had to begin again with the children.",
    "Interpreter cancelled twice. I would not use a relative.",
];

pub static MANAGER_LATE: &[&str] =
    &["I was covering two teams in the week it came in.", "On leave; the cover arrangement did not work."];

pub static OVERSIGHT_SEEN: &[&str] = &[
    "Read the last [three|four] visits and the chronology; talked with the worker for half an hour. {child} has been seen [alone twice|on each visit]. [The picture is getting clearer.|We know more about the adults than about {child}.]",
    "Looked at timescale, visits and {child}'s words. [Day 10|Day 20|Day 30] and on course. [One agency has not answered.|The father has not been met.]",
    "Case discussed in supervision. What has changed for {child} since we began: [sleep, yes; fear, not yet|little, honestly|more than the file shows].",
    "Looked at why the visit of last week was missed: [sickness, with no cover|the family was out]. {child} was last seen [nine|twelve] working days ago.",
];

pub static AGENCIES: &[(&str, &str, &str)] = &[
    (
        "School",
        "designated safeguarding lead",
        "[Attendance 94%, friends, tired on Mondays|No concerns before this term; more tearful since half-term|Home and school speak often; {mother} comes when asked]",
    ),
    (
        "Health visitor",
        "health visitor, {surgery}",
        "[Two-year check done; speech late; mother low|Growth as expected; appointments kept|Seen in clinic; warm handling]",
    ),
    (
        "GP",
        "doctor, {surgery}",
        "[Mother treated for depression since spring|No safeguarding entries; injections up to date|Missed appointments for the younger child, three this year]",
    ),
    (
        "Police",
        "review unit",
        "[Three call-outs in twelve months; no charges|Nothing held on the household|One caution for the adult male; older]",
    ),
    (
        "Housing",
        "tenancy officer",
        "[Arrears of £640, a plan is in place|No complaints; repairs outstanding since March|Transfer asked for; band B]",
    ),
    ("Probation", "probation officer", "[Order ends in June; attends; alcohol a theme|Not known]"),
    (
        "Adult mental health",
        "community nurse",
        "[Under review; last seen in clinic ten days ago|Discharged in the autumn; can be referred back]",
    ),
];

pub static COMMUNITY: &[&str] = &[
    "{gran} comes [daily|on Sundays|when rung]. A neighbour has the spare key. A family group conference was offered; {mother} [wants to think|said yes, and there is a date|said her family “would only row”].",
    "Last time it was hard {gran} and [the pastor's wife|a friend from school] came. The family [lean on {ward} people they have known for years|know few people here].",
    "Few people. {mother} says [“you find out who your friends are”|she likes it that way]. The children's centre is the nearest thing to family.",
];

pub static CLOSURE_VIEW: &[&str] = &[
    "{mother}: “[I hated you lot for a month and then I didn't|It was better than I feared|You could have come sooner].” {father} [has not replied|says he is glad it is over].",
    "{mother} says we [listened|kept our word] and that [two workers in one year was one too many|the letters were hard to follow]. She would ring us again, “but I won't need to”.",
    "The family are [relieved|a little sorry]. They disagree with one sentence of the assessment; their own words stand beside it.",
];

pub static STILL_HARD: &[&str] = &[
    "Money, and [winter|the noise from upstairs]. The family hub stays. [School keeps its weekly check-in with {child}.|{gran} keeps her Sundays.]",
    "{child}'s [temper|sleep] comes and goes. {school} knows what helps.",
    "",
];

pub static WORRIED_AGAIN: &[&str] = &[
    "Ring us on 01632 960100, or the police on 999 in danger. Early signs: {child} [stops sleeping|gets stomach aches|goes quiet]; {mother} [stops answering|cancels things]. You can ask for the same worker.",
    "Talk to {school} or {surgery} first if it is small. If {child} is frightened or hurt, ring us on 01632 960100 day or night. Signs that we agreed: [doors banging, {child} missing school, cancelled visits|{child} asking to sleep elsewhere].",
];

pub static CHILD_LEAVING: &[&str] = &[
    "“[OK|Good|Who do I ring then?]” {child} [drew a wave|asked to keep the cards|wants a goodbye visit with biscuits].",
    "{He} says it's fine. {He} asked whether I would remember {him}. I said yes and meant it.",
    "{child} is glad. “[No offence|Finally].”",
];

pub static CANCEL_EARLY_HELP: &[&str] = &[
    "Early help plan completed; the family and lead professional agreed to end it on {day}.",
    "The family took up the family hub's offer themselves and did not want a plan.",
    "Offered three times and declined. The referrer has been told.",
];

pub static CONSULTATIONS: &[(&str, &str, u8)] = &[
    (
        "A pupil in year [4|6|9] has started to [fall asleep in lessons|hide food]. Parents are polite and vague. Tried: breakfast club, a meeting. Is this for you?",
        "Not yet. This reads as level 2: an early help assessment led by school, with the parents' agreement. Ask about sleep, money and who is at home. Come back if [anything is disclosed|they refuse].",
        2,
    ),
    (
        "A mother tells our midwife that her partner “has a temper”. No injuries. She does not want a referral. May we share?",
        "Yes, if there is risk to the unborn baby and asking further would raise it. Ask her alone, use the domestic abuse checklist, ring back today with the score. At high risk, refer without agreement and tell her if safe.",
        3,
    ),
    (
        "A young person has an older friend who buys [vapes|trainers] for them. Gut feeling. What do we do with a gut feeling?",
        "Write down what you see: dates, gifts, names. Use the exploitation screening tool. Two or more indicators: refer. It is not gossip, it is safeguarding.",
        3,
    ),
    (
        "Family of five in one room, benefits stopped, no one is cruel to anybody. Do you help with housing?",
        "Level 2 with urgency. Ring the housing duty officer (number given) and the welfare fund. If the children will be without a roof this week, ring us back: then it is ours.",
        2,
    ),
    (
        "A toddler with a bruise on the [cheek|ear]. The mother says he fell off the settee.",
        "Bruising there in a child of this age needs a medical opinion today. Please make a referral now; do not ask the mother more questions. I have your number.",
        4,
    ),
    (
        "Parents separating, each ringing school about the other. Which of them do we believe?",
        "You need not decide. Keep to what {child} says and does. Level 1, unless you see harm. Give both the mediation leaflet and keep the record even-handed.",
        1,
    ),
    (
        "A childminder's own teenage son has been excluded for a weapon. Are the minded children safe?",
        "This also goes to the designated officer: number given. Refer the son for an assessment. The childminder is to be told by you that you rang.",
        3,
    ),
];

pub static FOLLOWED_UP: &[&str] = &[
    "Rang back. [The referral came in the same day.|They did not refer: the parent agreed to early help after all.|They had not got round to it; done while we spoke.]",
];

pub static HISTORY_FIRST: &[&str] = &[
    "There is little on our record before this. {mother} told me about [her own childhood, which had social workers in it|two moves and a bad marriage]. I looked for earlier contacts under both surnames and asked [the council they came from|{school}]; what is known is above.",
    "This is the first time that we know the family. School's own notes go back [two|three] years and show [the same worry, smaller|nothing until last term]. For {child} that means it is [newer than it looks|older than our record].",
];

pub static ACTIONS: &[(&str, &str)] = &[
    ("{mother} rings {surgery} and asks for [an appointment about sleep|a review of tablets]", "{mother}"),
    ("Weekly ten minutes with {child}, on the timetable", "{school}"),
    ("[Beds|Cooker] from the welfare fund", "Social worker"),
    ("Refer for a family group conference", "Social worker"),
    ("[Dentist|Optician|Injections] booked and kept", "{mother}"),
    ("{father} sees {child} on Saturdays at {gran}'s", "{father} and {gran}"),
    ("Speech and language referral", "Health visitor"),
];

pub static CLOSE_RATIONALE: &[(&str, &[&str])] = &[(
    "close",
    &[
        "Agreed. What we came for has changed, and somebody else is there for what has not. The family know how to reach us.",
        "I have read the last [three|four] visits and agree. {child} was asked and is content. Close.",
        "Agreed, with the family hub in place first; I checked with them today.",
    ],
)];

static WHY_NFA: &[&str] = &[
    "What worried people has an explanation that holds, and {child} is well. More of us would be a burden, not a help.",
    "{mother} has put right what she could and asks for nothing more. {child} agrees.",
];
static WHY_EARLY_HELP: &[&str] = &[
    "The needs are ones that {school} and the family hub meet better than we do. {mother} wants it. {child} keeps the adults {he} knows.",
    "Safety is not in question; stamina is. Somebody who comes weekly and is not a social worker fits this family.",
];
static WHY_PLAN: &[&str] = &[
    "Help by itself has not lasted. {child} needs a plan that says what must be different by when, and a worker who checks.",
    "{child} would not reach a reasonable standard of [health|development] without services, and the services need to be held together.",
];
static WHY_STRATEGY: &[&str] = &[
    "What {child} has now told us, with what is on record, is more than need. It must be looked into with the police and health.",
];
static WHY_OTHER: &[&str] =
    &["Another service is right for this and has said yes; {child} would wait for us and gain nothing."];

/// Why a recommendation is right for a child.
pub fn recommended(outcome: &str) -> &'static [&'static str] {
    match outcome {
        "no_further_action" => WHY_NFA,
        "early_help" => WHY_EARLY_HELP,
        "cin_plan" => WHY_PLAN,
        "strategy_discussion" => WHY_STRATEGY,
        _ => WHY_OTHER,
    }
}
