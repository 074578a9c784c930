//! Định dạng: words that a person made bold, slanted or underlined, gave a colour or another size.

use super::returned::{FileLine, FileText, Look};
use crate::document::Face;
use crate::length::Length;
use crate::render::marks::{Line, Traced};

/// The stretches of a line that look otherwise than they were made; a line whose words are others is looked at
/// for what the program never sets there.
pub(super) fn changed(file: &FileLine, now: &Line, usual: Option<Length>) -> Vec<String> {
    if file.texts.len() != now.texts.len() {
        return Vec::new();
    }
    let cells = file.texts.iter().zip(&now.texts);
    cells.flat_map(|(file, now)| of_text(file, now, usual)).collect()
}

/// What a person marked in a line of which the program does not know how it is set: in colour, underlined and the
/// like; of a line that a person typed also what is bold or slanted in a part of it.
pub(super) fn marked(file: &FileLine, is_typed: bool) -> Vec<String> {
    let of_text = |text: &FileText| {
        let looks = letters(&text.text, &text.looks);
        let all = |of: fn(&Look) -> bool| looks.iter().all(|(_, look)| of(look));
        let (bold, italic) = (all(|look| look.bold), all(|look| look.italic));
        let is_marked =
            |look: &Look| look.other || is_typed && (look.bold && !bold || look.italic && !italic);
        let flags: Vec<bool> = looks.iter().map(|(_, look)| is_marked(look)).collect();
        stretches(&text.text, &flags)
    };
    file.texts.iter().flat_map(of_text).collect()
}

/// Sizes that differ by less are the same: programs round them.
const SAME_SIZE: f64 = 0.3;

fn of_text(file: &FileText, now: &Traced, usual: Option<Length>) -> Vec<String> {
    // What stands in a note has no look here.
    if file.text.contains("[chú thích") {
        return Vec::new();
    }
    let faces = letters(&now.text, &now.faces);
    let looks = letters(&file.text, &file.looks);
    let same_words = faces.iter().map(|(c, _)| c).eq(looks.iter().map(|(c, _)| c));
    let is_changed = |at: usize, look: Look| -> bool {
        let face = if same_words {
            faces[at].1
        } else {
            Face {
                bold: faces.iter().any(|(_, face)| face.bold),
                italic: faces.iter().any(|(_, face)| face.italic),
            }
        };
        let differs = look.bold != face.bold || look.italic != face.italic;
        let is_new = look.bold && !face.bold || look.italic && !face.italic;
        let is_sized =
            look.size.zip(usual).is_some_and(|(own, usual)| (own.to_pt() - usual.to_pt()).abs() > SAME_SIZE);
        look.other || is_sized || if same_words { differs } else { is_new }
    };
    let changed: Vec<bool> = looks.iter().enumerate().map(|(at, (_, look))| is_changed(at, *look)).collect();
    stretches(&file.text, &changed)
}

/// Letters with what they look like, spaces left out.
fn letters<L: Copy + Default>(text: &str, looks: &[(usize, L)]) -> Vec<(char, L)> {
    let mut looks = looks.iter().flat_map(|(count, look)| std::iter::repeat_n(*look, *count));
    let letters = text.chars().map(|c| (c, looks.next().unwrap_or_default()));
    letters.filter(|(c, _)| !c.is_whitespace()).collect()
}

fn stretches(text: &str, changed: &[bool]) -> Vec<String> {
    let mut stretches: Vec<String> = Vec::new();
    let mut open = false;
    let mut flags = changed.iter();
    for c in text.chars() {
        if c.is_whitespace() {
            if open && let Some(last) = stretches.last_mut() {
                last.push(c);
            }
            continue;
        }
        let is_changed = flags.next().copied().unwrap_or_default();
        if is_changed && !open {
            stretches.push(String::new());
        }
        open = is_changed;
        if is_changed && let Some(last) = stretches.last_mut() {
            last.push(c);
        }
    }
    stretches.into_iter().map(|words| words.trim().to_owned()).collect()
}
