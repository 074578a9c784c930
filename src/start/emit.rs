//! Plan → YAML. Read again, an emitted plan is the same plan; what [`Carry`] changes on the way is
//! all that differs.

use super::carry::Carry;
use super::writer::{Decision, Remark, Writer};
use crate::date::padded_month;
use crate::document::{Circulation, State, Urgency};
use crate::model::Plan;
use crate::model::agency::AgencyId;
use crate::model::plan::{
    AnnexKind, Assignee, Assignment, Clause, ClauseBody, Duty, DutyNature, DutyTask, FocalTask, Index, Marks,
    Section, SectionBody, SignatureSpec, SigningForm, Task,
};
use crate::model::values::{Deadline, IssueDate, short_date};

/// The id as the file names it.
pub(super) fn id(assignee: &Assignee) -> &str {
    match assignee {
        Assignee::Agency(id) => id.as_str(),
        Assignee::Group(id) => id.as_str(),
    }
}

/// The file of a plan, with the decisions that it marks.
pub fn plan(plan: &Plan, carry: &dyn Carry, heading: &[Remark]) -> (String, Vec<Decision>) {
    let mut emitter = Emitter { writer: Writer::default(), carry, family: &plan.family };
    emitter.writer.remarks(heading);
    emitter.head(plan);
    emitter.texts("mo_dau", &plan.opening);
    emitter.required_list("cac_muc", &plan.sections, Emitter::section);
    emitter.on_key("phu_luc");
    emitter.list("phu_luc", &plan.annexes, |emitter, annex| {
        let kind = match annex.kind {
            AnnexKind::Matrix => "phan_cong",
            AnnexKind::Tasks => "nhiem_vu",
        };
        emitter.writer.word("kieu", kind);
        emitter.optional_word("ho", annex.family.as_deref());
        emitter.text("tieu_de", &annex.title);
    });
    emitter.on_key("noi_nhan");
    emitter.texts("noi_nhan", &plan.official.recipients);
    emitter.on_key("luu");
    emitter.writer.prose("luu", &plan.official.archive);
    emitter.on_key("ky");
    emitter.signature(&plan.official.signature);
    emitter.on_key("dau_hieu");
    emitter.marks(&plan.official.marks);
    if plan.official.annexes_apart {
        emitter.writer.flag("phu_luc_rieng", true);
    }
    emitter.writer.finish()
}

struct Emitter<'c> {
    writer: Writer,
    carry: &'c dyn Carry,
    /// Họ chỉ số mặc định of the plan.
    family: &'c str,
}

