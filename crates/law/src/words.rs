//! Free text as people really send it: typed, dictated, pasted from letters and e-mails.

/// Makes a text safe to keep without changing a word of it.
///
/// Line ends become `\n`; control characters and the invisible marks that reorder text go (a name must not be able to
/// disguise itself); everything that a person can see stays, whatever the script.
pub fn clean(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut characters = text.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '\r' => {
                if characters.peek() != Some(&'\n') {
                    kept.push('\n');
                }
            }
            '\n' | '\t' => kept.push(character),
            _ if character.is_control() || reorders(character) => {}
            _ => kept.push(character),
        }
    }
    kept
}

/// One line: clean, outer space gone, every run of space a single space.
pub fn clean_line(text: &str) -> String {
    clean(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Removes what dictation software leaves round a typed value: outer space, and a full stop or comma at the end.
pub fn dictated(text: &str) -> String {
    clean_line(text).trim_end_matches(['.', ',', ';']).trim().to_owned()
}

fn reorders(character: char) -> bool {
    matches!(character, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_people_see_stays_and_what_hides_goes() {
        assert_eq!(clean("He said:\r\n“no” 😀\u{0}\u{7}"), "He said:\n“no” 😀");
        assert_eq!(clean("زينب"), "زينب");
        assert_eq!(clean("abc\u{202E}cba"), "abccba");
        assert_eq!(clean("old mac\rline"), "old mac\nline");
        assert_eq!(clean_line("  Mary \t Ann\n Smith "), "Mary Ann Smith");
        assert_eq!(dictated(" 14 March 2026. "), "14 March 2026");
    }

    #[test]
    fn joined_scripts_keep_their_joiners() {
        assert_eq!(clean("क\u{94D}\u{200D}ष"), "क\u{94D}\u{200D}ष");
    }
}
