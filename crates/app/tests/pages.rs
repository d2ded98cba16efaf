//! The pages as a worker meets them, on each engine.

use app::testing::each_town;
use law::role::Role;

#[test]
fn a_worker_lands_on_my_day_and_a_stranger_on_sign_in() {
    each_town(|town| {
        town.as_a(Role::SocialWorker).get("/").must_say("My day");
        town.as_nobody().get("/").goes_to("/sign-in");
        town.verify();
    });
}
