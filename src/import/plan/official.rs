//! Phần thể thức of a plan: issuer, number, date, state, recipients, signature.

use super::builder::{Builder, text};
use crate::content::raw::{
    RawCirculation, RawMarks, RawPlan, RawSignature, RawSigningForm, RawStatus, RawUrgency,
};
use crate::import::decided::Decisions;
use crate::import::names::{Issuer, Names};
use crate::import::notes::{Anchor, What, WhyLeftOut};
use crate::import::structure::{Document, Signature, SignatureLine, SigningPrefix, Words};
use crate::model::{Agency, AgencyKind};
use crate::text::date::{padded_day, padded_month};
use crate::text::likeness;
use crate::text::values::IssueDate;

/// What a person says of a plan that its file does not.
#[derive(Debug, Clone, Default)]
pub struct Told {
    pub number: Option<String>,
    pub date: Option<IssueDate>,
    /// What was said of the doubts.
    pub decisions: Decisions,
}

/// The day of a document as far as it is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Dated {
    pub date: IssueDate,
    pub known: Known,
}

/// How the day is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Known {
    Written,
    /// Only the year, from what the text says of itself.
    YearOnly,
    /// Not even the year.
    Guessed,
}

/// The date that a document bears, or the year that it is about.
pub fn dated(document: &Document, told: &Told, this_year: i16) -> Dated {
    if let Some(date) = told.date {
        return Dated { date, known: Known::Written };
    }
    if let Some(line) = &document.head.date
        && let Some(year) = line.year
    {
        let month = line.month.map(u8::cast_signed).filter(|month| (1..=12).contains(month));
        let day = line.day.map(u8::cast_signed).filter(|_| month.is_some());
        return Dated { date: IssueDate { year, month, day }, known: Known::Written };
    }
    let texts = document.subject.iter().chain(&document.opening).chain(&document.closing);
    let year = texts.filter_map(|words| year_in(&words.text)).next();
    match year {
        Some(year) => Dated { date: IssueDate::year_only(year), known: Known::YearOnly },
        None => Dated { date: IssueDate::year_only(this_year), known: Known::Guessed },
    }
}

/// "năm 2025".
fn year_in(text: &str) -> Option<i16> {
    let lower = text.to_lowercase();
    let found = lower.match_indices("năm ").filter_map(|(at, lead)| {
        let digits = lower.get(at + lead.len()..at + lead.len() + 4)?;
        digits.parse::<i16>().ok().filter(|year| (1990..=2100).contains(year))
    });
    found.max()
}

impl Builder<'_> {
    /// Fills in what stands around the text of a plan.
    pub fn official(&mut self, document: &Document, told: &Told, dated: Dated, plan: &mut RawPlan) {
        self.issuer(document, plan);
        self.number(document, told, plan);
        self.date(document, dated, plan);
        let issued = plan.number.is_some() && dated.date.full().is_some();
        plan.status = if issued { RawStatus::BanHanh } else { RawStatus::DuThao };
        self.recipients(document, plan);
        plan.archive = document.recipients.archive.as_ref().map(|words| text(&words.text));
        if let Some(archive) = &document.recipients.archive {
            self.leave_out(archive, "Lưu", WhyLeftOut::Official);
        }
        if let Some(label) = &document.recipients.label {
            self.leave_out(label, &label.text, WhyLeftOut::Official);
        }
        self.signature(document, plan);
        self.stamps(document, plan);
        for words in &document.head.national {
            self.leave_out(words, &words.text, WhyLeftOut::Official);
            if words.text.to_lowercase().contains("cộng sản") {
                self.note(words, What::OfParty, Anchor::Top);
            }
        }
    }

    /// Nơi nhận; "Như trên" is what a plan may not say, and would not load.
    fn recipients(&mut self, document: &Document, plan: &mut RawPlan) {
        for words in &document.recipients.entries {
            let lower = words.text.trim_start_matches(['-', ' ']).to_lowercase();
            if lower.starts_with("như trên") || lower.starts_with("như điều") {
                let typed = words.text.trim_end_matches([';', '.', ' ']).to_owned();
                self.note(words, What::RecipientLeftOut { typed }, Anchor::Key("noi_nhan"));
                self.leave_out(words, &words.text, WhyLeftOut::Recipient);
            } else {
                plan.recipients.push(text(&words.text));
            }
        }
    }

    fn issuer(&mut self, document: &Document, plan: &mut RawPlan) {
        let lines: Vec<&Words> = document.head.issuer.iter().collect();
        for words in &lines {
            self.leave_out(words, &words.text, WhyLeftOut::Official);
        }
        let Some(first) = lines.first() else {
            let nowhere = Words::default();
            self.note(&nowhere, What::IssuerGuessed, Anchor::Top);
            return;
        };
        match registered(self.names, &lines) {
            Some(agency) => plan.issuer = Some(text(agency.id.as_str())),
            None => {
                let typed: Vec<&str> = lines.iter().map(|words| words.text.as_str()).collect();
                let own = own_lines(&typed);
                let name = body_name(&own.join(" "));
                let id = self.proposals.body(&name, self.names.registry());
                plan.issuer = Some(text(&id));
                self.note(first, What::IssuerUnknown { typed: name }, Anchor::Key("co_quan_ban_hanh"));
            }
        }
    }
}

