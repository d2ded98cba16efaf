//! Files that are not what they should be: each is refused with the line and the cause, or read as far as it can be.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use returns::cin_census::read::{Limits, read};
use returns::cin_census::tree::{Child, Header};
use returns::cin_census::unreadable::Unreadable;
use std::io::BufReader;
use std::ops::ControlFlow;

/// Reads small files through a small buffer, so that every token is cut somewhere.
fn read_all(file: &[u8]) -> Result<(Header, Vec<Child>), Unreadable> {
    read_within(file, Limits::default())
}

fn read_within(file: &[u8], limits: Limits) -> Result<(Header, Vec<Child>), Unreadable> {
    let capacity = if file.len() < 100_000 { 7 } else { 8192 };
    let mut children = Vec::new();
    let header = read(BufReader::with_capacity(capacity, file), limits, &mut |child| {
        children.push(child);
        ControlFlow::Continue(())
    })?;
    Ok((header, children))
}

fn error(file: &[u8]) -> String {
    read_all(file).map(|(header, _)| header.children).unwrap_err().to_string()
}

/// A return of one child; `{}` stands inside its `ChildIdentifiers`.
fn with(inside: &str) -> String {
    format!(
        "<Message>\n<Children>\n<Child>\n<ChildIdentifiers>\n{inside}\n</ChildIdentifiers>\n</Child>\n</Children>\n</Message>"
    )
}

fn items(file: &[u8]) -> Vec<(String, String, u32)> {
    let (_, children) = read_all(file).unwrap();
    let groups = children.into_iter().flat_map(|child| child.group.groups);
    groups.flat_map(|group| group.items).map(|item| (item.element.to_owned(), item.value, item.line)).collect()
}

fn refused(file: &[u8]) -> Vec<String> {
    let (header, children) = read_all(file).unwrap();
    let inside = children.into_iter().flat_map(|child| child.refused);
    header.refused.into_iter().chain(inside).map(|refused| refused.to_string()).collect()
}

#[test]
fn a_document_type_is_refused_at_once() {
    let laughs = "<?xml version=\"1.0\"?>\n<!DOCTYPE lolz [<!ENTITY lol \"lol\"><!ENTITY lol2 \"&lol;&lol;\">]>\n<Message>&lol2;</Message>";
    let outside = "<!DOCTYPE Message SYSTEM \"file:///etc/passwd\">\n<Message/>";
    let cause = "the file defines a document type or entities, which a return never needs; it was not read further";
    assert_eq!(error(laughs.as_bytes()), format!("line 2: {cause}"));
    assert_eq!(error(outside.as_bytes()), format!("line 1: {cause}"));
    assert_eq!(error(b"<!DOCTYPE lolz [<!ENTITY a \"b\">"), format!("line 1: {cause}"));
}

#[test]
fn entities_other_than_the_five_are_refused() {
    let known = with("<LAchildID>A&amp;B&#45;&#x43;</LAchildID>");
    assert_eq!(items(known.as_bytes()), [("LAchildID".to_owned(), "A&B-C".to_owned(), 5)]);
    let unknown =
        "line 5: &nbsp; is not one of the five characters that XML names, and a return may not define its own";
    assert_eq!(error(with("<UPN>&nbsp;</UPN>").as_bytes()), unknown);
    assert_eq!(
        error(with("<UPN>&#0;</UPN>").as_bytes()),
        "line 5: &#0; is not one of the five characters that XML names, and a return may not define its own"
    );
    assert_eq!(error(with("<UPN>&#7;</UPN>").as_bytes()), "line 5: the character with number 7 is not allowed in XML");
}

#[test]
fn limits_name_themselves() {
    let deep = with(&("<a>".repeat(40) + &"</a>".repeat(40)));
    assert_eq!(error(deep.as_bytes()), "line 5: elements stand within each other more than 32 deep");
    let long = with(&format!("<UPN>{}</UPN>", "9".repeat(1_100_000)));
    assert_eq!(error(long.as_bytes()), "line 5: one tag, value or comment is longer than 1048576 bytes");
    let short = Limits { text: 50, ..Limits::default() };
    let pieces = with(&format!("<UPN>{}</UPN>", "9<!-- -->".repeat(51)));
    let cause = read_within(pieces.as_bytes(), short).unwrap_err();
    assert_eq!(cause.to_string(), "line 5: one tag, value or comment is longer than 50 bytes");
    let attribute = with(&format!("<UPN a=\"{}\">1</UPN>", "9".repeat(2_000_000)));
    assert_eq!(error(attribute.as_bytes()), "line 5: one tag, value or comment is longer than 1048576 bytes");
    let attributes = with(&format!("<UPN {}>1</UPN>", "a=\"\" ".repeat(100_000)));
    assert_eq!(error(attributes.as_bytes()), "line 5: one tag has more than 64 attributes");
    let many = with(&"<UPN>1</UPN>".repeat(100_001));
    assert_eq!(error(many.as_bytes()), "line 5: one child, or the rest of the file, holds more than 100000 values");
    let small = Limits { total: 100, ..Limits::default() };
    let cause = read_within(with("<UPN>123456789012345678901234567890</UPN>").as_bytes(), small).unwrap_err();
    assert_eq!(cause.cause.to_string(), "the file is larger than 100 bytes");
    let few = Limits { children: 2, ..Limits::default() };
    let cause = read_within(b"<Message><Children><Child/><Child/><Child/></Children></Message>", few).unwrap_err();
    assert_eq!(cause.to_string(), "line 1: the file holds more than 2 children");
}

