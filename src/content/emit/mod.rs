//! Raw plan, raw part of an agency → YAML. Read again, what was emitted is the same raw value but for white space,
//! which means nothing in its texts; what [`Carry`] changes on the way is all that differs.
//!
//! Every raw struct is taken apart here without `..`: a key that is added to the format does not compile
//! until it is written, too.

pub mod carry;
mod outline;
mod overlay;
pub mod writer;

pub use overlay::{EntryAt, overlay};

use carry::Carry;
use writer::{Writer, Written};

use super::raw::{
    DueForm, PartyForm, RawAcceptance, RawDue, RawMarks, RawNamed, RawPartDue, RawParty, RawPlan,
    RawSignature, Text,
};

/// The file of a plan, but for the comments at its top.
pub fn plan(plan: &RawPlan, carry: &dyn Carry) -> Written {
    let mut emitter = Emitter { writer: Writer::default(), carry };
    emitter.plan(plan);
    emitter.writer.written()
}

struct Emitter<'c> {
    writer: Writer,
    carry: &'c dyn Carry,
}

impl Emitter<'_> {
    fn plan(&mut self, plan: &RawPlan) {
        let RawPlan {
            loai,
            id,
            year,
            excerpt,
            number,
            symbol,
            date,
            status,
            issuer,
            template,
            family,
            subject,
            grounds,
            opening,
            sections,
            closing,
            annexes,
            recipients,
            archive,
            signature,
            marks,
            annexes_apart,
            accepted,
        } = plan;
        self.top("loai", Some(loai));
        self.top("ma", Some(id));
        self.top("nam", Some(year));
        self.flag("trich", *excerpt);
        self.top("so", number.as_ref());
        self.top("ky_hieu", symbol.as_ref());
        self.top("ngay", date.as_ref());
        self.on_key("trang_thai");
        self.choice("trang_thai", Some(status));
        self.on_key("co_quan_ban_hanh");
        self.single("co_quan_ban_hanh", issuer.as_ref());
        self.top("mau", template.as_ref());
        self.top("ho_chi_so", family.as_ref());
        self.on_key("trich_yeu");
        self.text("trich_yeu", Some(subject));
        self.texts("can_cu", grounds);
        self.texts("mo_dau", opening);
        self.required_list("cac_muc", sections, Self::heading);
        self.texts("ket_thuc", closing);
        self.on_key("phu_luc");
        self.list("phu_luc", annexes, Self::annex);
        self.on_key("noi_nhan");
        self.texts("noi_nhan", recipients);
        self.on_key("luu");
        if let Some(archive) = archive {
            self.writer.prose("luu", archive);
        }
        self.on_key("ky");
        self.signature(signature);
        self.on_key("dau_hieu");
        self.marks(marks);
        self.flag("phu_luc_rieng", *annexes_apart);
        self.accepted(accepted);
    }

    fn accepted(&mut self, accepted: &[RawAcceptance]) {
        self.on_key("chap_nhan");
        self.list("chap_nhan", accepted, |emitter, RawAcceptance { code, words, reason }| {
            emitter.word("ma", Some(code));
            emitter.plain("cho", Some(words));
            emitter.plain("ly_do", Some(reason));
        });
    }

    fn signature(&mut self, signature: &RawSignature) {
        if *signature == RawSignature::default() {
            return;
        }
        let RawSignature { form, collective, position, name } = signature;
        self.writer.open("ky");
        self.choice("hinh_thuc", Some(form));
        if let Some(collective) = collective {
            self.writer.flag("thay_mat", *collective);
        }
        self.plain("chuc_vu", position.as_ref());
        self.plain("ho_ten", name.as_ref());
        self.writer.close();
    }

    fn marks(&mut self, marks: &RawMarks) {
        if *marks == RawMarks::default() {
            return;
        }
        let RawMarks { draft, urgency, circulation, secrecy, drafter } = marks;
        self.writer.open("dau_hieu");
        self.plain("du_thao", draft.as_ref());
        self.choice("khan", urgency.as_ref());
        self.choice("luu_hanh", circulation.as_ref());
        self.plain("mat", secrecy.as_ref());
        self.plain("nguoi_soan", drafter.as_ref());
        self.writer.close();
    }

    /// A key of the top level that holds an id, a number, a date.
    fn top(&mut self, key: &str, value: Option<&Text>) {
        self.on_key(key);
        self.word(key, value);
    }

    fn on_key(&mut self, key: &str) {
        self.writer.remarks(&self.carry.on_key(key));
    }

    fn flag(&mut self, key: &str, value: bool) {
        if value {
            self.writer.flag(key, true);
        }
    }

    /// An id, a number, a date.
    fn word(&mut self, key: &str, value: Option<&Text>) {
        if let Some(value) = value {
            self.writer.word(key, value);
        }
    }

    /// One of the values that the format knows, by the name that it is read by.
    fn choice<T: serde::Serialize>(&mut self, key: &str, value: Option<&T>) {
        let name = value.and_then(|value| serde_json::to_value(value).ok());
        if let Some(serde_json::Value::String(name)) = name {
            self.writer.word(key, &name);
        }
    }

    /// A text that nothing is said about.
    fn plain(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.writer.prose(key, text);
        }
    }

    fn text(&mut self, key: &str, text: Option<&Text>) {
        if let Some(text) = text {
            self.writer.remarks(&self.carry.on_text(text));
            self.writer.prose(key, text);
        }
    }

    /// A figure or a unit, or else words.
    fn figure(&mut self, key: &str, value: Option<&Text>) {
        match value {
            Some(value) if value.contains(char::is_whitespace) => self.text(key, Some(value)),
            value => self.word(key, value),
        }
    }

    fn texts(&mut self, key: &str, texts: &[Text]) {
        if texts.is_empty() {
            return;
        }
        self.writer.open(key);
        for text in texts {
            self.writer.remarks(&self.carry.on_text(text));
            self.writer.prose_item(text);
        }
        self.writer.close();
    }

    /// `key:` with one mapping for each value; nothing for an empty list.
    fn list<T>(&mut self, key: &str, values: &[T], write: impl Fn(&mut Self, &T)) {
        if values.is_empty() {
            return;
        }
        self.writer.open(key);
        for value in values {
            self.writer.open_item();
            write(self, value);
            self.writer.close();
        }
        self.writer.close();
    }

    /// The same for a key that may not be left out.
    fn required_list<T>(&mut self, key: &str, values: &[T], write: impl Fn(&mut Self, &T)) {
        if values.is_empty() {
            self.writer.words(key, &[]);
        }
        self.list(key, values, write);
    }

    /// Who leads and who supports. An empty list of a task's own says that there is nobody, where the point
    /// has somebody: it is written, too.
    fn roles(&mut self, lead: Option<&[RawParty]>, supporting: Option<&[RawParty]>) {
        let leading = self.own_parties("chu_tri", lead, &[]);
        self.own_parties("phoi_hop", supporting, &leading);
    }

    fn own_parties(&mut self, key: &str, parties: Option<&[RawParty]>, named: &[String]) -> Vec<String> {
        let Some(parties) = parties else { return Vec::new() };
        let written = self.parties(key, parties, named);
        if written.is_empty() {
            self.writer.words(key, &[]);
        }
        written
    }

    /// A list of agencies, groups and others without those already named; returns what was written.
    fn parties(&mut self, key: &str, parties: &[RawParty], named: &[String]) -> Vec<String> {
        if parties.is_empty() {
            return Vec::new();
        }
        let carried = self.carry.parties(key, parties);
        self.writer.remarks(&carried.remarks);
        // Only what carrying has brought together is taken out: the old plan may well name one twice.
        let kept = |party: &&RawParty| {
            let name = party.name();
            !named.iter().any(|other| other == name) || parties.iter().any(|old| old.name() == name)
        };
        let parties: Vec<&RawParty> = carried.value.iter().filter(kept).collect();
        let names: Vec<String> = parties.iter().map(|party| party.name().to_owned()).collect();
        if names.is_empty() {
            return names;
        }
        if parties.iter().all(|party| matches!(party.value(), PartyForm::Id(_))) {
            self.writer.words(key, &names);
            return names;
        }
        self.writer.open(key);
        for party in parties {
            let RawNamed { id, outside, scope } = match party.value() {
                PartyForm::Id(id) => {
                    self.writer.prose_item(id);
                    continue;
                }
                PartyForm::Full(named) => named,
            };
            self.writer.open_item();
            self.word("ma", id.as_ref());
            self.plain("ngoai", outside.as_ref());
            self.plain("pham_vi", scope.as_ref());
            self.writer.close();
        }
        self.writer.close();
        names
    }

    /// Agencies under `tru` or `cung_theo_doi`.
    fn agencies(&mut self, key: &str, ids: &[Text]) {
        if !ids.is_empty() {
            self.own_agencies(key, Some(ids));
        }
    }

    /// The same as a task's own, where an empty list says that it has none.
    fn own_agencies(&mut self, key: &str, ids: Option<&[Text]>) {
        let Some(ids) = ids else { return };
        let carried = self.carry.agencies(ids);
        self.writer.remarks(&carried.remarks);
        let ids: Vec<String> = carried.value.iter().map(ToString::to_string).collect();
        self.writer.words(key, &ids);
    }

    fn single(&mut self, key: &str, agency: Option<&Text>) {
        let Some(agency) = agency else { return };
        let carried = self.carry.single(agency);
        self.writer.remarks(&carried.remarks);
        self.word(key, carried.value.as_ref());
    }

    fn dues(&mut self, dues: &[RawDue]) {
        if dues.is_empty() {
            return;
        }
        let carried = self.carry.dues(dues);
        self.writer.remarks(&carried.remarks);
        match carried.value.as_slice() {
            [] => {}
            [only] if matches!(only.value(), DueForm::Whole(_)) => {
                self.writer.prose("thoi_han", only.words());
            }
            several => {
                self.writer.open("thoi_han");
                for due in several {
                    let RawPartDue { part, deadline } = match due.value() {
                        DueForm::Whole(text) => {
                            self.writer.prose_item(text);
                            continue;
                        }
                        DueForm::Part(due) => due,
                    };
                    self.writer.open_item();
                    self.plain("phan", Some(part));
                    self.plain("han", Some(deadline));
                    self.writer.close();
                }
                self.writer.close();
            }
        }
    }
}
