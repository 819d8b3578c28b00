//! Files that are built to do harm: each ends within seconds and half a gigabyte, in an error that names it, and the
//! report behind it is read all the same.

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};

use super::world::World;

/// Memory of each process.
const MEMORY_MB: u32 = 512;
/// Seconds that each process may work.
const CPU_SECONDS: u32 = 5;

/// Imports a file and a report behind it within the bounds; what is said of the file.
fn import(name: &str, bytes: &[u8]) -> String {
    let world = World::new();
    world.write(name, bytes);
    world.write("z.txt", "柳湖县一季度工作总结\n\n罚款金额3万元。\n");
    let arguments = ["--lang", "en", "import", name, "z.txt", "--jobs", "1"];
    let output = world.bounded(MEMORY_MB, CPU_SECONDS, &arguments);
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1), "{name}: {said}");
    assert!(said.lines().any(|line| line.starts_with("z.txt: ")), "{name}: {said}");
    let refused = said.lines().find(|line| line.contains(&format!("cannot read `{name}")));
    refused.unwrap_or_else(|| panic!("{name}: {said}")).to_owned()
}

fn package(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, zip::write::SimpleFileOptions::default())
            .expect("an entry");
        zip.write_all(bytes).expect("its bytes");
    }
    zip.finish().expect("a package").into_inner()
}

/// A workbook of one sheet with these rows.
fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    package(&[
        ("[Content_Types].xml", b"<Types/>"),
        (
            "xl/workbook.xml",
            b"<workbook xmlns:r='r'><sheets><sheet name='a' r:id='a'/></sheets></workbook>",
        ),
        (
            "xl/_rels/workbook.xml.rels",
            b"<Relationships><Relationship Id='a' Target='worksheets/sheet1.xml'/></Relationships>",
        ),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

fn document(body: &[u8]) -> Vec<u8> {
    package(&[("[Content_Types].xml", b"<Types/>"), ("word/document.xml", body)])
}

/// A PDF of these objects, the first of which is its catalogue.
fn pdf(objects: &[&str]) -> Vec<u8> {
    let mut file = String::from("%PDF-1.4\n");
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file += &format!("{} 0 obj\n{object}\nendobj\n", index + 1);
    }
    let start = file.len();
    file += &format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        file += &format!("{place:010} 00000 n \n");
    }
    file += &format!(
        "trailer\n<</Size {}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n",
        objects.len() + 1
    );
    file.into_bytes()
}

#[test]
fn packages_that_unpack_to_more_than_a_report() {
    let zeros = vec![b' '; 200_000_000];
    let digits = "1万元，".repeat(6_000_000);
    let nested = package(&[("内.zip", &package(&[("a.txt", b"1")]))]);
    let refused = [
        import("a.docx", &document(&zeros)),
        import("a.zip", &package(&[("报告/季报.txt", digits.as_bytes())])),
        import("b.zip", &nested),
    ];
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn more_text_than_a_report_has() {
    let digits = "罚款1万元。".repeat(760_000);
    let cells = "县,罚款金额,1万元\n".repeat(500_000);
    let row = "<row><c t='inlineStr'><is><t>罚款金额</t></is></c><c><v>7</v></c></row>".repeat(200_000);
    let refused = [
        import("a.txt", digits.as_bytes()),
        import("a.csv", cells.as_bytes()),
        import("a.md", digits.as_bytes()),
        import("a.xlsx", &workbook(&row)),
    ];
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn elements_and_tables_that_stand_in_one_another() {
    let tables = "<w:tbl><w:tr><w:tc>".repeat(100_000);
    let refused = [
        import("a.html", "<div>".repeat(100_000).as_bytes()),
        import(
            "b.html",
            ("<html>".to_owned() + &"<table><tr><td>1".repeat(100_000)).as_bytes(),
        ),
        import("a.docx", &document(format!("<w:document><w:body>{tables}").as_bytes())),
    ];
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn sheets_that_are_wider_than_any_table() {
    let row = |number: usize| format!("<row>{}</row>", format!("<c><v>{number}</v></c>").repeat(100_000));
    let refused = [
        import("a.xlsx", &workbook(&(row(1) + &row(2)))),
        import(
            "a.csv",
            ("1,".repeat(100_000) + "\n" + &"2,".repeat(100_000)).as_bytes(),
        ),
    ];
    insta::assert_snapshot!(refused.join("\n"));
}

#[test]
fn pages_that_contain_themselves() {
    let loops = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]>>",
    ]);
    let draws = "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 4 0 R>>>>/Length 11>>\nstream\n/X Do /X Do\nendstream";
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 99 99]/Resources<</XObject<</X 4 0 R>>>>/Contents 5 0 R>>";
    let calls = "<</Length 5>>\nstream\n/X Do\nendstream";
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        "<</Type/Pages/Count 1/Kids[3 0 R]>>",
        page,
        draws,
        calls,
    ];
    let refused = [import("a.pdf", &loops), import("b.pdf", &pdf(&objects))];
    insta::assert_snapshot!(refused.join("\n"));
}

/// Nobody writes such texts: what a figure keeps of one is bounded, so that the database grows as the text does.
#[test]
fn sentences_without_an_end_are_kept_in_part() {
    let clauses = "全县检查企业5家，罚款1万元，".repeat(4_000);
    let title = "柳湖县2024年一季度工作总结";
    let files = [
        ("a.txt", format!("{title}\n\n{clauses}\n")),
        ("b.md", format!("# {title}\n\n# {clauses}\n\n立案5起。\n")),
        ("c.csv", format!("{title}\n县区,工作情况\n甲县,\"{clauses}\"\n")),
        ("d.csv", format!("{title}\n县区,数\n甲县{}\n", ",1234".repeat(1_900))),
    ];
    for (name, text) in files {
        let world = World::new();
        world.write(name, &text);
        let said = world.show(&["import", name, "--lang", "en"]);
        assert!(said.contains("imported 1 report(s)"), "{name}: {said}");
        let lost = "SELECT count(*), sum(instr(sentence, as_written) = 0) FROM figures";
        let kept = world.show(&["sql", lost, "-O", "csv"]);
        let row = kept.lines().nth(4).and_then(|line| line.split_once(','));
        let (count, lost) = row.unwrap_or_else(|| panic!("{kept}"));
        let count: u64 = count.parse().expect("a number");
        assert!(count > 1_800 && lost == "0", "{name}: {kept}");
        let size = std::fs::metadata(world.path("jibao.db")).expect("a database").len();
        let empty = 400_000;
        assert!(size < empty + 1_500 * count, "{name}: {size} bytes for {count} figures");
    }
}

/// A reader that waits does no work, so that the limit of work does not end it.
#[test]
fn a_reader_that_waits_is_ended() {
    let program = assert_cmd::cargo::cargo_bin("jibao");
    let mut child = Command::new(program)
        .args(["__read", "a.pdf"])
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program runs");
    let waited_for = child.stdin.take();
    let output = child.wait_with_output().expect("it ends");
    drop(waited_for);
    assert_eq!(String::from_utf8_lossy(&output.stderr), "jibao: the reader waits\n");
    assert_eq!(output.status.code(), None);
}