impl Builder<'_> {
    fn number(&mut self, document: &Document, told: &Told, plan: &mut RawPlan) {
        let line = document.head.number.as_ref();
        if let Some(line) = line {
            let figures = line.number.clone().unwrap_or_default();
            let symbol = line.symbol.clone().unwrap_or_default();
            let left = line.words.text.replacen(&figures, " ", 1).replacen(&symbol, " ", 1);
            self.leave_out(&line.words, &left, WhyLeftOut::Official);
        }
        let stated = told.number.clone().or_else(|| line.and_then(|line| line.number.clone()));
        let nowhere = Words::default();
        let words = line.map_or(&nowhere, |line| &line.words);
        plan.number = stated.map(|number| text(number.trim_start_matches('0')));
        plan.symbol = line.and_then(|line| line.symbol.as_deref()).map(text);
        if plan.number.is_none() {
            self.note(words, What::NoNumber, Anchor::Key("trang_thai"));
        }
        if plan.symbol.is_none() {
            self.note(words, What::NoSymbol, Anchor::Key("trang_thai"));
        }
    }

    fn date(&mut self, document: &Document, dated: Dated, plan: &mut RawPlan) {
        let IssueDate { year, month, day } = dated.date;
        let typed = match (day, month) {
            (Some(day), Some(month)) => Some(format!("{}/{}/{year}", padded_day(day), padded_month(month))),
            (None, Some(month)) => Some(format!("{}/{year}", padded_month(month))),
            _ => None,
        };
        plan.year = text(&year.to_string());
        plan.date = typed.as_deref().map(text);
        let line = document.head.date.as_ref();
        if let Some(line) = line {
            self.leave_out(&line.words, &line.words.text, WhyLeftOut::Official);
        }
        let nowhere = Words::default();
        let words = line.map_or(&nowhere, |line| &line.words);
        match dated.known {
            Known::Written if day.is_some() => {}
            Known::Written => {
                self.note(words, What::NoDate { guessed: String::new() }, Anchor::Key("trang_thai"))
            }
            Known::YearOnly => {
                let guessed = typed.unwrap_or_default();
                self.note(words, What::NoDate { guessed }, Anchor::Key("trang_thai"));
            }
            Known::Guessed => self.note(words, What::NoYear { guessed: year }, Anchor::Key("nam")),
        }
    }

    fn signature(&mut self, document: &Document, plan: &mut RawPlan) {
        let signature = &document.signature;
        for line in &signature.lines {
            let typed = match line.prefix {
                Some(prefix) => format!("{} {}", prefix_text(prefix), line.words.text),
                None => line.words.text.clone(),
            };
            self.leave_out(&line.words, &typed, WhyLeftOut::Official);
        }
        if let Some(signed) = &signature.signed {
            self.leave_out(signed, &signed.text, WhyLeftOut::DigitalSignature);
        }
        if signature.lines.is_empty() && signature.name.is_none() {
            plan.signature = RawSignature { form: RawSigningForm::ChuaRo, ..RawSignature::default() };
            self.note(&Words::default(), What::NoSigner, Anchor::Key("ky"));
            return;
        }
        let issuer = plan.issuer.as_ref();
        let registry = self.names.registry();
        let agency = match issuer {
            Some(id) => registry.agency(&crate::model::AgencyId::new(id)),
            // Whoever issues the province's plans.
            None => registry.agencies().iter().find(|agency| agency.kind == AgencyKind::Province),
        };
        let has = |prefix: SigningPrefix| signature.lines.iter().any(|line| line.prefix == Some(prefix));
        let form = [
            (SigningPrefix::For, RawSigningForm::KyThay),
            (SigningPrefix::ByOrder, RawSigningForm::ThuaLenh),
            (SigningPrefix::ByDelegation, RawSigningForm::ThuaUyQuyen),
            (SigningPrefix::Acting, RawSigningForm::Quyen),
        ];
        let form = form
            .into_iter()
            .find(|(prefix, _)| has(*prefix))
            .map_or(RawSigningForm::CapTruong, |(_, form)| form);
        let on_behalf = has(SigningPrefix::OnBehalf);
        let by_custom = agency.is_some_and(|agency| agency.collective_signing);
        let collective = (on_behalf || by_custom != on_behalf).then_some(on_behalf);
        let collective =
            collective.filter(|_| !matches!(form, RawSigningForm::ThuaLenh | RawSigningForm::ThuaUyQuyen));
        let last = self.title_line(signature);
        let custom = agency.map(|agency| match form {
            RawSigningForm::KyThay => agency.deputy.as_str(),
            _ => agency.head.as_str(),
        });
        let position = last.map(|line| line.words.text.as_str()).filter(|typed| {
            let usual = custom.is_some_and(|custom| custom.to_lowercase() == typed.to_lowercase());
            // "KT. CHỦ TỊCH" alone names whom somebody signs for.
            let own = last.is_some_and(|line| line.prefix.is_none()) || form == RawSigningForm::CapTruong;
            !usual && own
        });
        plan.signature = RawSignature {
            form,
            collective,
            position: position.map(|typed| text(&position_in_text(typed))),
            name: signature.name.as_ref().map(|words| text(&words.text)),
        };
    }

    /// The line of a signature with the position of who signs: below whom somebody signs for; of several titles of one
    /// person ("TRƯỞNG BAN", "PHÓ CHỦ TỊCH UBND TỈNH") the first.
    fn title_line<'s>(&mut self, signature: &'s Signature) -> Option<&'s SignatureLine> {
        let last = signature.lines.iter().rev().find(|line| line.prefix != Some(SigningPrefix::OnBehalf))?;
        let titles: Vec<&SignatureLine> =
            signature.lines.iter().filter(|line| line.prefix.is_none()).collect();
        match titles.as_slice() {
            [first, others @ ..] if !others.is_empty() => {
                let left: Vec<&str> = others.iter().map(|line| line.words.text.as_str()).collect();
                let what = What::SecondTitle { kept: first.words.text.clone(), left: left.join("; ") };
                self.note(&first.words, what, Anchor::Key("ky"));
                Some(first)
            }
            _ => Some(last),
        }
    }

    fn stamps(&mut self, document: &Document, plan: &mut RawPlan) {
        let mut marks = RawMarks::default();
        for words in &document.head.stamps {
            let lower = words.text.to_lowercase();
            let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
            // "HỎA TỐC HẸN GIỜ", "KHẨN CẤP": more may follow.
            let begins = |stamp: &str| bare.starts_with(stamp);
            if begins("khẩn") {
                marks.urgency = Some(RawUrgency::Khan);
            } else if begins("thượng khẩn") {
                marks.urgency = Some(RawUrgency::ThuongKhan);
            } else if begins("hỏa tốc") || begins("hoả tốc") {
                marks.urgency = Some(RawUrgency::HoaToc);
            } else if begins("lưu hành nội bộ") {
                marks.circulation = Some(RawCirculation::LuuHanhNoiBo);
            } else if begins("xem xong trả lại") {
                marks.circulation = Some(RawCirculation::XemXongTraLai);
            } else if begins("dự thảo") {
                let time = bare["dự thảo".len()..].trim();
                marks.draft = Some(text(if time.is_empty() { "có" } else { time }));
            } else {
                marks.secrecy = Some(text(&words.text));
            }
            self.leave_out(words, &words.text, WhyLeftOut::Official);
        }
        plan.marks = marks;
    }
}

