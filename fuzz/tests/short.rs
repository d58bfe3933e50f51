//! A short run of every target: its seeds, and as many changes of them as always.

use std::{env, fs, panic, path::Path};

use fuzz::{
    TARGETS,
    mutation::{Dice, mutated},
};

fn seeds(target: &str) -> Vec<Vec<u8>> {
    // Not `env!`: a binary in a shared target folder may have been built from another clone.
    let package = env::var_os("CARGO_MANIFEST_DIR").expect("run by Cargo");
    let folder = Path::new(&package).join("seeds").join(target);
    let mut files: Vec<_> =
        fs::read_dir(folder).expect("seeds").map(|file| file.expect("a seed").path()).collect();
    files.sort();
    files.iter().map(|file| fs::read(file).expect("a seed")).collect()
}

fn short(name: &str, inputs: usize) {
    let target = TARGETS.iter().find(|target| target.name == name).expect("a target");
    let seeds = seeds(name);
    seeds.iter().for_each(|seed| tried(target.run, seed));
    let mut dice = Dice::new();
    for _ in 0..inputs {
        tried(target.run, &mutated(&seeds, &mut dice));
    }
}

fn tried(run: fn(&[u8]), input: &[u8]) {
    let held = panic::catch_unwind(|| run(input));
    assert!(held.is_ok(), "{}", input.escape_ascii());
}

#[test]
fn an_address_of_a_list_says_the_same_when_it_is_printed_and_every_text_is_found_by_its_words() {
    short("filters", 4000);
}

#[test]
fn a_message_of_the_socket_reads_as_it_was_written() {
    short("frames", 10_000);
}

#[test]
fn rich_text_holds_nothing_but_what_the_editor_makes_and_is_cleaned_once() {
    short("rich_text", 2000);
}

#[test]
fn an_address_that_may_be_sent_to_leads_into_no_inner_network() {
    short("addresses", 10_000);
}

#[test]
fn a_form_that_brings_a_file_reads_the_same_however_it_is_cut() {
    short("multipart", 2000);
}

#[test]
fn what_programs_send_is_a_form_within_its_limits_or_their_own_fault() {
    short("payloads", 3000);
}

#[test]
fn a_text_file_becomes_rows_or_is_refused_and_an_export_reads_as_it_was() {
    short("table", 2000);
}

#[test]
fn a_workbook_becomes_rows_or_is_refused() {
    short("workbook", 1000);
}

#[test]
fn every_folder_of_seeds_belongs_to_a_target() {
    for target in TARGETS {
        assert!(!seeds(target.name).is_empty(), "{}", target.name);
    }
}