#[test]
fn a_million_empty_elements_are_only_counted() {
    let file = with(&"<Disability/>".repeat(1_000_000));
    let (_, children) = read_all(file.as_bytes()).unwrap();
    assert_eq!(children.len(), 1);
    assert_eq!(children[0].empty, 1_000_000);
    assert!(children[0].group.groups.is_empty() && children[0].refused.is_empty());
    let groups = format!("<Message><Children>{}</Children></Message>", "<Child/>".repeat(50_000));
    assert_eq!(read_all(groups.as_bytes()).unwrap().0.children, 50_000);
}

#[test]
fn encodings() {
    let text = with("<LAchildID>Zoë’s</LAchildID>");
    let expected = [("LAchildID".to_owned(), "Zoë’s".to_owned(), 5)];
    assert_eq!(items(text.as_bytes()), expected);
    assert_eq!(items(format!("\u{FEFF}{text}").as_bytes()), expected, "with a byte order mark");
    let windows: Vec<u8> = text
        .chars()
        .map(|character| match character {
            'ë' => 0xEB,
            '’' => 0x92,
            plain => u8::try_from(u32::from(plain)).unwrap(),
        })
        .collect();
    let declared = |name: &str| [format!("<?xml version=\"1.0\" encoding=\"{name}\"?>").as_bytes(), &windows].concat();
    assert_eq!(items(&declared("Windows-1252")), expected);
    assert_eq!(items(&declared("ISO-8859-1")), expected);
    assert_eq!(
        error(&windows),
        "line 5: the byte 0xeb does not belong to UTF-8; if the file was saved as Windows-1252, its first line must say so"
    );
    assert_eq!(
        error(&declared("KOI8-R")),
        "line 1: the file is written in KOI8-R, which is not read here; save it as UTF-8"
    );
    let named_wrongly = format!("<?xml version=\"1.0\" encoding='utf-16'?>{text}");
    assert_eq!(items(named_wrongly.as_bytes()), expected, "single bytes that say UTF-16");
    let mut undefined = declared("cp1252");
    let at = undefined.iter().position(|&byte| byte == 0xEB).unwrap();
    undefined[at] = 0x81;
    assert_eq!(error(&undefined), "line 5: the byte 0x81 has no meaning in Windows-1252");
}

#[test]
fn utf_16_is_named() {
    let sixteen = "line 1: the file is written in UTF-16, which is not read here; save it as UTF-8";
    let text = with("");
    let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    assert_eq!(error(&little), sixteen);
    assert_eq!(error(&big), sixteen);
    assert_eq!(error(&[b"\xFF\xFE".as_slice(), &little].concat()), sixteen);
    assert_eq!(error(&[b"\xFE\xFF".as_slice(), &big].concat()), sixteen);
}

#[test]
fn what_is_not_xml_is_named() {
    let cases: [(&[u8], &str); 8] = [
        (b"", "line 1: the file is empty"),
        (b" \n\t ", "line 1: the file is empty"),
        (b"PK\x03\x04rest", "line 1: this is not XML: it is a zip file or a workbook; give the XML file inside it"),
        (b"\x1F\x8B\x08", "line 1: this is not XML: it is a compressed file; give the XML file inside it"),
        (b"%PDF-1.7", "line 1: this is not XML: it is a PDF"),
        (b"id,date\n1,2", "line 1: this is not XML: it does not begin with <"),
        (b"<!-- nothing -->\n", "line 2: the file is empty"),
        (b"<!-- a -->stray<Message/>", "line 1: this is not XML: it does not begin with <Message>"),
    ];
    for (file, expected) in cases {
        assert_eq!(error(file), expected);
    }
}

