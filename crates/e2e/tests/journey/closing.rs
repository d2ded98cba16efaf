//! The end: why it closes, a manager who agrees, and a child's page that says so.

use crate::assessment::{SUBMIT, opens_what_awaits_decision};
use e2e::{Browser, Outcome};

const REASON: &str = "Closed after assessment, no further action";

pub async fn the_worker_writes_the_closure(worker: &Browser) -> Outcome {
    let hands = worker.hands();
    hands.follow("My day").await?;
    hands.under("My children, what is closest to late first").follow("Idris Khalil").await?;
    hands.follow("Closure").await?;
    hands.date("On which day does the case close?", &worker.today().await?).await?;
    hands.choose("Why does it close for Idris?", REASON).await?;
    hands.write("What was done, and what changed for each child?", "Assessed; Nani has the mornings now.").await?;
    hands.press("Save and go on").await?;
    hands.write("What does the family say about our work and its ending?", "They are glad of the mornings.").await?;
    let label = "What should the family, and those who know them, do if they are worried again?";
    hands.write(label, "Call the front door.").await?;
    hands.press("Save and go on").await?;
    hands.press(SUBMIT).await?;
    worker.see("Awaiting authorisation").await
}

pub async fn the_manager_agrees_and_the_episode_is_closed(manager: &Browser) -> Outcome {
    let hands = manager.hands();
    opens_what_awaits_decision(manager, "Idris Khalil", "closure").await?;
    hands.follow("Decide").await?;
    hands.under("Idris").choose("What is decided?", "Close").await?;
    hands.under("Idris").write("Your reasons, for the record", "Nothing more is needed from us.").await?;
    hands.press("Decide").await?;
    manager.see("Authorised by").await?;
    hands.follow("Idris Khalil").await?;
    manager.see("Closed").await
}
