//! The front door: advice to a professional, a contact about two siblings, what a manager decides, and the referral.

use crate::HARM;
use e2e::{Browser, Outcome};

pub async fn advises_somebody_who_names_no_child(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    hands.follow("Front door").await?;
    hands.follow("New consultation").await?;
    hands.pick("Which agency do they work for?", "School").await?;
    hands.write("Who asks? Name and role", "Mr Webb, pastoral lead").await?;
    hands.press("Go on to whom it is about").await?;
    duty.see("Nobody is named. Advice may be given without a name").await?;
    hands.press("Start writing the consultation").await?;
    hands.write("What did they ask?", "A boy of nine is often hungry. Should they refer, or offer early help?").await?;
    hands.write("What did you advise, and why?", "Offer early help with the parents first: level 2.").await?;
    hands.choose("Which level of need did it sound like?", LEVEL_TWO).await?;
    hands.choose("Did you advise them to make a referral?", "No").await?;
    hands.press("Finish and record").await?;
    duty.see("Recorded by").await
}

pub async fn takes_a_contact_about_two_siblings(duty: &Browser) -> Outcome {
    says_who_called(duty).await?;
    finds_the_child_whom_the_night_knew(duty).await?;
    adds_her_brother(duty).await?;
    adds_their_mother_who_holds_parental_responsibility(duty).await?;
    writes_and_submits_the_contact(duty).await
}

async fn says_who_called(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    hands.follow("Front door").await?;
    hands.follow("New contact").await?;
    hands.pick("Who contacted us?", "School").await?;
    hands.write("Their name and role", "Ms Adeyemi, headteacher").await?;
    hands.write("How to call them back", "01632 960 100, until five").await?;
    hands.pick("How did they reach us?", "Telephone").await?;
    hands.press("Go on to whom it is about").await
}

/// The name as it was heard on the telephone; the record knows her all the same, and says why it thinks so.
async fn finds_the_child_whom_the_night_knew(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    hands.follow("Add a child").await?;
    hands.write("Given names", "Zaynab").await?;
    hands.write("Family name", "Kalil").await?;
    hands.write("Date of birth, or date expected", "14 5 2019").await?;
    hands.press("Look on the record").await?;
    duty.see("1 person may be meant").await?;
    duty.see("Why:").await?;
    hands.press("This is the person: Zainab Khalil").await?;
    duty.see("Zainab Khalil, 7").await
}

async fn adds_her_brother(duty: &Browser) -> Outcome {
    looks_in_vain_and_adds(duty, "Add a child", "Idris", "2 2 2022").await?;
    let hands = duty.hands();
    hands.pick("Sex", "Male").await?;
    hands.pick("This person", "is the brother or sister of").await?;
    hands.under("Of whom?").tick("Zainab Khalil").await?;
    hands.press("Add this person").await?;
    duty.see("Idris Khalil, 4").await
}

async fn adds_their_mother_who_holds_parental_responsibility(duty: &Browser) -> Outcome {
    looks_in_vain_and_adds(duty, "Add somebody else", "Samira", "9 9 1994").await?;
    let hands = duty.hands();
    hands.pick("This person", "is the mother of").await?;
    hands.under("Of whom?").tick("Zainab Khalil").await?;
    hands.under("Of whom?").tick("Idris Khalil").await?;
    hands.tick("Holds parental responsibility").await?;
    hands.press("Add this person").await?;
    duty.see("Samira Khalil, 32").await?;
    hands.press("Start writing the contact").await
}

async fn looks_in_vain_and_adds(duty: &Browser, add: &str, given: &str, born: &str) -> Outcome {
    let hands = duty.hands();
    hands.follow(add).await?;
    hands.write("Given names", given).await?;
    hands.write("Family name", "Khalil").await?;
    hands.write("Date of birth, or date expected", born).await?;
    hands.press("Look on the record").await?;
    let nobody = duty.text().await?.contains("Nobody on the record is like this");
    hands.press(if nobody { "Add a new person" } else { "None of these: add a new person" }).await
}

