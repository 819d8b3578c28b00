//! The definition of a data structure as a message of SDMX-JSON 2.0, which goes with SDMX 3.0.

use serde_json::{Value, json};

use crate::dataset::{Code, Codelist, Component, Kind, Role, Structure};

const SCHEMA: &str = "https://json.sdmx.org/2.0.0/sdmx-json-structure-schema.json";

/// In the order in which a reader expects the two: it looks into the first lines for what the file is.
#[derive(serde::Serialize)]
struct Message {
    meta: Value,
    data: Value,
}

/// The message of this time: concepts, lists of codes, the structure of the data and the flow that has it.
pub fn structure(structure: &Structure, prepared: &str) -> String {
    let message = Message {
        meta: json!({
            "schema": SCHEMA,
            "id": structure.dataflow,
            "test": false,
            "prepared": prepared,
            "contentLanguages": ["zh", "en"],
            "sender": {"id": structure.agency},
        }),
        data: json!({
            "conceptSchemes": [maintained(structure, "CS_JIBAO", structure.names, json!({
                "concepts": structure.components.iter().map(|each| named(each.id, each.names)).collect::<Vec<_>>(),
            }))],
            "codelists": structure.codelists.iter().map(|list| codelist(structure, list)).collect::<Vec<_>>(),
            "dataStructures": [maintained(structure, &definition(structure), structure.names, json!({
                "dataStructureComponents": components(structure),
            }))],
            "dataflows": [maintained(structure, structure.dataflow, structure.names, json!({
                "structure": urn(structure, "datastructure.DataStructure", &definition(structure)),
            }))],
        }),
    };
    super::json::escaped(&serde_json::to_string_pretty(&message).unwrap_or_default()) + "\n"
}

fn definition(structure: &Structure) -> String {
    structure.dataflow.replacen("DF_", "DSD_", 1)
}

fn urn(structure: &Structure, class: &str, id: &str) -> String {
    let Structure { agency, version, .. } = structure;
    format!("urn:sdmx:org.sdmx.infomodel.{class}={agency}:{id}({version})")
}

fn named(id: &str, [zh, en]: [&str; 2]) -> Value {
    json!({"id": id, "name": en, "names": {"zh": zh, "en": en}})
}

/// Something that an agency keeps in versions, with what belongs to its kind.
fn maintained(structure: &Structure, id: &str, names: [&str; 2], own: Value) -> Value {
    let mut whole = named(id, names);
    let base = json!({"agencyID": structure.agency, "version": structure.version});
    for part in [base, own] {
        if let (Value::Object(whole), Value::Object(part)) = (&mut whole, part) {
            whole.extend(part);
        }
    }
    whole
}

fn codelist(structure: &Structure, list: &Codelist) -> Value {
    let code = |code: &Code| named(&code.id, [&code.names[0], &code.names[1]]);
    let codes: Vec<Value> = list.codes.iter().map(code).collect();
    maintained(
        structure,
        list.id,
        [&list.names[0], &list.names[1]],
        json!({"codes": codes}),
    )
}

fn components(structure: &Structure) -> Value {
    let of = |wanted: fn(Role) -> bool| {
        let chosen = structure.components.iter().filter(move |each| wanted(each.role));
        chosen.map(|each| component(structure, each)).collect::<Vec<_>>()
    };
    let time = of(|role| role == Role::Time);
    json!({
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": of(|role| role == Role::Dimension),
            "timeDimension": time.first(),
        },
        "measureList": {"id": "MeasureDescriptor", "measures": of(|role| role == Role::Measure)},
        "attributeList": {"id": "AttributeDescriptor", "attributes": of(|role| matches!(role, Role::Attribute(_)))},
    })
}

fn component(structure: &Structure, component: &Component) -> Value {
    let concept = urn(structure, "conceptscheme.Concept", "CS_JIBAO");
    let mut own = json!({
        "id": component.id,
        "conceptIdentity": format!("{concept}.{}", component.id),
        "localRepresentation": match component.codes {
            Some(list) => json!({"enumeration": urn(structure, "codelist.Codelist", list)}),
            None => json!({"format": {"dataType": data_type(component)}}),
        },
    });
    match component.role {
        Role::Attribute(Some(dimension)) => own["attributeRelationship"] = json!({"dimensions": [dimension]}),
        Role::Attribute(None) => own["attributeRelationship"] = json!({"observation": {}}),
        Role::Measure => own["usage"] = json!("mandatory"),
        Role::Dimension | Role::Time => {}
    }
    own
}

fn data_type(component: &Component) -> &'static str {
    match (component.role, component.kind) {
        (Role::Time, _) => "ObservationalTimePeriod",
        (_, Kind::Text) => "String",
        (_, Kind::Integer) => "Integer",
        (_, Kind::Decimal) => "Decimal",
        (_, Kind::Date) => "GregorianDay",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_component_is_what_its_role_says() {
        let component = |id, role, kind, codes| Component {
            id,
            role,
            kind,
            codes,
            names: ["名", "name"],
        };
        let message = structure(
            &Structure {
                agency: "A",
                dataflow: "DF_X",
                version: "1.0.0",
                names: ["流", "flow"],
                components: vec![
                    component("FREQ", Role::Dimension, Kind::Text, Some("CL_FREQ")),
                    component("TIME_PERIOD", Role::Time, Kind::Text, None),
                    component("OBS_VALUE", Role::Measure, Kind::Decimal, None),
                    component("NOTE", Role::Attribute(None), Kind::Text, None),
                    component("NAME", Role::Attribute(Some("FREQ")), Kind::Text, None),
                ],
                codelists: vec![Codelist {
                    id: "CL_FREQ",
                    names: ["频率".to_owned(), "frequency".to_owned()],
                    codes: vec![Code {
                        id: "Q".to_owned(),
                        names: ["季".to_owned(), "quarter".to_owned()],
                    }],
                }],
            },
            "2026-01-01T00:00:00Z",
        );
        insta::assert_snapshot!(message);
    }
}
