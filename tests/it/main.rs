//! Integration tests.

mod migrations;
