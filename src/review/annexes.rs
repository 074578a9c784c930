//! Phụ lục: those that the text names and the document does not have, and those that no text names
//! (Phụ lục I, Phần I, Mục III.1.a).

use super::Sources;
use crate::content::{Field, Written};
use crate::diagnostic::{Diagnostic, Scope, Severity, codes};
use crate::document::{Annex, Block, Document, Inline};
use crate::official::State;
use crate::text::annexes::{Which, Whose, mentions};
use crate::text::beginning;
use crate::text::spaces::single_spaced;
use crate::text::typography::{as_printed, push_as_printed};

const CLAUSE: &str = "điểm a khoản 1 Mục III Phần I Phụ lục I Nghị định số 30/2020/NĐ-CP";

/// What is wrong between a document and its annexes: an error in an issued one, which breaks the rule; a draft may
/// still wait for the annex, or for the sentence that leads to it.
pub(super) fn check(document: &Document, sources: Sources<'_>, scope: &Scope) -> Vec<Diagnostic> {
    let typed = sources.texts.beside(sources.own);
    let absent = typed.iter().filter(|text| text.field.is_printed());
    let (count, state) = (document.annexes.len(), document.meta.state);
    let absent = absent.flat_map(|text| absent_in(text, count, state, scope));
    let named = named(document);
    let unnamed = document.annexes.iter().zip(&named).filter(|(_, named)| !**named);
    let unnamed = unnamed.map(|(annex, _)| told_unnamed(annex, typed, sources));
    let severity = match state {
        State::Draft => Severity::Warning,
        State::Issued => Severity::Error,
    };
    absent.chain(unnamed).map(|finding| Diagnostic { severity, ..finding.within(scope.clone()) }).collect()
}

/// Annexes that a typed text sends its reader to, and that the document does not have. What is said of other
/// documents' annexes, or could be, is left alone.
fn absent_in(text: &Written, count: usize, state: State, scope: &Scope) -> Vec<Diagnostic> {
    let own = mentions(&text.text).into_iter().filter(|mention| mention.whose == Whose::Own);
    let absent = own.filter(|mention| match &mention.which {
        Which::Unnumbered => count == 0,
        Which::Numbered(numbers) => numbers.iter().any(|number| *number > count),
    });
    let told = absent.map(|mention| {
        let words = &text.text[mention.range.clone()];
        let has = if count == 0 {
            "không có phụ lục nào".to_owned()
        } else {
            format!("chỉ có {count} phụ lục")
        };
        let message = format!("câu này nhắc “{words}”, văn bản {has}");
        let finding = Diagnostic::warning(codes::ANNEX_NAMED, message).hint(way_out(state, scope));
        finding.at(text.part(mention.range))
    });
    told.collect()
}

/// What to do about an annex that is named and absent. The words of an issued plan are not to be changed: until its
/// annex is found, it alone is not made.
fn way_out(state: State, scope: &Scope) -> String {
    let add = match (scope, state) {
        (Scope::Agency { .. }, _) => {
            "ghi “in_phu_luc: true” để in bảng phân công thành phụ lục, hoặc sửa câu"
        }
        (Scope::Report { .. }, _) => "thêm phụ lục vào mẫu báo cáo, hoặc sửa câu",
        (_, State::Draft) => "thêm phụ lục ở “phu_luc”, hoặc sửa câu",
        (_, State::Issued) => {
            "ghi phụ lục vào “phu_luc”, hoặc chuyển tệp này ra ngoài thư mục rồi nhập lại kế hoạch cùng tệp phụ lục: \
             kehoach nhap KẾ_HOẠCH.docx PHỤ_LỤC.docx; chưa có phụ lục thì chỉ văn bản này chưa tạo được, kế hoạch \
             triển khai của các cơ quan vẫn tạo"
        }
    };
    format!("{add}; phụ lục của văn bản khác thì ghi rõ tên văn bản ấy")
}

