//! The front door: advice to a professional, and a contact about two siblings.

use crate::Staff;
use e2e::Outcome;

pub async fn advises_somebody_who_names_no_child(staff: &Staff) -> Outcome {
    let hands = staff.duty.hands();
    hands.follow("Front door").await?;
    hands.follow("New consultation").await
}

pub async fn takes_a_contact_about_two_siblings(staff: &Staff) -> Outcome {
    let hands = staff.duty.hands();
    hands.follow("Front door").await?;
    hands.follow("New contact").await
}
