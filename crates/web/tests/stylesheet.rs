//! The stylesheet holds together: a brace lost in the middle hides everything after it, and no page says so.

#[test]
fn every_block_is_closed_before_the_next_part_begins() {
    let sheet = include_str!("../assets/kith.css");
    let mut depth = 0_i32;
    for (at, line) in sheet.lines().enumerate() {
        assert!(depth == 0 || !line.starts_with("/* ---- "), "line {}: a block above is not closed", at + 1);
        let count = |brace| i32::try_from(line.matches(brace).count()).unwrap();
        depth += count('{') - count('}');
    }
    assert_eq!(depth, 0, "a block is not closed");
}

#[test]
fn no_part_stands_twice() {
    let sheet = include_str!("../assets/kith.css");
    let mut parts: Vec<&str> = sheet.lines().filter(|line| line.starts_with("/* ---- ")).collect();
    let all = parts.len();
    parts.sort_unstable();
    parts.dedup();
    assert_eq!(parts.len(), all, "a part of the stylesheet was merged in twice");
}
