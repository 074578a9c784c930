//! Plan → YAML. Read again, an emitted plan is the same plan; what [`Carry`] changes on the way is
//! all that differs.

use super::carry::Carry;
use super::writer::{Decision, Remark, Writer};
use crate::model::Plan;
use crate::model::agency::AgencyId;
use crate::model::plan::{
    Annex, AnnexKind, AnnexLayout, Assigned, Assignee, Assignment, AssignmentRole, Bound, ColumnKind, Due,
    Element, Goal, Heading, Indicator, NameStyle, Nature, Party, PlainTable, Task, Title, Unit, Words,
};
use crate::official::{Circulation, Marks, SignatureSpec, SigningForm, State, Urgency};
use crate::text::date::padded_month;
use crate::text::values::{IssueDate, short_date};

/// The id as the file names it; the words for what is outside the register.
pub(super) fn id(assignee: &Assignee) -> &str {
    match assignee {
        Assignee::Agency(id) => id.as_str(),
        Assignee::Group(id) => id.as_str(),
        Assignee::Outside(name) => name,
    }
}

/// The file of a plan, with the decisions that it marks.
pub fn plan(plan: &Plan, carry: &dyn Carry, heading: &[Remark]) -> (String, Vec<Decision>) {
    let mut emitter = Emitter { writer: Writer::default(), carry };
    emitter.writer.remarks(heading);
    emitter.head(plan);
    emitter.texts("can_cu", &plan.grounds);
    emitter.texts("mo_dau", &plan.opening);
    emitter.required_list("cac_muc", &plan.sections, |emitter, section| emitter.heading(section, None));
    emitter.texts("ket_thuc", &plan.closing);
    emitter.on_key("phu_luc");
    emitter.list("phu_luc", &plan.annexes, Emitter::annex);
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
        key(self, "ho_chi_so", plan.family.clone());
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

    /// A heading; `above` is the family that the one above has stated.
    fn heading(&mut self, heading: &Heading, above: Option<&str>) {
        match &heading.title {
            Title::Named(title) => self.text("tieu_de", title),
            Title::Index(name) => self.text("ten", name),
            Title::Untitled => {}
        }
        let of_plan = matches!(heading.title, Title::Index(_));
        let stated = heading.family.as_deref().filter(|family| Some(*family) != above && !of_plan);
        self.optional_word("ho", stated);
        self.indicators(heading);
        if let Some(monitor) = &heading.monitor {
            self.single("theo_doi", monitor);
        }
        self.parties("cung_theo_doi", &agencies(&heading.co_monitors), &[]);
        let own = heading.assignments().filter(|given| given.words == Words::OfHeading);
        own.for_each(|given| self.of_heading(given));
        let stated = stated.or(above);
        let stretches = stretches(&heading.content);
        let (first, further) =
            stretches.split_first().map_or((&[][..], &[][..]), |(first, rest)| (first, rest));
        self.stretch(first, stated);
        self.list("tiep_theo", further, |emitter, stretch| emitter.stretch(stretch, stated));
        self.optional_text("ket", heading.closing_line.as_deref());
    }

    /// The keys of one stretch, in the order in which they are printed.
    fn stretch(&mut self, stretch: &[&Element], stated: Option<&str>) {
        let (mut paragraphs, mut dashes, mut tables) = (Vec::new(), Vec::new(), Vec::new());
        let (mut points, mut duties, mut rows, mut headings) =
            (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for element in stretch {
            match element {
                Element::Paragraph(text) => paragraphs.push(text.clone()),
                Element::Dash(text) => dashes.push(text.clone()),
                Element::Table(table) => tables.push(table),
                Element::Heading(child) => headings.push(child),
                Element::Assignment(given) => match kind(given) {
                    Kind::Point => points.push(given),
                    Kind::Duty => duties.push(given),
                    Kind::Row => rows.push(&given.tasks[0]),
                },
            }
        }
        self.texts("doan", &paragraphs);
        self.texts("gach", &dashes);
        self.list("bang", &tables, |emitter, table| emitter.table(table));
        self.list("giao", &points, |emitter, given| emitter.assignment(given));
        self.list("thuc_hien", &duties, |emitter, given| emitter.assignment(given));
        self.list("nhiem_vu", &rows, |emitter, task| emitter.row(task));
        self.list("khoan", &headings, |emitter, child| emitter.heading(child, stated));
    }

    fn annex(&mut self, annex: &Annex) {
        let spec = match annex {
            Annex::Written { layout, content } => {
                let kind = match layout {
                    AnnexLayout::TaskTable => "bang_nhiem_vu",
                    AnnexLayout::Text => "van_ban",
                };
                self.writer.word("kieu", kind);
                return self.heading(content, None);
            }
            Annex::Generated(spec) => spec,
        };
        let kind = match spec.kind {
            AnnexKind::Matrix => "phan_cong",
            AnnexKind::Tasks => "nhiem_vu",
        };
        self.writer.word("kieu", kind);
        self.optional_word("ho", spec.family.as_deref());
        self.text("tieu_de", &spec.title);
    }

    fn table(&mut self, table: &PlainTable) {
        self.optional_text("ten", table.title.as_deref());
        self.list("cot", &table.columns, |emitter, column| {
            emitter.text("ten", &column.title);
            let kind = match column.kind {
                ColumnKind::Words => None,
                ColumnKind::Mark => Some("stt"),
                ColumnKind::Figure => Some("so"),
            };
            emitter.optional_word("kieu", kind);
        });
        self.writer.nested("dong", |writer| {
            for row in &table.rows {
                writer.words_item(row);
            }
        });
        if let Some(total) = &table.total {
            self.writer.words("tong", total);
        }
    }

    fn indicators(&mut self, heading: &Heading) {
        let carried: Vec<_> =
            heading.indicators.iter().map(|one| self.carry.indicator(heading, one)).collect();
        if carried.iter().all(|one| one.value.is_none()) {
            carried.iter().for_each(|one| self.writer.remarks(&one.remarks));
            return;
        }
        self.writer.open("chi_tieu");
        for one in carried {
            self.writer.open_item();
            self.writer.remarks(&one.remarks);
            if let Some(indicator) = &one.value {
                self.indicator(indicator);
            }
            self.writer.close();
        }
        self.writer.close();
    }

    fn indicator(&mut self, indicator: &Indicator) {
        self.optional_text("ten", indicator.name.as_deref());
        let (typed, bound, unit) = match &indicator.goal {
            Goal::Words(words) => (words, Bound::AtLeast, None),
            Goal::Figure { bound, figure, unit } => (&figure.typed, *bound, Some(unit)),
        };
        match unit {
            Some(_) => self.writer.word("gia_tri", typed),
            None => self.text("gia_tri", typed),
        }
        match unit {
            Some(Unit::Points { of }) => {
                self.writer.prose("don_vi", "điểm");
                self.optional_word("thang", (*of != 10).then(|| of.to_string()).as_deref());
            }
            Some(Unit::Percent) => self.writer.word("don_vi", "%"),
            Some(Unit::Rank) => self.writer.prose("don_vi", "hạng"),
            Some(Unit::Count(unit)) => self.writer.prose("don_vi", unit),
            None => {}
        }
        let bound = match bound {
            Bound::AtLeast => None,
            Bound::AtMost => Some("khong_qua"),
            Bound::Exactly => Some("dat"),
            Bound::Top => Some("nhom"),
        };
        self.optional_word("chieu", bound);
        self.writer.word("nam", &indicator.year.to_string());
        let sign = |score: crate::text::values::Score| if score.is_negative() { "" } else { "+" };
        let change = indicator.change.map(|change| format!("{}{change}", sign(change)));
        self.optional_word("thay_doi", change.as_deref());
        self.writer.word("so_voi", &indicator.base_year.to_string());
    }

    fn of_heading(&mut self, given: &Assignment) {
        let Some(task) = given.tasks.first() else { return };
        let Assigned { leads, supporting, except, manner, deadlines, output, money, .. } = &task.assigned;
        self.roles(leads, supporting);
        self.parties("tru", &agencies(except), &[]);
        self.optional_text("kem_theo", manner.as_deref());
        self.dues(deadlines);
        self.optional_text("san_pham", output.as_deref());
        self.optional_text("kinh_phi", money.as_deref());
        self.style(given.style);
    }

    fn assignment(&mut self, given: &Assignment) {
        let shared = &given.shared;
        let Assigned { leads, supporting, manner, action, condition, .. } = shared;
        self.roles(leads, supporting);
        self.parties("tru", &agencies(&given.shared.except), &[]);
        self.optional_text("doi_tuong", given.subject.as_deref());
        self.optional_text("kem_theo", manner.as_deref());
        self.optional_text("loi_dan", given.preface.as_deref());
        self.optional_text("dieu_kien", condition.as_deref());
        self.optional_text("lam_gi", action.as_deref());
        self.style(given.style);
        self.rest(&given.shared, &Assigned::default());
        self.required_list("nhiem_vu", &given.tasks, |emitter, task| {
            emitter.optional_word("ma", task.id.as_deref());
            emitter.optional_text("doi_tuong", task.subject.as_deref());
            if task.narrowed {
                emitter.parties("chu_tri", &task.assigned.leads, &[]);
            }
            if task.assigned.supporting != given.shared.supporting {
                emitter.own_supporting(task);
            }
            if task.assigned.except != given.shared.except {
                emitter.own_exceptions(task);
            }
            if task.assigned.condition != given.shared.condition {
                emitter.optional_text("dieu_kien", task.assigned.condition.as_deref());
            }
            if task.narrowed || given.shared.manner.is_none() {
                emitter.optional_text("kem_theo", task.assigned.manner.as_deref());
            }
            emitter.text("noi_dung", &task.text);
            emitter.rest(&task.assigned, &given.shared);
        });
    }

    fn row(&mut self, task: &Task) {
        self.optional_word("ma", task.id.as_deref());
        self.optional_text("doi_tuong", task.subject.as_deref());
        self.roles(&task.assigned.leads, &task.assigned.supporting);
        self.parties("tru", &agencies(&task.assigned.except), &[]);
        self.optional_text("kem_theo", task.assigned.manner.as_deref());
        self.optional_text("dieu_kien", task.assigned.condition.as_deref());
        self.text("noi_dung", &task.text);
        self.rest(&task.assigned, &Assigned::default());
    }

    fn style(&mut self, style: NameStyle) {
        let style = match style {
            NameStyle::Before => "truoc",
            NameStyle::After => "sau",
            NameStyle::InSentence => "trong_cau",
            NameStyle::Labels => "tung_muc",
        };
        self.writer.word("neu_ten", style);
    }

    /// A supporting list of a task's own: an empty one says that nobody supports.
    fn own_supporting(&mut self, task: &Task) {
        if task.assigned.supporting.is_empty() {
            self.writer.words("phoi_hop", &[]);
        } else {
            self.parties("phoi_hop", &task.assigned.supporting, &[]);
        }
    }

    /// Exceptions of a task's own: an empty list says that it has none.
    fn own_exceptions(&mut self, task: &Task) {
        if task.assigned.except.is_empty() {
            self.writer.words("tru", &[]);
        } else {
            self.parties("tru", &agencies(&task.assigned.except), &[]);
        }
    }

    /// By when, with what, for how much, and through whom, where that is not `shared` with the whole point.
    fn rest(&mut self, assigned: &Assigned, shared: &Assigned) {
        let Assigned { deadlines, output, money, nature, through, .. } = assigned;
        if *deadlines != shared.deadlines {
            self.dues(deadlines);
        }
        self.optional_text("san_pham", output.as_deref().filter(|_| *output != shared.output));
        self.optional_text("kinh_phi", money.as_deref().filter(|_| *money != shared.money));
        let nature = nature.filter(|_| *nature != shared.nature).map(|nature| match nature {
            Nature::MakePlan => "lap_ke_hoach",
            Nature::Report => "bao_cao",
            Nature::Publicise => "tuyen_truyen",
            Nature::Monitor => "theo_doi",
            Nature::Direct => "chi_dao",
        });
        self.optional_word("viec", nature);
        if let Some(through) = through.as_ref().filter(|_| *through != shared.through) {
            self.single("qua", through);
        }
    }

    fn dues(&mut self, dues: &[Due]) {
        let carried: Vec<_> = dues.iter().map(|due| self.carry.due(due)).collect();
        let kept: Vec<&Due> = carried.iter().filter_map(|one| one.value.as_ref()).collect();
        carried.iter().for_each(|one| self.writer.remarks(&one.remarks));
        match kept.as_slice() {
            [] => {}
            [Due { part: None, deadline }] => self.writer.prose("thoi_han", deadline.typed()),
            several => self.writer.nested("thoi_han", |writer| {
                for due in several {
                    writer.item(|writer| {
                        writer.prose("phan", due.part.as_deref().unwrap_or_default());
                        writer.prose("han", due.deadline.typed());
                    });
                }
            }),
        }
    }

    fn roles(&mut self, lead: &[Party], supporting: &[Party]) {
        let leading = self.parties("chu_tri", lead, &[]);
        self.parties("phoi_hop", supporting, &leading);
    }

    /// A list of agencies, groups and others without those already named; returns what was written.
    fn parties(&mut self, key: &str, parties: &[Party], named: &[String]) -> Vec<String> {
        if parties.is_empty() {
            return Vec::new();
        }
        let carried = self.carry.parties(key, parties);
        self.writer.remarks(&carried.remarks);
        // Only what carrying has brought together is taken out: the old plan may well name one twice.
        let kept = |party: &Party| {
            let id = id(&party.who);
            !named.iter().any(|other| other == id) || parties.iter().any(|old| self::id(&old.who) == id)
        };
        let parties: Vec<Party> = carried.value.into_iter().filter(kept).collect();
        let ids: Vec<String> = parties.iter().map(|party| id(&party.who).to_owned()).collect();
        let plain = |party: &Party| party.scope.is_none() && !matches!(party.who, Assignee::Outside(_));
        if parties.iter().all(plain) {
            if !ids.is_empty() {
                self.writer.words(key, &ids);
            }
            return ids;
        }
        self.writer.open(key);
        for party in &parties {
            if plain(party) {
                self.writer.prose_item(id(&party.who));
                continue;
            }
            self.writer.item(|writer| {
                match &party.who {
                    Assignee::Outside(name) => writer.prose("ngoai", name),
                    who => writer.word("ma", id(who)),
                }
                if let Some(scope) = &party.scope {
                    writer.prose("pham_vi", scope);
                }
            });
        }
        self.writer.close();
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

/// How an assignment is typed.
#[derive(Clone, Copy)]
enum Kind {
    Point,
    Duty,
    Row,
}

fn kind(given: &Assignment) -> Kind {
    match (given.role, given.style) {
        (AssignmentRole::Organisation, _) => Kind::Duty,
        (_, NameStyle::Labels) if given.tasks.len() == 1 => Kind::Row,
        _ => Kind::Point,
    }
}

/// What stands under a heading, cut where the fixed order of the keys does not go on.
fn stretches(content: &[Element]) -> Vec<Vec<&Element>> {
    let rank = |element: &Element| match element {
        Element::Paragraph(_) => 0,
        Element::Dash(_) => 1,
        Element::Table(_) => 2,
        Element::Assignment(given) => 3 + kind(given) as usize,
        Element::Heading(_) => 6,
    };
    let is_own =
        |element: &&Element| matches!(element, Element::Assignment(given) if given.words == Words::OfHeading);
    let mut stretches: Vec<Vec<&Element>> = Vec::new();
    for element in content.iter().filter(|element| !is_own(element)) {
        match stretches.last_mut() {
            Some(last) if last.last().is_some_and(|before| rank(before) <= rank(element)) => {
                last.push(element)
            }
            _ => stretches.push(vec![element]),
        }
    }
    stretches
}

fn agencies(ids: &[AgencyId]) -> Vec<Party> {
    ids.iter().map(|id| Party { who: Assignee::Agency(id.clone()), scope: None }).collect()
}

/// `02/7/2025`, `7/2026`; nothing where only the plan's own year is known.
fn date(date: IssueDate, year: i16) -> Option<String> {
    match (date.full(), date.month) {
        (Some(full), _) => Some(short_date(full)),
        (None, Some(month)) => Some(format!("{}/{}", padded_month(month), date.year)),
        (None, None) => (date.year != year).then(|| date.year.to_string()),
    }
}

/// "7,24 điểm", "20 hạng", or the words.
pub(super) fn goal_text(indicator: &Indicator) -> String {
    match &indicator.goal {
        Goal::Words(words) => words.clone(),
        Goal::Figure { figure, unit, .. } => match unit {
            Unit::Points { .. } => format!("{} điểm", figure.typed),
            Unit::Percent => format!("{}%", figure.typed),
            Unit::Rank => format!("hạng {}", figure.typed),
            Unit::Count(unit) => format!("{} {unit}", figure.typed),
        },
    }
}
