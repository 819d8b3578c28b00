//! The page is one file that asks for nothing, and holds every sentence.

use super::world::World;

#[test]
fn the_page_stands_alone_and_is_small() {
    let world = World::with_samples();
    let shown = world.show(&["dashboard", "-o", "page.html"]);
    assert!(shown.contains("已写入 page.html"), "{shown}");
    let page = std::fs::read_to_string(world.path("page.html")).expect("the page");
    assert!(page.len() < 2_000_000, "{} bytes", page.len());
    assert!(!page.contains("src=") && !page.contains("@import") && !page.contains("url("));
    let addresses = page.matches("http://").count() + page.matches("https://").count();
    assert_eq!(addresses, 1, "only the namespace of SVG");
    assert!(page.contains("≈71±4") && page.contains("70微克/立方米"));
}

#[test]
fn a_day_before_every_report_leaves_nothing_to_show() {
    let world = World::with_samples();
    let shown = world.show(&["看板", "-o", "page.html", "--as-of", "2000-01-01"]);
    let page = std::fs::read_to_string(world.path("page.html")).expect("the page");
    assert!(
        page.contains(r#""ledger":[]"#) && page.contains(r#""tracks":[]"#),
        "{shown}"
    );
}
