//! The social worker with the family: allocation, the first visit, a case note.

use e2e::{Browser, Outcome};

pub async fn the_manager_allocates_the_children(manager: &Browser, worker: &Browser) -> Outcome {
    let worker = worker.signed_in_as().await?;
    let hands = manager.hands();
    hands.follow("Allocation").await?;
    hands.tick("Choose Zainab Khalil").await?;
    hands.tick("Choose Idris Khalil").await?;
    hands.pick_beginning("Worker", &worker).await?;
    hands.write("Why, for the child’s record", "Speaks Arabic with the mother; has room.").await?;
    hands.press("Allocate").await?;
    manager.see(&format!("Zainab Khalil, 7 to {worker}")).await?;
    manager.see_no("Choose Zainab Khalil").await
}

pub async fn the_worker_visits(worker: &Browser) -> Outcome {
    starts_for_both(worker, "Visit", "Start the visit").await?;
    let hands = worker.hands();
    hands.date("When was the visit?", &worker.now().await?).await?;
    hands.choose("What kind of visit was it?", "Assessment visit").await?;
    hands.choose("Did the family expect you? (optional)", "Yes").await?;
    for (child, words) in [("Zainab", "I like it when Nani comes."), ("Idris", "I want toast.")] {
        let hands = hands.under(child);
        hands.choose(&format!("Did you see {child}?"), "Yes").await?;
        hands.choose(&format!("Did you see {child} alone?"), "Yes").await?;
        hands.write(&format!("What did {child} say, in their own words?"), words).await?;
    }
    hands.write("What did you see and hear?", "A tidy home, little food. Both children went to their mother.").await?;
    hands.press("Finish and record").await?;
    worker.see("Recorded by").await
}

pub async fn writes_a_case_note(worker: &Browser) -> Outcome {
    starts_for_both(worker, "Case note", "Start the case note").await?;
    let hands = worker.hands();
    hands.date("When did it happen?", &worker.now().await?).await?;
    hands.choose("What kind of note is it?", "Telephone call").await?;
    let label = "What happened, and what did you see and hear?";
    hands.write(label, "The health visitor saw Idris in May; his weight was fine.").await?;
    hands.press("Finish and record").await?;
    worker.see("Recorded by").await
}

/// A drawing goes onto the record, and comes back as a file to keep, never as a page.
pub async fn keeps_a_drawing(worker: &Browser) -> Outcome {
    let words = "Zainab drew the stairs, and told me who is on them.";
    let folder = tempfile::TempDir::new()?;
    let file = folder.path().join("drawing.txt");
    std::fs::write(&file, words)?;
    let hands = worker.hands();
    hands.follow("My day").await?;
    hands.under("My children, what is closest to late first").follow("Zainab Khalil").await?;
    hands.press_here("Record or start").await?;
    hands.follow("Document").await?;
    hands.attach("File", &file).await?;
    hands.write("Title", "Drawing of the stairs").await?;
    hands.pick_beginning("Who it may be shown to", "The child").await?;
    hands.press("Add the document").await?;
    worker.see("Drawing of the stairs").await?;
    let here = worker.path().await?;
    let (disposition, text) = worker.fetched("Drawing of the stairs").await?;
    assert!(disposition.starts_with("attachment;"), "{disposition}");
    assert_eq!(text, words);
    hands.follow_here("Drawing of the stairs").await?;
    assert_eq!(worker.path().await?, here);
    Ok(())
}

/// From my day to the child's page, and from there to work about both children.
async fn starts_for_both(worker: &Browser, kind: &str, start: &str) -> Outcome {
    let hands = worker.hands();
    hands.follow("My day").await?;
    hands.under("My children, what is closest to late first").follow("Zainab Khalil").await?;
    hands.press_here("Record or start").await?;
    hands.follow(kind).await?;
    hands.tick("Idris Khalil").await?;
    hands.press(start).await
}
