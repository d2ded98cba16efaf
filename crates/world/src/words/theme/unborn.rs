//! Worries before a birth.

use crate::words::Theme;

pub static THEME: Theme = Theme {
    name: "unborn baby",
    weight: 45,
    need: "N1",
    sources: &[(56, "3D"), (14, "3A"), (10, "6"), (10, "8"), (6, "3B"), (4, "5C")],
    ages: (-1, -1),
    factors: &["1B", "2B", "3B", "4B"],
    harm: 14,
    worry: &[
        "@3D,3A@{mother} booked at [twenty-two|twenty-six] weeks and has [missed three scans|come to two of six]. She [uses heroin and has asked for a script|lives in a tent behind the retail park|says {man} “watches what I eat”]. Two older children live with relatives in another town. She wants this baby and has been told before that wanting is not enough.",
        "@3A,8,5C@{mother} is [fifteen|sixteen] and hid the pregnancy until [the fifth month|her coat would not close]. She will not say who the father is. Her own mother [knows and is furious|does not know]. She [was in care until last year|has stopped going to school].",
        "@3D@Midwife: {mother} has been well for [two years|eighteen months] with an illness that came on badly after the last birth. She stopped her medicine when the test was positive. She is asking for a plan and nobody is sure whose it is.",
    ],
    why_harm: &[
        "The last baby was removed at birth after [injury|withdrawal] and the same [partner|use] continues. Harm to this baby is likely unless something is different, and the birth is in [nine|seven] weeks.",
    ],
    risks: &[
        ("Late and little care in pregnancy", "Booked at [22|26] weeks; midwife's record"),
        ("Earlier children were removed", "Court bundle asked for; {mother} told me herself"),
        ("{man} hurt {mother} in this pregnancy", "Police, [one|two] calls; she lost a tooth"),
        ("No settled home", "[Third|Second] address since the test"),
    ],
    protects: &[
        ("{mother} comes now", "Last [four|five] appointments kept; specialist midwife confirms"),
        ("{gran} offers a room", "Seen; cot up; conditions agreed"),
        ("Clear tests", "[Six|Eight] weeks, by the drug service"),
    ],
    analysis: &[
        "The past weighs heavily here and should. So does what is different: {mother} is [twenty-nine and not nineteen|away from the man who hurt her], came to us before we came to her, and can say what went wrong. The baby will need somebody awake, sober and safe from the first hour. With {gran} in the house I think that can be so; alone I do not think so yet. What would change my mind is [a clean test at thirty-six weeks|a quiet fortnight in her own place].",
        "Everything happens by the date of birth, which will not move. {mother} is frightened that the decision has been made. It has not. The assessment looks at what this baby would wake up to, and that is still being built.",
    ],
    danger: &[
        "The baby would be born small and unwell, go home to noise and fear, and be moved within weeks, as the last one was.",
    ],
    gets_in_the_way: &[
        "{mother} has been let down by people like us. She tells each new worker a shorter story. She has [kept a diary of the pregnancy|let the midwife come to {gran}'s].",
    ],
    history_means: &[
        "Read in order, the older children's files show decisions made late and {mother} told last. The same lateness now would produce the same end. What helped, in one report, was a residential placement that closed for lack of money.",
    ],
    parents_say: &[
        "{mother}: “Tell me what to do and I'll do it, but tell me before and not after.” {man} says that he will leave if that is what it takes. He said so last time.",
    ],
    child_says: &[
        "“I'm going to be big.” {child} has put a drawing in the cot. {He} would like the baby to be a [girl|dinosaur], and to stay.",
    ],
    teen_says: &[
        "“She cries at the adverts. She's trying though.” {child} wants to be told before the baby is, if anything happens.",
    ],
    notes: &[
        (
            "Specialist midwife: growth fine, {mother} there early. She has written a birth plan with a page for “what I am scared of”.",
            "She trusts one person and it helps the baby. The page is the best assessment we have.",
            "The page goes with the hospital plan, with her agreement.",
        ),
        (
            "Pre-birth planning meeting: hospital alert sent, who may visit, who rings whom. {mother} stayed for all of it and changed one thing.",
            "The baby's first days are planned with {mother} and not round her.",
            "Copy in her notes by [Friday|the 12th].",
        ),
    ],
    visits: &[
        (
            "At {gran}'s. Cot, clothes, a mobile of paper boats. {mother} tired, hands on the bump, talked about names. {man} has not been.",
            "The home that this baby would have is taking shape. Better than a month ago.",
            "Test on the 3rd. I come with the health visitor next.",
        ),
        (
            "{mother} not at home; {gran} had not seen her since last night. Telephone off. The bag that was packed has gone.",
            "Unlike her, of late. The baby is most at risk from what I do not know.",
            "Midwife and drug service rung. Hospital alert moved up. I try {man}'s address with a colleague at four.",
        ),
    ],
    directs: &[(
        "Decide by thirty-two weeks, tell {mother} in person the same day, in writing the next.",
        "Late decisions hurt babies and are unfair to mothers.",
    )],
    closes: &[
        "The baby is [four|five] months old, growing along the line and smiling at {mother} and the light. Tests are clear. {gran} says she is “spare now”. The health visitor and the drug service stay.",
    ],
    story: (
        "A baby is expected, and earlier children could not stay at home.",
        "Little time; an old pattern; {man}.",
        "{mother} comes to appointments and asks to be told things.",
        "Decisions before the birth, and the plan for the first days.",
    ),
    night: &[(
        "Labour ward at {time}: {mother} in early labour and [alone|with {man}, who was asked to leave].",
        "Hospital plan read out by telephone and followed. {gran} is with her. No removal is planned.",
        "The baby will be safe on the ward. Staff know who may visit.",
        "Be there before the ward round. {mother} was promised that it would be somebody whom she knows.",
    )],
};