fn prefix_text(prefix: SigningPrefix) -> &'static str {
    match prefix {
        SigningPrefix::OnBehalf => "TM",
        SigningPrefix::For => "KT",
        SigningPrefix::ByOrder => "TL",
        SigningPrefix::ByDelegation => "TUQ",
        SigningPrefix::Acting => "Q",
    }
}

/// As names are compared: no signs, "UBND" written out.
fn folded(name: &str) -> String {
    likeness::key(&name.to_lowercase().replace("ủy ban nhân dân", "ubnd").replace("uỷ ban nhân dân", "ubnd"))
}

/// The lines of the issuer itself, below those of its superior.
fn own_lines<'l>(lines: &[&'l str]) -> Vec<&'l str> {
    const BEGINS: [&str; 14] = [
        "SỞ ",
        "BAN ",
        "VĂN PHÒNG",
        "CÔNG AN",
        "CHI CỤC",
        "CỤC ",
        "TRUNG TÂM",
        "PHÒNG ",
        "HỘI ",
        "LIÊN MINH",
        "THANH TRA",
        "ỦY BAN NHÂN DÂN XÃ",
        "ỦY BAN NHÂN DÂN PHƯỜNG",
        "TRƯỜNG ",
    ];
    let from = lines.iter().rposition(|line| BEGINS.iter().any(|begin| line.starts_with(begin))).unwrap_or(0);
    lines[from..].to_vec()
}