/// Which annexes the text names; one annex may name another.
fn named(document: &Document) -> Vec<bool> {
    let mut named = vec![false; document.annexes.len()];
    each_mention(&document.body, |which| match which {
        Which::Unnumbered => named.fill(true),
        Which::Numbered(numbers) => numbers.iter().for_each(|number| name(&mut named, *number)),
    });
    if !named.contains(&false) {
        return named;
    }
    for (at, annex) in document.annexes.iter().enumerate() {
        each_mention(&annex.body, |which| {
            if let Which::Numbered(numbers) = which {
                let others = numbers.iter().filter(|number| **number != at + 1);
                others.for_each(|number| name(&mut named, *number));
            }
        });
    }
    named
}

fn name(named: &mut [bool], number: usize) {
    if let Some(named) = number.checked_sub(1).and_then(|at| named.get_mut(at)) {
        *named = true;
    }
}

fn each_mention(body: &[Block], mut read: impl FnMut(&Which)) {
    let mut text = String::new();
    for content in body.iter().flat_map(|block| block.kind.texts()) {
        text.clear();
        content.iter().map(Inline::as_str).for_each(|inline| push_as_printed(&mut text, inline));
        let own = mentions(&text).into_iter().filter(|mention| mention.whose != Whose::Other);
        own.for_each(|mention| read(&mention.which));
    }
}

/// Where it is titled: in the content; else in the template that prints it, which all documents share; else the file
/// of the document.
fn told_unnamed(annex: &Annex, typed: &[Written], sources: Sources<'_>) -> Diagnostic {
    let title = as_printed(&annex.title);
    let title = single_spaced(&title);
    let written = typed.iter().find(|text| {
        text.field == Field::AnnexTitle && single_spaced(&text.text).to_uppercase() == title.to_uppercase()
    });
    let place = written.map(Written::place);
    let of_template = || (sources.in_template)(&title);
    // One number in one document, another in the next: all are told of the template at once.
    if let (None, Some(place)) = (&place, of_template()) {
        let message =
            format!("phụ lục “{}” do mẫu in ra không được lời văn của mẫu nhắc đến", beginning(&title));
        let hint =
            format!("thêm vào mẫu câu dẫn tới phụ lục, ví dụ “(Chi tiết tại Phụ lục kèm theo)” ({CLAUSE})");
        return Diagnostic::warning(codes::ANNEX_NAMED, message).hint(hint).at(place);
    }
    let message = format!("{} “{}” không được nhắc đến trong lời văn", annex.label, beginning(&title));
    let hint =
        format!("thêm câu dẫn tới phụ lục, ví dụ “(Chi tiết tại {} kèm theo)” ({CLAUSE})", annex.label);
    let finding = Diagnostic::warning(codes::ANNEX_NAMED, message).hint(hint);
    match place.or_else(|| sources.own.cloned()) {
        Some(place) => finding.at(place),
        None => finding,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{BlockKind, Face, sample};

    fn says(words: &str) -> Vec<Block> {
        let content = vec![Inline::text(words, Face::REGULAR)];
        vec![Block { kind: BlockKind::Paragraph { content }, keep_with_next: false }]
    }

    /// Which annexes are named in a document of these words, with annexes of those.
    fn named_in(body: &str, annexes: &[&str]) -> Vec<bool> {
        let mut document = sample::issued();
        let annex = document.annexes.remove(0);
        document.body = says(body);
        document.annexes = annexes.iter().map(|words| Annex { body: says(words), ..annex.clone() }).collect();
        named(&document)
    }

    #[test]
    fn the_text_names_annexes_and_one_annex_another_and_none_itself() {
        assert_eq!(named_in("Theo Phụ lục II.", &["", ""]), [false, true]);
        assert_eq!(named_in("Theo các Phụ lục kèm theo.", &["", ""]), [true, true]);
        assert_eq!(named_in("Theo Phụ lục I.", &["Xem thêm Phụ lục II.", ""]), [true, true]);
        assert_eq!(named_in("Theo Phụ lục I.", &["", "Phụ lục II này."]), [true, false]);
        // One annex does not speak of all of them, nor of those of other documents.
        assert_eq!(named_in("Theo Phụ lục I.", &["Các Phụ lục kèm theo.", ""]), [true, false]);
        assert_eq!(named_in("Theo Phụ lục II Nghị định số 30/2020/NĐ-CP.", &["", ""]), [false, false]);
        assert_eq!(named_in("Theo Phụ lục III.", &["", ""]), [false, false]);
    }
}