async fn writes_and_submits_the_contact(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    duty.see("What are they worried about?").await?;
    hands
        .write("What are they worried about?", "Zainab was out alone at night. Idris comes without breakfast.")
        .await?;
    hands
        .write("What is working well for the child? (optional)", "Their grandmother collects them on Fridays.")
        .await?;
    hands.choose(HARM, "No").await?;
    hands.choose("Which level of need does this look like? (optional)", LEVEL_THREE).await?;
    hands.press("Save and go on").await?;
    hands.choose("Do the parents know about this contact?", "Yes").await?;
    hands.choose("Does somebody with parental responsibility agree that we share information?", "Yes").await?;
    hands.press("Save and go on").await?;
    hands
        .write("What did you find when you looked for earlier involvement?", "The night's episode. Nothing else.")
        .await?;
    hands.press("Save and go on").await?;
    duty.see("Who is told: ").await?;
    hands.press("Submit for authorisation").await?;
    duty.see("Awaiting authorisation").await
}

pub async fn the_manager_makes_it_a_referral(manager: &Browser) -> Outcome {
    let hands = manager.hands();
    hands.follow("Front door").await?;
    manager.see("awaiting decision").await?;
    hands.follow(BOTH).await?;
    manager.see("Idris comes without breakfast.").await?;
    hands.tick("The same for all: use Zainab’s decision for every child").await?;
    let zainab = hands.under("Zainab");
    zainab.choose("What is decided?", "Referral").await?;
    zainab.choose("Level of need", LEVEL_THREE).await?;
    zainab.write(REASONS, "A repeated worry about supervision; a social worker must see the children.").await?;
    hands.press("Decide").await?;
    manager.see("Being written 1").await?;
    manager.see_no(BOTH).await
}

pub async fn writes_and_submits_the_referral(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    hands.follow("Front door").await?;
    hands.follow(BOTH).await?;
    hands.follow("Go on writing").await?;
    hands.choose("What is Zainab’s main need?", "Family dysfunction").await?;
    hands.choose("What is Idris’s main need?", "Family in acute stress").await?;
    hands.choose("Which level of need does it look like?", LEVEL_THREE).await?;
    hands.press("Save and go on").await?;
    hands.choose(HARM, "No").await?;
    hands
        .write("What makes you say so?", "No injury, no fear of their mother; neglect is possible and not shown.")
        .await?;
    hands.press("Save and go on").await?;
    hands.press("Submit for authorisation").await?;
    duty.see("Awaiting authorisation").await
}

pub async fn the_manager_decides_on_an_assessment(manager: &Browser) -> Outcome {
    let hands = manager.hands();
    hands.follow("Front door").await?;
    hands.follow(BOTH).await?;
    hands.follow("Open the whole referral").await?;
    hands.follow("Decide").await?;
    hands.tick("The same for all: use Zainab’s decision for every child").await?;
    let zainab = hands.under("Zainab");
    zainab.choose(THRESHOLD, "No").await?;
    zainab.choose("What is decided?", "Child and family assessment").await?;
    zainab.choose("Level of need", LEVEL_THREE).await?;
    zainab.write(REASONS, "Neglect may be behind it; section 17 is met.").await?;
    hands.press("Decide").await?;
    manager.see("Child and family assessment for Zainab, Idris").await?;
    hands.follow("Words for the person who referred").await?;
    manager.see("Dear Ms Adeyemi, headteacher,").await?;
    manager.see("we will assess what help the family needs.").await
}

pub const BOTH: &str = "Zainab Khalil, Idris Khalil, youngest 4";
pub const REASONS: &str = "Your reasons, for the record";
const LEVEL_TWO: &str = "Level 2: early help from one agency or several";
const LEVEL_THREE: &str = "Level 3: child in need (Children Act 1989, section 17)";
const THRESHOLD: &str =
    "Is there reasonable cause to suspect that the child is suffering, or is likely to suffer, significant harm?";
