//! What leaves one database as JSON lines is the same in another.

use super::world::{World, root};

#[test]
fn an_export_gives_the_same_store() {
    let (from, to) = (World::with_samples(), World::new());
    let made = |name: &str| std::fs::read(root().join("tests/formats/made").join(name)).expect("a made report");
    from.write("1.docx", made("2024Q3-澄水市通报.docx"));
    from.write("2.pdf", made("2023Q3-澄河区工作总结.libreoffice.pdf"));
    // The reports of the samples come before; the order of import is not that of the periods.
    from.show(&["import", "1.docx", "2.pdf", "data/reissue"]);
    let said = from.show(&["export", "全部.jsonl", "--lang", "en"]);
    assert!(said.contains("wrote 全部.jsonl (9 report(s))"), "{said}");
    let exported = |world: &World| std::fs::read_to_string(world.path("全部.jsonl")).expect("an export");
    to.write("1.jsonl", exported(&from));
    let said = to.show(&["import", "1.jsonl", "--lang", "en"]);
    assert!(said.contains("imported 9 report(s)"), "{said}");
    for view in ["reports", "figures", "observations", "quarterly"] {
        let rows = |world: &World| world.show(&["sql", &format!("SELECT * FROM {view}"), "-O", "jsonl"]);
        same(&rows(&from), &rows(&to));
        assert!(rows(&from).lines().count() > 9, "{view}");
    }
    to.show(&["导出", "全部.jsonl"]);
    same(&exported(&from), &exported(&to));
    let again = to.show(&["import", "1.jsonl", "--lang", "en"]);
    assert!(again.contains("already there unchanged"), "{again}");
}

#[test]
fn reports_are_exported_whole_or_not() {
    let world = World::with_samples();
    let refused = world.show(&["export", "x.jsonl", "--indicator", "PM2.5", "--lang", "en"]);
    assert!(refused.contains("jsonl takes whole reports"), "{refused}");
    world.show(&["export", "early.jsonl", "--as-of", "2024-05-01"]);
    let early = std::fs::read_to_string(world.path("early.jsonl")).expect("an export");
    let begun = early.lines().filter(|line| line.starts_with("{\"report\":")).count();
    assert_eq!(begun, 3);
}

/// Shows the first line that differs: both texts are long.
fn same(one: &str, other: &str) {
    let different = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!(different, None);
    assert_eq!(one.lines().count(), other.lines().count());
}
