//! The data as other programs take it.

use super::world::World;

fn read(world: &World, name: &str) -> String {
    std::fs::read_to_string(world.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
}

#[test]
fn observations_as_tables_of_every_kind() {
    let world = World::with_samples();
    let asked = |target: &str| world.show(&["export", target, "--indicator", "PM2.5", "--period", "2024"]);
    let mut all = String::new();
    for target in ["o.csv", "o.md", "o.json", "o.html", "o.xlsx"] {
        all.push_str(&asked(target));
    }
    all.push_str(&read(&world, "o.csv"));
    all.push_str(&read(&world, "o.md"));
    insta::assert_snapshot!(all);
    let json: serde_json::Value = serde_json::from_str(&read(&world, "o.json")).expect("JSON");
    assert_eq!(json["rows"][0]["value"].to_string(), "44.2");
    assert!(read(&world, "o.html").contains("<mark>"));
    let refused = world.show(&["export", "o.pdf", "--lang", "en"]);
    assert!(refused.contains("no format is known for `o.pdf`"), "{refused}");
    let nothing = world.show(&["export", "none.csv", "--period", "1999", "--lang", "en"]);
    assert!(
        nothing.contains("exit 1") && !world.path("none.csv").exists(),
        "{nothing}"
    );
}

#[test]
fn a_message_of_sdmx_csv() {
    let world = World::with_samples();
    let arguments = [
        "export",
        "o.csv",
        "-O",
        "sdmx-csv",
        "--indicator",
        "PM2.5",
        "--indicator",
        "断面水质类别",
    ];
    world.show(&arguments);
    insta::assert_snapshot!(read(&world, "o.csv").replace("\r\n", "\n"));
}

#[test]
fn a_data_package_describes_every_column() {
    let world = World::with_samples();
    world.show(&["export", "package", "-O", "datapackage", "--lang", "en"]);
    let package: serde_json::Value = serde_json::from_str(&read(&world, "package/datapackage.json")).expect("JSON");
    let resources = package["resources"].as_array().expect("resources");
    assert_eq!(resources.len(), 4);
    for resource in resources {
        let text = read(
            &world,
            &format!("package/{}", resource["path"].as_str().expect("a path")),
        );
        let mut reader = csv::Reader::from_reader(text.as_bytes());
        let fields = resource["schema"]["fields"].as_array().expect("fields");
        let headings: Vec<&str> = fields
            .iter()
            .map(|field| field["name"].as_str().expect("a name"))
            .collect();
        assert_eq!(reader.headers().expect("headings"), headings);
        for field in fields {
            assert_ne!(field["description"], "", "{field} of {}", resource["name"]);
        }
        assert!(reader.records().all(|record| record.is_ok()));
    }
    let refused = world.show(&["export", "package", "-O", "datapackage", "--lang", "en"]);
    assert!(refused.contains("`package` is not empty"), "{refused}");
    let left: Vec<_> = std::fs::read_dir(world.path(""))
        .expect("the folder")
        .filter_map(Result::ok)
        .collect();
    assert_eq!(left.len(), 3, "nothing half-written is left: {left:?}");
}

#[test]
fn a_copy_for_datasette_with_its_dictionary() {
    let world = World::with_samples();
    world.show(&["export", "site", "-O", "datasette"]);
    let metadata = read(&world, "site/metadata.yaml");
    for line in ["  \"jibao\":", "      \"figures\":", "          \"as_written\": \""] {
        assert!(
            metadata.lines().any(|each| each.starts_with(line)),
            "{line} in {metadata}"
        );
    }
    let rows = |db: &str| world.show(&["--db", db, "sql", "SELECT * FROM figures", "-O", "jsonl"]);
    let without_command = |text: String| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
    assert!(without_command(rows("jibao.db")) == without_command(rows("site/jibao.db")));
    let refused = world.show(&[
        "export",
        "part",
        "-O",
        "datasette",
        "--region",
        "澄河区",
        "--lang",
        "en",
    ]);
    assert!(refused.contains("datasette takes the whole database"), "{refused}");
}

#[cfg(feature = "parquet")]
#[test]
fn a_folder_of_parquet_files_by_domain_and_year() {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;
    let world = World::with_samples();
    world.show(&["export", "dataset", "-O", "parquet"]);
    let file = std::fs::File::open(world.path("dataset/domain=air/year=2024/part.parquet")).expect("a file");
    let reader = SerializedFileReader::new(file).expect("a Parquet file");
    let schema = reader.metadata().file_metadata().schema().get_fields().to_vec();
    let at = |name: &str| schema.iter().position(|field| field.name() == name);
    assert_eq!(at("domain"), None);
    let (value, exact, figure) = (at("value").unwrap(), at("value_text").unwrap(), at("figure").unwrap());
    let mut rows = 0;
    for row in reader.get_row_iter(None).expect("rows") {
        let row = row.expect("a row");
        let digits = i128::from_be_bytes(row.get_decimal(value).unwrap().data().try_into().unwrap());
        let number = rust_decimal::Decimal::from_i128_with_scale(digits, 10);
        assert_eq!(number, row.get_string(exact).unwrap().parse().unwrap(), "{row}");
        assert!(row.get_long(figure).unwrap() > 0);
        rows += 1;
    }
    assert!(rows > 20, "{rows}");
}
