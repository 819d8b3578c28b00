//! Which figures speak of the same place.

use super::*;

#[test]
fn dimension_treatment_and_region_are_kept_apart() {
    let mut world = World::new();
    let mut report = q1("2024-04-12", "69.6");
    report.figures.push(Figure {
        treatment: Some("扣沙".to_owned()),
        ..actual(PM25, "2024Q1", "60")
    });
    report.figures.push(Figure {
        dimension: Some("城北站".to_owned()),
        ..actual(PM25, "2024Q1", "61")
    });
    report.figures.push(Figure {
        region: Some("城关镇".to_owned()),
        ..actual(PM25, "2024Q1", "62")
    });
    report.figures.push(Figure {
        region: Some("云溪县".to_owned()),
        ..actual(PM25, "2024Q1", "69.60")
    });
    world.record(&report);
    assert_eq!(current(&world), ["60", "61", "62", "69.60"]);
    assert_eq!(
        world
            .values(&Selection {
                regions: vec!["城关镇".to_owned()],
                ..Selection::default()
            })
            .len(),
        1
    );
    assert_eq!(
        world
            .values(&Selection {
                dimensions: true,
                ..Selection::default()
            })
            .len(),
        4
    );
}

#[test]
fn places_of_two_regions_with_one_name_are_two() {
    let mut world = World::new();
    for county in ["云溪县", "云江县"] {
        let mut report = q1("2024-04-12", "1").with(Figure {
            region: Some("城关镇".to_owned()),
            ..actual(PM25, "2024Q1", "2")
        });
        report.facts.region = Some(county.to_owned());
        world.record(&report);
    }
    assert_eq!(current(&world).len(), 4);
    let mut with = world.store.regions_with(&[PM25.to_owned()]).unwrap();
    with.sort();
    assert_eq!(with, ["云江县", "云溪县", "城关镇", "城关镇"]);
    assert!(world.store.regions_with(&["other".to_owned()]).unwrap().is_empty());
    assert_eq!(
        world.sql("SELECT r.name, p.name FROM region r LEFT JOIN region p ON p.id = r.parent_id ORDER BY r.id"),
        ["云溪县|-", "城关镇|云溪县", "云江县|-", "城关镇|云江县"]
    );
}

#[test]
fn divisions_are_known_by_their_code() {
    let mut world = World::new();
    let division = |code: &str, name: &str, level, parent: Option<&str>| Region {
        code: code.to_owned(),
        name: name.to_owned(),
        level,
        parent: parent.map(str::to_owned),
    };
    let mut report = q1("2024-04-12", "69.6");
    report.facts.region = Some("朝阳".to_owned());
    report.facts.region_code = Some("110105".to_owned());
    report.divisions = vec![
        division("110105", "朝阳区", Level::County, Some("110000")),
        division("110000", "北京市", Level::Province, Some("110105")),
    ];
    report.figures.push(Figure {
        region: Some("北京市".to_owned()),
        ..actual(PM25, "2024Q1", "39")
    });
    world.record(&report);
    assert_eq!(
        world.sql("SELECT r.code, r.name, r.level, p.name FROM region r LEFT JOIN region p ON p.id = r.parent_id ORDER BY r.id"),
        ["110000|北京市|province|-", "110105|朝阳区|county|北京市"]
    );
    assert_eq!(world.sql("SELECT region FROM reports"), ["朝阳"]);
    for name in ["朝阳", "朝阳区", "110105"] {
        assert_eq!(
            world
                .values(&Selection {
                    regions: vec![name.to_owned()],
                    ..Selection::default()
                })
                .len(),
            1,
            "{name}"
        );
    }
}