/// "SỞ CÔNG THƯƠNG" → "Sở công thương": only a person knows its capitals.
fn body_name(capitals: &str) -> String {
    let lower = capitals.to_lowercase().replace("ủy ban nhân dân", "UBND").replace("uỷ ban nhân dân", "UBND");
    crate::text::first_letter::upper_first(&lower)
}

/// "PHÓ CHỦ TỊCH" → "Phó Chủ tịch".
fn position_in_text(capitals: &str) -> String {
    let lower = capitals.to_lowercase().replace("ubnd", "UBND").replace("hđnd", "HĐND");
    match lower.strip_prefix("phó ") {
        Some(rest) => format!("Phó {}", crate::text::first_letter::upper_first(rest)),
        None => crate::text::first_letter::upper_first(&lower),
    }
}

/// Whose plan a document is, as far as that changes who is meant by a name.
pub(super) fn issued_by(names: &Names<'_>, document: &Document) -> Option<Issuer> {
    let lines: Vec<&Words> = document.head.issuer.iter().collect();
    let agency = registered(names, &lines)?;
    (agency.kind == AgencyKind::Commune).then(|| Issuer::Commune(agency.id.clone()))
}

/// The agency whose header lines stand last among these.
fn registered<'r>(names: &Names<'r>, lines: &[&Words]) -> Option<&'r Agency> {
    let same = |a: &str, b: &str| folded(a) == folded(b);
    let day = names.day();
    let mut best: Option<(usize, bool, &'r Agency)> = None;
    for from in 0..lines.len() {
        let joined = lines[from..].iter().map(|words| words.text.as_str()).collect::<Vec<_>>().join(" ");
        for agency in names.registry().agencies() {
            let own = agency.issuer_lines.join(" ");
            let is_it =
                same(&own, &joined) || same(&agency.full_name, &joined) || same(&agency.name, &joined);
            let better = |(count, exists, _): (usize, bool, &Agency)| {
                (lines.len() - from, agency.exists_on(day)) > (count, exists)
            };
            if is_it && best.is_none_or(better) {
                best = Some((lines.len() - from, agency.exists_on(day), agency));
            }
        }
    }
    best.map(|(.., agency)| agency)
}
