//! Integration tests: one binary, one module for each thing that is proved.

/// Files that are built to do harm.
mod bombs;
mod bulletin;
/// Catalogue: the embedded files, their examples and counter-examples.
mod catalogue;
/// Whole commands: exit status, standard output, standard error.
mod cli;
/// Cases of constructions: text → figures, text → nothing.
mod corpus;
/// The page of everything.
mod dashboard;
/// The README's console blocks are run.
mod docs;
/// Whether all is as it should be.
mod doctor;
/// Killed imports.
mod endure;
/// From one database into another.
mod exchange;
mod export;
mod formats;
/// Who may import whom, and how long a file may be.
mod layers;
/// The schema and its history.
mod migrations;
/// Damaged files of every format.
mod mutations;
/// Indicators of the user's own.
mod own_catalogue;
/// What holds for any text at all.
mod properties;
/// One answer in every format.
mod render;
/// Decisions of people on what the rules left open.
mod review;
/// The shipped samples yield what their writer put into them.
mod samples;
/// From a figure down to the tokens of its sentence.
mod trail;
mod views;
/// A folder, a fixed environment and the program, in one call.
mod world;
