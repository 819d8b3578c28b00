//! What leaves one database in the form of `ingest::exchange` is the same in another.

use jibao::ingest::exchange::{self, Origin};
use jibao::model::{Extraction, ReportFacts};
use jibao::store::{Mode, Store};

use super::world::{World, root};

/// Every report of a database, in the form of the exchange.
fn exported(world: &World) -> String {
    let path = world.path("jibao.db");
    let connection = rusqlite::Connection::open(&path).expect("a database");
    let store = Store::open(&path, Mode::Look).expect("a database");
    let mut all = String::new();
    let mut reports = store.reports().expect("reports");
    // In the order of their import, so that they get the same numbers.
    reports.sort_by_key(|report| report.id);
    for report in reports {
        let column = |sql: &str| -> Option<String> {
            let sql = format!("SELECT {sql} FROM report r LEFT JOIN region g ON g.id = r.region_id WHERE r.id = ?1");
            connection
                .query_row(&sql, [report.id], |row| row.get(0))
                .expect("a column")
        };
        let origin = Origin {
            sha256: column("r.sha256").expect("an identity"),
            source: report.source,
            format: report.format,
            imported_at: report.imported_at.parse().ok(),
        };
        let facts = ReportFacts {
            title: report.title,
            reporter: report.reporter,
            region: report.region,
            region_code: column("g.code"),
            period: report.period,
            published: report.published_on,
        };
        let rows = store.figures(report.id).expect("figures");
        let extraction = Extraction {
            facts,
            figures: rows.into_iter().map(|row| row.figure).collect(),
            findings: Vec::new(),
        };
        all += &exchange::lines(&origin, &column("r.text").expect("a text"), &extraction);
    }
    all
}

#[test]
fn an_export_gives_the_same_store() {
    let (from, to) = (World::with_samples(), World::new());
    let made = |name: &str| std::fs::read(root().join("tests/formats/made").join(name)).expect("a made report");
    from.write("1.docx", made("2024Q3-澄水市通报.docx"));
    from.write("2.pdf", made("2023Q3-澄河区工作总结.libreoffice.pdf"));
    from.show(&["import", "1.docx", "2.pdf", "data/reissue"]);
    to.write("全部.jsonl", exported(&from));
    let said = to.show(&["import", "全部.jsonl", "--lang", "en"]);
    assert!(said.contains("imported 9 report(s)"), "{said}");
    for view in ["reports", "figures", "observations", "quarterly"] {
        let rows = |world: &World| world.show(&["sql", &format!("SELECT * FROM {view}"), "-O", "jsonl"]);
        same(&rows(&from), &rows(&to));
        assert!(rows(&from).lines().count() > 9, "{view}");
    }
    let again = to.show(&["import", "全部.jsonl", "--lang", "en"]);
    assert!(again.contains("already there unchanged"), "{again}");
}

/// Shows the first line that differs: both texts are long.
fn same(one: &str, other: &str) {
    let different = one.lines().zip(other.lines()).find(|(one, other)| one != other);
    assert_eq!(different, None);
    assert_eq!(one.lines().count(), other.lines().count());
}
