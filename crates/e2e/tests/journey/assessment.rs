//! The assessment of two children: one document about the family, with each child's life in it.

use e2e::{Browser, Hands, Outcome};

const CHILDREN: [&str; 2] = ["Zainab", "Idris"];

/// Too early: what is missing is named, nothing is lost, and every line leads to its question.
pub async fn is_begun_and_submitted_too_early(worker: &Browser) -> Outcome {
    let hands = worker.hands();
    hands.follow("My day").await?;
    hands.under("My children, what is closest to late first").follow("Zainab Khalil").await?;
    hands.follow("Child and family assessment").await?;
    about_the_work(&hands, worker).await?;
    hands.follow("Check your answers").await?;
    hands.press(SUBMIT).await?;
    worker.see("There is a problem").await?;
    let title = worker.client.title().await?;
    assert!(title.starts_with("Error:"), "{title}");
    worker.see("Explained to the family").await?;
    hands.follow("Say whether Idris was seen").await?;
    worker.see("Seeing the child").await?;
    assert_eq!(worker.path().await?.rsplit('/').next(), Some("seeing"));
    hands.under("Idris").choose("Have you seen Idris?", "Yes").await
}

async fn about_the_work(hands: &Hands<'_>, worker: &Browser) -> Outcome {
    hands.date("On which day did you begin to work with the family?", &worker.today().await?).await?;
    hands.choose("Did you explain to the family what an assessment is and what may come of it?", "Yes").await?;
    hands.press(ON).await
}

pub async fn is_written_once_for_all_and_for_each_child(worker: &Browser) -> Outcome {
    let hands = worker.hands();
    let today = worker.today().await?;
    each_child_seen_and_heard(&hands, &today).await?;
    each_childs_development(&hands).await?;
    the_parents_and_the_home(&hands).await?;
    history_is_considered(&hands, worker).await?;
    risk_and_what_protects(&hands).await?;
    what_others_say(&hands, &today).await?;
    what_it_means_and_what_should_happen(&hands).await?;
    worker.see("Check your answers").await?;
    hands.press(SUBMIT).await?;
    worker.see("Awaiting authorisation").await
}

async fn each_child_seen_and_heard(hands: &Hands<'_>, today: &str) -> Outcome {
    for child in CHILDREN {
        let hands = hands.under(child);
        hands.choose(&format!("Have you seen {child}?"), "Yes").await?;
        hands.date(&format!("On which day did you first see {child}?"), today).await?;
        hands.choose(&format!("Have you seen {child} alone?"), "Yes").await?;
    }
    hands.press(ON).await?;
    for child in CHILDREN {
        let hands = hands.under(child);
        hands
            .write(&format!("What does {child} say about their life, in their own words?"), "“I want breakfast.”")
            .await?;
        hands
            .under(&format!("How did you learn what {child} thinks and feels?"))
            .tick("Talking with the child")
            .await?;
    }
    hands.press(ON).await
}

async fn each_childs_development(hands: &Hands<'_>) -> Outcome {
    for child in CHILDREN {
        let hands = hands.under(child);
        for (question, words) in [
            ("How is {child}'s health?", "Well; teeth not seen for a year."),
            ("How does {child} learn and play?", "Likes drawing; late most days."),
            ("How does {child} feel and behave, and what is behind it?", "Watchful until fed."),
            ("Who matters to {child}?", "Nani, and each other."),
            ("Who is {child}, and what does that mean to them?", "Proud to speak Arabic with Nani."),
        ] {
            hands.write(&question.replace("{child}", child), words).await?;
        }
    }
    hands.press(ON).await
}

async fn the_parents_and_the_home(hands: &Hands<'_>) -> Outcome {
    hands.write("How do the parents care for the children and keep them safe?", "Warm; alone with two jobs.").await?;
    hands.write("How do they give warmth, interest and boundaries?", "Bedtimes are kept at weekends.").await?;
    hands.write("What makes it hard for them, and what have they done about it?", "Night shifts.").await?;
    hands.press(ON).await?;
    hands
        .write("Who belongs to the family, and who lives in the home?", "Samira, Zainab, Idris; Nani near by.")
        .await?;
    hands.press(ON).await
}

async fn history_is_considered(hands: &Hands<'_>, worker: &Browser) -> Outcome {
    worker.see("events of the children and their family, oldest first").await?;
    let label = "What do these events, together, tell you about the children's lives now?";
    hands.write(label, "The night was not the first; it happens when shifts change.").await?;
    hands.press(ON).await
}