impl Emitter<'_> {
    fn head(&mut self, plan: &Plan) {
        let official = &plan.official;
        let key = |emitter: &mut Self, key: &str, value: Option<String>| {
            emitter.on_key(key);
            emitter.optional_word(key, value.as_deref());
        };
        key(self, "loai", Some("ke_hoach".to_owned()));
        key(self, "ma", Some(plan.id.to_string()));
        key(self, "nam", Some(plan.year.to_string()));
        self.writer.flag("chinh", plan.main);
        if plan.excerpt {
            self.writer.flag("trich", true);
        }
        key(self, "so", official.number.map(|number| number.to_string()));
        key(self, "ky_hieu", Some(official.symbol.clone()));
        key(self, "ngay", date(official.date, plan.year));
        let status = match official.status {
            State::Draft => "du_thao",
            State::Issued => "ban_hanh",
        };
        key(self, "trang_thai", Some(status.to_owned()));
        key(self, "co_quan_ban_hanh", Some(plan.issuer.to_string()));
        key(self, "mau", Some(plan.template.clone()));
        key(self, "ho_chi_so", Some(plan.family.clone()));
        self.on_key("trich_yeu");
        self.text("trich_yeu", &official.subject);
    }

    fn on_key(&mut self, key: &str) {
        self.writer.remarks(&self.carry.on_key(key));
    }

    fn optional_word(&mut self, key: &str, value: Option<&str>) {
        if let Some(value) = value {
            self.writer.word(key, value);
        }
    }

    fn text(&mut self, key: &str, text: &str) {
        self.writer.remarks(&self.carry.on_text(text));
        self.writer.prose(key, text);
    }

    fn optional_text(&mut self, key: &str, text: Option<&str>) {
        if let Some(text) = text {
            self.text(key, text);
        }
    }

    fn texts(&mut self, key: &str, texts: &[String]) {
        if texts.is_empty() {
            return;
        }
        let Self { writer, carry, .. } = self;
        writer.nested(key, |writer| {
            for text in texts {
                writer.remarks(&carry.on_text(text));
                writer.prose_item(text);
            }
        });
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

    fn section(&mut self, section: &Section) {
        self.text("tieu_de", &section.title);
        self.texts("doan", &section.paragraphs);
        match &section.body {
            SectionBody::Text(dashes) => self.texts("gach", dashes),
            SectionBody::Clauses(clauses) => self.list("khoan", clauses, Emitter::clause),
            SectionBody::Indices(indices) => self.list("chi_so", indices, Emitter::index),
            SectionBody::Duties(duties) => self.list("thuc_hien", duties, Emitter::duty),
        }
        self.optional_text("ket", section.closing_line.as_deref());
    }

    fn clause(&mut self, clause: &Clause) {
        self.text("tieu_de", &clause.title);
        self.texts("doan", &clause.paragraphs);
        match &clause.body {
            ClauseBody::Text(dashes) => self.texts("gach", dashes),
            ClauseBody::Focal(focal) => self.list("trong_tam", focal, Emitter::focal),
            ClauseBody::Indices(indices) => self.list("chi_so", indices, Emitter::index),
        }
        self.optional_text("ket", clause.closing_line.as_deref());
    }

    fn focal(&mut self, focal: &FocalTask) {
        self.text("tieu_de", &focal.title);
        if let Some(task) = &focal.task {
            self.roles(&task.lead, &task.supporting);
        }
        self.texts("doan", &focal.paragraphs);
    }

    fn index(&mut self, index: &Index) {
        self.text("ten", &index.name);
        if index.family != self.family {
            self.writer.word("ho", &index.family);
        }
        let target = self.carry.target(index);
        self.writer.remarks(&target.remarks);
        match target.value {
            Some(target) => {
                self.writer.word("muc_tieu", &target.score.to_string());
                let sign = |score: crate::model::values::Score| if score.is_negative() { "" } else { "+" };
                let change = target.change.map(|change| format!("{}{change}", sign(change)));
                self.optional_word("thay_doi", change.as_deref());
                self.writer.word("so_voi", &target.base_year.to_string());
            }
            None => {
                let base = self.carry.base_year(index).map(|year| year.to_string());
                self.optional_word("so_voi", base.as_deref());
            }
        }
        if let Some(monitor) = &index.monitor {
            self.single("theo_doi", monitor);
        }
        self.names("cung_theo_doi", &agencies(&index.co_monitors), &[]);
        self.texts("doan", &index.paragraphs);
        self.required_list("giao", &index.assignments, Emitter::assignment);
    }

    fn assignment(&mut self, assignment: &Assignment) {
        self.roles(&assignment.lead, &assignment.supporting);
        self.optional_text("ten_goi", assignment.printed_name.as_deref());
        self.optional_text("kem_theo", assignment.suffix.as_deref());
        self.optional_text("loi_dan", assignment.preface.as_deref());
        self.required_list("nhiem_vu", &assignment.tasks, |emitter, task| {
            emitter.optional_text("doi_tuong", task.subject_phrase.as_deref());
            if task.narrowed {
                emitter.names("chu_tri", &task.lead, &[]);
            }
            if task.supporting != assignment.supporting {
                emitter.own_supporting(task);
            }
            emitter.names("tru", &agencies(&task.except), &[]);
            emitter.task(task);
        });
    }

    /// A supporting list of a task's own: an empty one says that nobody supports.
    fn own_supporting(&mut self, task: &Task) {
        if task.supporting.is_empty() {
            self.writer.words("phoi_hop", &[]);
        } else {
            self.names("phoi_hop", &task.supporting, &[]);
        }
    }

    fn task(&mut self, task: &Task) {
        self.text("noi_dung", &task.text);
        if let Some(deadline) = &task.deadline {
            let carried = self.carry.deadline(deadline);
            self.writer.remarks(&carried.remarks);
            let deadline = carried.value.as_ref().map(deadline_text);
            if let Some(deadline) = deadline {
                self.writer.prose("thoi_han", &deadline);
            }
        }
        self.optional_text("san_pham", task.output.as_deref());
    }

    fn duty(&mut self, duty: &Duty) {
        self.optional_text("doi_tuong", duty.subject_phrase.as_deref());
        // A duty's supporting list is known from its tasks, which all have it.
        let supporting = duty.tasks.first().map_or(&[][..], |task| &task.task.supporting);
        self.roles(&duty.lead, supporting);
        self.required_list("nhiem_vu", &duty.tasks, Emitter::duty_task);
    }

    fn duty_task(&mut self, duty: &DutyTask) {
        self.optional_text("doi_tuong", duty.task.subject_phrase.as_deref());
        if duty.task.narrowed {
            self.names("chu_tri", &duty.task.lead, &[]);
        }
        self.task(&duty.task);
        let nature = duty.nature.map(|nature| match nature {
            DutyNature::MakePlan => "lap_ke_hoach",
            DutyNature::Report => "bao_cao",
            DutyNature::Publicise => "tuyen_truyen",
            DutyNature::Monitor => "theo_doi",
            DutyNature::Direct => "chi_dao",
        });
        self.optional_word("viec", nature);
        if let Some(through) = &duty.through {
            self.single("qua", through);
        }
    }

    fn roles(&mut self, lead: &[Assignee], supporting: &[Assignee]) {
        let leading = self.names("chu_tri", lead, &[]);
        self.names("phoi_hop", supporting, &leading);
    }

    /// A list of agencies and groups without those already named; returns what was written.
    fn names(&mut self, key: &str, assignees: &[Assignee], named: &[String]) -> Vec<String> {
        if assignees.is_empty() {
            return Vec::new();
        }
        let carried = self.carry.assignees(key, assignees);
        self.writer.remarks(&carried.remarks);
        // Only what carrying has brought together is taken out: the old plan may well name one twice.
        let kept = |id: &String| !named.contains(id) || assignees.iter().any(|old| self::id(old) == id);
        let ids: Vec<String> = carried.value.into_iter().filter(kept).collect();
        if !ids.is_empty() {
            self.writer.words(key, &ids);
        }
        ids
    }

    fn single(&mut self, key: &str, agency: &AgencyId) {
        let carried = self.carry.single(agency);
        self.writer.remarks(&carried.remarks);
        self.optional_word(key, carried.value.as_ref().map(AgencyId::as_str));
    }

    fn signature(&mut self, signature: &SignatureSpec) {
        let form = match signature.form {
            SigningForm::Head => "cap_truong",
            SigningForm::Deputy => "ky_thay",
            SigningForm::Acting => "quyen",
            SigningForm::ByOrder => "thua_lenh",
            SigningForm::ByDelegation => "thua_uy_quyen",
            SigningForm::Unknown => "chua_ro",
        };
        self.writer.nested("ky", |writer| {
            writer.word("hinh_thuc", form);
            if let Some(collective) = signature.collective {
                writer.flag("thay_mat", collective);
            }
            for (key, text) in [("chuc_vu", &signature.position), ("ho_ten", &signature.name)] {
                if let Some(text) = text {
                    writer.prose(key, text);
                }
            }
        });
    }

    fn marks(&mut self, marks: &Marks) {
        if *marks == Marks::default() {
            return;
        }
        let urgency = marks.urgency.map(|urgency| match urgency {
            Urgency::Urgent => "khan",
            Urgency::VeryUrgent => "thuong_khan",
            Urgency::Flash => "hoa_toc",
        });
        let circulation = marks.circulation.map(|circulation| match circulation {
            Circulation::ReturnAfterReading => "xem_xong_tra_lai",
            Circulation::Internal => "luu_hanh_noi_bo",
        });
        self.writer.nested("dau_hieu", |writer| {
            let texts = [("du_thao", marks.draft.as_deref()), ("nguoi_soan", marks.drafter.as_deref())];
            for (key, text) in texts {
                if let Some(text) = text {
                    writer.prose(key, text);
                }
            }
            for (key, value) in [("khan", urgency), ("luu_hanh", circulation)] {
                if let Some(value) = value {
                    writer.word(key, value);
                }
            }
        });
    }
}

fn agencies(ids: &[AgencyId]) -> Vec<Assignee> {
    ids.iter().cloned().map(Assignee::Agency).collect()
}

/// `02/7/2025`, `7/2026`; nothing where only the plan's own year is known.
fn date(date: IssueDate, year: i16) -> Option<String> {
    match (date.full(), date.month) {
        (Some(full), _) => Some(short_date(full)),
        (None, Some(month)) => Some(format!("{}/{}", padded_month(month), date.year)),
        (None, None) => (date.year != year).then(|| date.year.to_string()),
    }
}

/// As clerks write it: "trước 15/7/2025".
pub(super) fn deadline_text(deadline: &Deadline) -> String {
    match deadline {
        Deadline::Before(date) => format!("trước {}", short_date(*date)),
        Deadline::NoLaterThan(date) => format!("chậm nhất {}", short_date(*date)),
        other => other.to_string(),
    }
}