#[test]
fn what_is_not_well_formed_is_named_with_its_line() {
    let whole = with("<UPN>1</UPN>");
    let cut = whole.split_once("1</UPN>").unwrap().0;
    assert_eq!(error(cut.as_bytes()), "line 5: the file ends inside <UPN> opened at line 5");
    let cut = whole.split_once("</ChildIdentifiers>").unwrap().0;
    assert_eq!(error(cut.as_bytes()), "line 6: the file ends inside <ChildIdentifiers> opened at line 4");
    assert_eq!(error(&whole.as_bytes()[..whole.len() - 4]), "line 9: the file ends inside a tag or comment");
    let cases: [(&[u8], &str); 8] = [
        (
            b"<Message>\n<Children>\n</Message>",
            "line 3: </Message> closes nothing: <Children>, opened at line 2, is still open",
        ),
        (b"<Message/>\n</Message>", "line 2: </Message> closes nothing"),
        (b"<html>\n</html>", "line 1: the outermost element is <html>, not <Message>"),
        (b"<Message/>", "line 1: there is no <Children> in this return"),
        (b"<Message><Children/></Message>\n<Message/>", "line 2: there is something after </Message>"),
        (b"<Message><Children/></Message>more", "line 1: there is something after </Message>"),
        (b"<Message>\n\n\0</Message>", "line 3: the character with number 0 is not allowed in XML"),
        (b"<Message>\n\x1B</Message>", "line 2: the character with number 27 is not allowed in XML"),
    ];
    for (file, expected) in cases {
        assert_eq!(error(file), expected);
    }
}

#[test]
fn another_return_is_named() {
    let file =
        b"<Message><Header><CollectionDetails><Collection>CLA</Collection></CollectionDetails></Header></Message>";
    assert_eq!(error(file), "line 1: the header says that this is a return of \u{201C}CLA\u{201D}, not of CIN");
}

#[test]
fn what_cannot_be_placed_is_refused_by_itself() {
    let file =
        with("<UPN>1</UPN><UPN>2</UPN>\nPersonBirthDate\n<Shoe><Size note=\"x\">4</Size></Shoe><Sex>M<b>F</b></Sex>");
    assert_eq!(items(file.as_bytes()), [("UPN".to_owned(), "1".to_owned(), 5)]);
    let at = "Child/ChildIdentifiers";
    assert_eq!(
        refused(file.as_bytes()),
        [
            format!("line 5, {at}/UPN: “2”: this may stand once, and stands already at line 5"),
            format!("line 6, {at}: “PersonBirthDate”: this text stands between elements, where no text belongs"),
            format!("line 7, {at}/Shoe/Size/@note: “x”: the census has no attributes"),
            format!("line 7, {at}/Shoe/Size: “4”: the census has no such element here"),
            format!("line 7, {at}/Sex/b: “F”: the census has no such element here"),
            format!("line 7, {at}/Sex: “M”: this element should hold a value, and holds other elements"),
        ]
    );
}

#[test]
fn a_second_group_that_may_stand_once_is_refused_value_by_value() {
    let file = "<Message><Children><Child><ChildIdentifiers><UPN>1</UPN></ChildIdentifiers>\n\
                <ChildIdentifiers><UPN>2</UPN></ChildIdentifiers></Child><Mood>grim</Mood></Children></Message>";
    assert_eq!(items(file.as_bytes()), [("UPN".to_owned(), "1".to_owned(), 1)]);
    assert_eq!(
        refused(file.as_bytes()),
        [
            "line 2, Message/Children/Mood: “grim”: the census has no such element here",
            "line 2, Child/ChildIdentifiers/UPN: “2”: this may stand once, and stands already at line 1",
        ]
    );
}

#[test]
fn namespaces_comments_and_cdata_change_nothing() {
    let file = "<?xml version=\"1.0\"?><?style here?>\n<c:Message xmlns:c=\"urn:x\" xmlns:xsi=\"urn:y\" xsi:schemaLocation=\"z\"><c:Children>\n\
                <!-- <Child/> --><c:Child><c:ChildIdentifiers><c:UPN>A<![CDATA[<1>]]><!-- no --> 2 </c:UPN><Sex xsi:nil=\"true\"/>\n\
                </c:ChildIdentifiers></c:Child></c:Children></c:Message>\n<!-- end -->\n";
    assert_eq!(items(file.as_bytes()), [("UPN".to_owned(), "A<1> 2".to_owned(), 3)]);
    assert!(refused(file.as_bytes()).is_empty());
}

#[test]
fn a_long_value_is_cut_in_the_report() {
    let file = with(&format!("<Shoe>{}</Shoe>", "é".repeat(500)));
    let (_, children) = read_all(file.as_bytes()).unwrap();
    assert_eq!(children[0].refused[0].value, "é".repeat(99) + "…");
}

#[test]
fn reading_stops_when_asked() {
    let file = b"<Message><Children><Child/><Child/></Children> not read to here";
    let header = read(file.as_slice(), Limits::default(), &mut |_| ControlFlow::Break(())).unwrap();
    assert!(header.stopped);
    assert_eq!(header.children, 1);
}