async fn risk_and_what_protects(hands: &Hands<'_>) -> Outcome {
    for child in CHILDREN {
        let hands = hands.under(child);
        let risks = hands.under(&format!("What puts {child} at risk?"));
        risks.write("Risk", "Alone at night").await?;
        risks.write("How do you know?", "Police, and the child").await?;
        let strengths = hands.under(&format!("What protects {child}?"));
        strengths.write("What protects", "Nani").await?;
        strengths.write("How do you know?", "Seen on Friday").await?;
        hands.under(&format!("Which of these did you find in {child}'s life?")).tick("Neglect").await?;
    }
    hands.press(ON).await
}

async fn what_others_say(hands: &Hands<'_>, today: &str) -> Outcome {
    let label = "What do the parents say about the worries, and about this assessment?";
    hands.write(label, "Samira: “I never wanted her to be on those stairs.”").await?;
    let agencies = hands.under("Which agencies did you ask, and what did they say?");
    agencies.write("Agency", "School").await?;
    agencies.write("Who answered", "Ms Adeyemi").await?;
    agencies.write("Asked on (day month year)", today).await?;
    agencies.write("What they said", "Both are bright and late.").await?;
    hands.press(ON).await
}

async fn what_it_means_and_what_should_happen(hands: &Hands<'_>) -> Outcome {
    for child in CHILDREN {
        let hands = hands.under(child);
        hands.write(&format!("What does it all mean for {child}?"), "Loved, and left alone too often.").await?;
        let label = format!("What is likely to happen to {child} if nothing changes?");
        hands.write(&label, "More nights alone, until harm comes.").await?;
    }
    hands.press(ON).await?;
    for (child, outcome) in [("Zainab", "Child in need plan"), ("Idris", "Child in need plan")] {
        let hands = hands.under(child);
        hands.choose(&format!("What do you recommend for {child}?"), outcome).await?;
        hands.write(&format!("Why is that right for {child}?"), "The evenings need a plan.").await?;
    }
    hands.press(ON).await
}

pub async fn goes_back_with_reasons_and_comes_again(manager: &Browser, worker: &Browser) -> Outcome {
    let hands = manager.hands();
    opens_what_awaits_decision(manager, "Zainab Khalil", "child and family assessment").await?;
    hands.follow("Return with reasons").await?;
    hands.write("What must change before you can agree?", "Say what Idris’s father thinks.").await?;
    hands.press("Return with reasons").await?;
    manager.see("Returned by").await?;

    let hands = worker.hands();
    hands.follow("My day").await?;
    worker.see("Say what Idris’s father thinks.").await?;
    hands.under("Returned to you").follow("Child and family assessment").await?;
    hands.follow("What others say Complete").await?;
    let label = "What do the parents say about the worries, and about this assessment?";
    hands.add(label, " His father agrees.").await?;
    hands.press("Save").await?;
    hands.follow("Check your answers").await?;
    hands.press(SUBMIT).await?;
    worker.see("Awaiting authorisation").await
}

pub async fn ends_differently_for_each_child(manager: &Browser) -> Outcome {
    let hands = manager.hands();
    opens_what_awaits_decision(manager, "Zainab Khalil", "child and family assessment").await?;
    hands.follow("Decide").await?;
    manager.see("Changed since it was last submitted: 1").await?;
    for (child, outcome) in [("Zainab", "Child in need plan"), ("Idris", "No further action")] {
        let hands = hands.under(child);
        hands.choose("What is decided?", outcome).await?;
        hands.write("Your reasons, for the record", "Weighed the evidence of each child apart.").await?;
        let family = "The decision and why, in plain words for the family";
        hands.write(family, "We heard you. Here is what we will do, and why.").await?;
    }
    hands.press("Decide").await?;
    manager.see("Child in need plan for Zainab").await?;
    manager.see("Closure for Idris").await
}

/// From my day to the queue of every team, the summary read there, and on to the whole.
pub async fn opens_what_awaits_decision(manager: &Browser, child: &str, kind: &str) -> Outcome {
    let hands = manager.hands();
    hands.follow("My day").await?;
    hands.follow("Awaiting my authorisation").await?;
    let line = hands.under(child);
    line.press_here(&format!("Read the summary of the {kind}")).await?;
    line.follow("Read it all and decide").await
}

const ON: &str = "Save and go on";
pub const SUBMIT: &str = "Submit for authorisation";
