//! What a question leaves out or pulls apart, put right before it is understood.

use super::scan::{Piece, Reader};
use super::words::Word;

/// 2024年罚款在年报和2025年一季度报告里分别是多少: a time that names a report is not that of the value, where the question has
/// another one; several reports, or one more, are asked what each of them said.
pub fn refer_to_reports(pieces: &mut Vec<Piece>) {
    let is_report = |piece: Option<&Piece>| piece == Some(&Piece::Word(Word::Report));
    let of_report = |index: &usize| matches!(pieces[*index], Piece::Time(_)) && is_report(pieces.get(index + 1));
    let (named, others): (Vec<usize>, Vec<usize>) = (0..pieces.len())
        .filter(|index| matches!(pieces[*index], Piece::Time(_)))
        .partition(of_report);
    let reports = pieces.iter().filter(|piece| is_report(Some(piece))).count();
    if others.is_empty() || (named.is_empty() && reports < 2) {
        return;
    }
    for index in named {
        pieces[index] = Piece::Word(Word::InReports);
    }
    pieces.push(Piece::Word(Word::InReports));
}

/// 黄色和红色企业: the first of a list leaves out what the last one says for both; EIA reports and forms: the last one leaves
/// out what the first one says.
pub fn complete_lists(reader: &Reader, pieces: &mut [Piece]) {
    for index in (0..pieces.len().saturating_sub(2)).rev() {
        let completed = match &pieces[index..index + 3] {
            [Piece::Text(text), Piece::Word(Word::List), Piece::Name(name, _)] => {
                let mut ends = name.char_indices().skip(1).map(|(at, _)| &name[at..]);
                let whole = ends.find_map(|end| reader.whole_name(&format!("{text}{end}")));
                whole.map(|piece| (index, piece))
            }
            [Piece::Name(name, _), Piece::Word(Word::List), Piece::Text(text)] => {
                let mut starts = name.char_indices().rev().map(|(at, _)| &name[..at]);
                let whole = starts.find_map(|start| reader.name_or_part(&format!("{start}{text}")));
                whole.map(|piece| (index + 2, piece))
            }
            _ => None,
        };
        if let Some((at, piece)) = completed {
            pieces[at] = piece;
        }
    }
}

/// 整治了多少个入河排污口, 夜间声环境达标率: two or three names with nothing between them that says anything are one, if together
/// they are a name.
pub fn join_split_names(reader: &Reader, pieces: &mut Vec<Piece>) {
    let mut at = 0;
    while at < pieces.len() {
        let run = run_of_names(pieces, at);
        for length in (2..=run.len().min(3)).rev() {
            let texts: Vec<&str> = run[..length]
                .iter()
                .filter_map(|index| name_text(&pieces[*index]))
                .collect();
            let whole = orders(&texts).find_map(|text| reader.name_or_part(&text));
            if let Some(whole) = whole {
                pieces[run[0]] = whole;
                for index in run[1..length].iter().rev() {
                    pieces.remove(*index);
                }
                break;
            }
        }
        at += 1;
    }
}

/// The names from `at` on that only words without a meaning part.
fn run_of_names(pieces: &[Piece], at: usize) -> Vec<usize> {
    if name_text(&pieces[at]).is_none() {
        return Vec::new();
    }
    let empty = |piece: &Piece| matches!(piece, Piece::Word(Word::Filler | Word::HowMuch | Word::Things));
    let run = (at..pieces.len()).take_while(|index| name_text(&pieces[*index]).is_some() || empty(&pieces[*index]));
    run.filter(|index| name_text(&pieces[*index]).is_some()).collect()
}

fn name_text(piece: &Piece) -> Option<&str> {
    match piece {
        Piece::Name(text, _) => Some(text),
        _ => None,
    }
}

/// Two or three texts one behind another, in every order; that of the question first.
fn orders(texts: &[&str]) -> impl Iterator<Item = String> {
    let orders: &[&[usize]] = match texts.len() {
        2 => &[&[0, 1], &[1, 0]],
        3 => &[&[0, 1, 2], &[1, 0, 2], &[0, 2, 1], &[1, 2, 0], &[2, 0, 1], &[2, 1, 0]],
        _ => &[],
    };
    orders
        .iter()
        .map(|order| order.iter().map(|index| texts[*index]).collect())
}
