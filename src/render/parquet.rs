//! Parquet: rows of a table as columns of exact types, for DuckDB, Spark, ClickHouse and the like.
//!
//! Words are strings, whole numbers 64 bits, days dates, decimals `DECIMAL(38, 10)`: exact, and of one type in every file of
//! a folder. Every column may be empty.

use std::sync::Arc;

use ::parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use ::parquet::column::writer::ColumnWriter;
use ::parquet::data_type::{ByteArray, FixedLenByteArray};
use ::parquet::errors::ParquetError;
use ::parquet::file::properties::WriterProperties;
use ::parquet::file::writer::{SerializedColumnWriter, SerializedFileWriter};
use ::parquet::schema::types::Type;
use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::Unrendered;
use crate::dataset::{Dataset, Field, Kind};

/// Digits of a decimal in all, and behind the point.
const PRECISION: i32 = 38;
const SCALE: u32 = 10;

/// These rows of the table as one file, without the columns whose values its path says.
///
/// # Errors
/// A decimal with more than ten digits behind the point, or a value that is not of its column's kind.
pub fn parquet(dataset: &Dataset, rows: &[&[Option<String>]], without: &[&str]) -> Result<Vec<u8>, Unrendered> {
    write(dataset, rows, without).map_err(|error| Unrendered(error.to_string()))
}

fn write(dataset: &Dataset, rows: &[&[Option<String>]], without: &[&str]) -> Result<Vec<u8>, ParquetError> {
    let columns: Vec<(usize, &Field)> = dataset
        .fields
        .iter()
        .enumerate()
        .filter(|(_, field)| !without.contains(&field.name.as_str()))
        .collect();
    let fields = columns.iter().map(|(_, field)| kind(field).map(Arc::new));
    let schema = Type::group_type_builder("schema")
        .with_fields(fields.collect::<Result<_, _>>()?)
        .build()?;
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), Arc::new(schema), Arc::new(properties))?;
    let mut group = writer.next_row_group()?;
    for (at, field) in columns {
        let values: Vec<Option<&str>> = rows.iter().map(|row| row[at].as_deref()).collect();
        let Some(mut column) = group.next_column()? else { break };
        fill(&mut column, &values)
            .map_err(|error| ParquetError::General(format!("column `{}`: {error}", field.name)))?;
        column.close()?;
    }
    group.close()?;
    writer.into_inner()
}

fn kind(field: &Field) -> Result<Type, ParquetError> {
    let (physical, logical) = match field.kind {
        Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        Kind::Integer => (Physical::INT64, None),
        Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        Kind::Decimal => {
            return Type::primitive_type_builder(&field.name, Physical::FIXED_LEN_BYTE_ARRAY)
                .with_repetition(Repetition::OPTIONAL)
                .with_length(16)
                .with_logical_type(Some(LogicalType::decimal(SCALE as i32, PRECISION)))
                .with_precision(PRECISION)
                .with_scale(SCALE as i32)
                .build();
        }
    };
    Type::primitive_type_builder(&field.name, physical)
        .with_repetition(Repetition::OPTIONAL)
        .with_logical_type(logical)
        .build()
}

/// Writes the values that are there, and which ones these are.
fn fill(column: &mut SerializedColumnWriter<'_>, values: &[Option<&str>]) -> Result<(), ParquetError> {
    let there: Vec<i16> = values.iter().map(|value| i16::from(value.is_some())).collect();
    let known = values.iter().flatten().copied();
    match column.untyped() {
        ColumnWriter::ByteArrayColumnWriter(writer) => {
            let known: Vec<ByteArray> = known.map(ByteArray::from).collect();
            writer.write_batch(&known, Some(&there), None)?
        }
        ColumnWriter::Int64ColumnWriter(writer) => {
            let known: Vec<i64> = known.map(whole).collect::<Result<_, _>>()?;
            writer.write_batch(&known, Some(&there), None)?
        }
        ColumnWriter::Int32ColumnWriter(writer) => {
            let known: Vec<i32> = known.map(day).collect::<Result<_, _>>()?;
            writer.write_batch(&known, Some(&there), None)?
        }
        ColumnWriter::FixedLenByteArrayColumnWriter(writer) => {
            let known: Vec<FixedLenByteArray> = known.map(decimal).collect::<Result<_, _>>()?;
            writer.write_batch(&known, Some(&there), None)?
        }
        _ => 0,
    };
    Ok(())
}

fn no(text: &str) -> ParquetError {
    ParquetError::General(format!("`{text}` cannot stand in it"))
}

fn whole(text: &str) -> Result<i64, ParquetError> {
    text.parse().map_err(|_| no(text))
}

/// Days since 1 January 1970.
fn day(text: &str) -> Result<i32, ParquetError> {
    let day: NaiveDate = text.parse().map_err(|_| no(text))?;
    let days = day.signed_duration_since(NaiveDate::default()).num_days();
    i32::try_from(days).map_err(|_| no(text))
}

/// The digits without point, of which ten stand behind it, as a number of sixteen bytes.
fn decimal(text: &str) -> Result<FixedLenByteArray, ParquetError> {
    let number: Decimal = text.parse().map_err(|_| no(text))?;
    let number = number.normalize();
    let missing = SCALE.checked_sub(number.scale()).ok_or_else(|| no(text))?;
    let digits = number
        .mantissa()
        .checked_mul(10_i128.pow(missing))
        .ok_or_else(|| no(text))?;
    match digits.unsigned_abs() < 10_u128.pow(PRECISION as u32) {
        true => Ok(FixedLenByteArray::from(digits.to_be_bytes().to_vec())),
        false => Err(no(text)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_every_digit_or_are_refused() {
        let read = |text: &str| decimal(text).map(|bytes| i128::from_be_bytes(bytes.data().try_into().unwrap()));
        assert_eq!(read("44.2").unwrap(), 442_000_000_000);
        assert_eq!(read("-0.50").unwrap(), -5_000_000_000);
        assert_eq!(read("1.00000000000000").unwrap(), 10_000_000_000);
        assert!(read("0.00000000001").is_err() && read("V-").is_err());
    }

    #[test]
    fn days_are_counted_from_1970() {
        assert_eq!(day("1970-01-02").unwrap(), 1);
        assert_eq!(day("1969-12-31").unwrap(), -1);
    }
}
