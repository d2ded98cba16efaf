//! The night: a call out of hours, what was done, the handover, and the morning that takes it up.

use crate::{HARM, Staff};
use e2e::{Browser, DESK, Outcome};

pub async fn hands_over_and_the_day_acknowledges(staff: &Staff) -> Outcome {
    let night = Browser::start_as(&staff.council, "out_of_hours", DESK, staff.js).await?;
    takes_the_call(&night).await?;
    writes_it_and_hands_over(&night).await?;
    the_day_acknowledges(&staff.duty).await
}

async fn takes_the_call(night: &Browser) -> Outcome {
    let hands = night.hands();
    hands.follow("Front door").await?;
    hands.follow("New out-of-hours episode").await?;
    hands.press("Go on to whom it is about").await?;
    hands.follow("Add a child").await?;
    hands.write("Given names", "Zainab").await?;
    hands.write("Family name", "Khalil").await?;
    hands.press("Look on the record").await?;
    night.see("Nobody on the record is like this").await?;
    hands.press("Add a new person").await?;
    hands.write("Date of birth", "14 5 2019").await?;
    hands.pick("Sex", "Female").await?;
    hands.write("Address", "7 Quayside Row").await?;
    hands.write("Postcode", "SB1 4QR").await?;
    hands.press("Add this person").await?;
    night.see("Zainab Khalil").await?;
    hands.press("Start writing the out-of-hours episode").await
}

async fn writes_it_and_hands_over(night: &Browser) -> Outcome {
    let hands = night.hands();
    hands.write("Who called? (optional)", "PC Osei, response team").await?;
    hands
        .write("What were you told?", "Zainab was alone on the stairs at eleven. Her mother came at midnight.")
        .await?;
    hands.write("What did you do?", "23:10 spoke to the officer. 23:40 spoke to the mother.").await?;
    hands.choose(HARM, "No").await?;
    hands.press("Save and go on").await?;
    hands.write("What does it mean for the child tonight?", "Safe until the morning: her mother is home.").await?;
    hands.write("What must the day service do, and by when?", "Call the mother and the school before ten.").await?;
    hands.press("Save and go on").await?;
    night.see("Check your answers").await?;
    hands.press("Hand over to the day service").await?;
    night.see("Handed over by").await
}

async fn the_day_acknowledges(duty: &Browser) -> Outcome {
    let hands = duty.hands();
    hands.follow("Front door").await?;
    duty.see("handed over, not acknowledged").await?;
    hands.follow("Zainab Khalil, 7").await?;
    duty.see("Call the mother and the school before ten.").await?;
    hands.follow("Acknowledge the handover").await?;
    hands.follow("Acknowledge the handover").await?;
    hands.write("What will the day service do? (optional)", "The duty worker calls the school at nine.").await?;
    hands.press("Acknowledge the handover").await?;
    duty.see("Handover acknowledged by").await
}
