//! Tasks with their whole assignment: who does what, with names checked on the plan's day.

use super::roll::Roll;
use super::{Context, exceptions, optional, prose};
use crate::content::raw::{
    DueForm, PartyForm, RawAssignment, RawDue, RawHeading, RawNameStyle, RawNamed, RawNature, RawParty,
    RawTask, Stretch, Text,
};
use crate::content::yaml::Located;
use crate::diagnostic::{Diagnostic, Topic, codes};
use crate::model::agency::AgencyId;
use crate::model::plan::{
    Assigned, Assignee, Assignment, AssignmentRole, Due, NameStyle, Nature, Party, Task, Words,
};
use crate::model::reference::{Position, Step};
use crate::text::deadline::{Deadline, Doubt, Read};
use crate::text::spaces::single_spaced;
use crate::text::values::short_date;

/// A point of the outline under which tasks stand, and how the next task of it is numbered.
pub(super) struct Point<'p> {
    pub position: Position,
    /// The last dash given so far; goes on through the points of a heading that have no letter.
    pub items: &'p mut usize,
    pub role: AssignmentRole,
    pub style: NameStyle,
}

impl Point<'_> {
    fn next(&mut self) -> Position {
        *self.items += 1;
        self.position.then(Step::Item(*self.items))
    }
}

/// A point of `giao` or `thuc_hien`.
pub(super) fn assignment(
    raw: &RawAssignment,
    mut point: Point<'_>,
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Assignment {
    let unknown = roll.unknown();
    let shared = Assigned {
        leads: roll.parties(&raw.lead, context),
        supporting: roll.parties(&raw.supporting, context),
        except: agencies(&raw.except, context),
        manner: optional(raw.manner.as_ref()),
        action: optional(raw.action.as_ref()),
        condition: optional(raw.condition.as_ref()),
        deadlines: deadlines(&raw.deadlines, context),
        output: optional(raw.output.as_ref()),
        money: optional(raw.money.as_ref()),
        nature: raw.nature.map(nature),
        through: raw.through.as_ref().and_then(|id| roll.agency(id, context)),
    };
    // Names that were typed and are unknown are told of once, where they stand.
    let named = !raw.lead.is_empty();
    let tasks: Vec<Task> = raw
        .tasks
        .iter()
        .map(|task| self::task(task, point.next(), (&shared, named), roll, context))
        .collect();
    if roll.unknown() == unknown {
        exceptions::check(raw, &tasks, roll, context);
    }
    Assignment {
        position: point.position,
        role: point.role,
        style: raw.style.map_or(point.style, name_style),
        words: Words::Own,
        subject: optional(raw.subject.as_ref()),
        preface: optional(raw.preface.as_ref()),
        shared,
        tasks,
    }
}

/// A task that stands for itself, with all of its assignment on it.
pub(super) fn row(
    raw: &RawTask,
    reference: Position,
    point: Point<'_>,
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Assignment {
    let unknown = roll.unknown();
    let task = task(raw, reference, (&Assigned::default(), false), roll, context);
    if roll.unknown() == unknown {
        exceptions::check_row(raw, &task, roll, context);
    }
    alone(Task { narrowed: false, ..task }, point, Words::Own)
}

/// The paragraphs of a heading as one task.
pub(super) fn of_heading(
    raw: &RawHeading,
    text: String,
    mut point: Point<'_>,
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Assignment {
    let anchor =
        raw.title.as_ref().or(raw.index.as_ref()).or_else(|| raw.stretches().flat_map(Stretch::words).next());
    if raw.lead.is_empty()
        && let Some(anchor) = anchor
    {
        let message = "nhiệm vụ có cơ quan phối hợp, thời hạn hoặc sản phẩm mà chưa có cơ quan chủ trì";
        let finding = Diagnostic::error(codes::NO_LEAD, message).hint("thêm “chu_tri” cho nhiệm vụ này");
        context.report(finding, anchor);
    }
    let style = raw.style.map_or(point.style, name_style);
    let unknown = roll.unknown();
    let task = Task {
        id: None,
        reference: point.next(),
        text,
        subject: None,
        narrowed: false,
        assigned: Assigned {
            leads: roll.parties(&raw.lead, context),
            supporting: roll.parties(&raw.supporting, context),
            except: agencies(&raw.except, context),
            manner: optional(raw.manner.as_ref()),
            deadlines: deadlines(&raw.deadlines, context),
            output: optional(raw.output.as_ref()),
            money: optional(raw.money.as_ref()),
            ..Assigned::default()
        },
        place: anchor.map_or_else(|| context.whole_file(), |anchor| context.place(anchor)),
    };
    if roll.unknown() == unknown {
        exceptions::check_list(&raw.except, &[&task], roll, context);
    }
    alone(task, Point { style, ..point }, Words::OfHeading)
}

fn alone(task: Task, point: Point<'_>, words: Words) -> Assignment {
    Assignment {
        position: point.position,
        role: point.role,
        style: point.style,
        words,
        subject: task.subject.clone(),
        preface: None,
        shared: task.assigned.clone(),
        tasks: vec![task],
    }
}

fn task(
    raw: &RawTask,
    reference: Position,
    (shared, named): (&Assigned, bool),
    roll: &mut Roll,
    context: &mut Context<'_>,
) -> Task {
    let own = |parties: &Option<Vec<RawParty>>, roll: &mut Roll, context: &mut Context<'_>| {
        parties.as_ref().map(|parties| roll.parties(parties, context))
    };
    let own_leads = own(&raw.lead, roll, context);
    let own_supporting = own(&raw.supporting, roll, context);
    let narrowed = own_leads.is_some();
    let leads = own_leads.unwrap_or_else(|| shared.leads.clone());
    if raw.lead.as_ref().map_or(!named, Vec::is_empty) {
        let finding = Diagnostic::error(codes::NO_LEAD, "nhiệm vụ chưa có cơ quan chủ trì")
            .hint("thêm “chu_tri” cho nhiệm vụ hoặc cho điểm giao việc");
        context.report(finding, &raw.text);
    }
    let own_deadlines = deadlines(&raw.deadlines, context);
    Task {
        id: optional(raw.id.as_ref()),
        reference,
        text: text(&raw.text, context),
        subject: optional(raw.subject.as_ref()),
        narrowed,
        assigned: Assigned {
            leads,
            supporting: own_supporting.unwrap_or_else(|| shared.supporting.clone()),
            except: raw
                .except
                .as_ref()
                .map_or_else(|| shared.except.clone(), |texts| agencies(texts, context)),
            manner: optional(raw.manner.as_ref()).or_else(|| shared.manner.clone().filter(|_| !narrowed)),
            action: shared.action.clone(),
            condition: optional(raw.condition.as_ref()).or_else(|| shared.condition.clone()),
            deadlines: if raw.deadlines.is_empty() { shared.deadlines.clone() } else { own_deadlines },
            output: optional(raw.output.as_ref()).or_else(|| shared.output.clone()),
            money: optional(raw.money.as_ref()).or_else(|| shared.money.clone()),
            nature: raw.nature.map(nature).or(shared.nature),
            through: raw
                .through
                .as_ref()
                .and_then(|id| roll.agency(id, context))
                .or_else(|| shared.through.clone()),
        },
        place: context.place(&raw.text),
    }
}

impl Roll {
    /// Agencies, groups and others in the order written, each with its scope; unknown ones, ones that do
    /// not exist on the day and groups without anybody are reported.
    pub(super) fn parties(&mut self, raw: &[RawParty], context: &mut Context<'_>) -> Vec<Party> {
        let mut parties: Vec<Party> = Vec::new();
        for typed in raw {
            let Some(party) = self.party(typed, context) else { continue };
            if parties.iter().any(|other| other.who == party.who) {
                let named = Located::new(typed.name().to_owned(), typed.range());
                let finding = Diagnostic::error(codes::NAMED_TWICE, format!("“{}” được ghi hai lần", *named));
                context.report(finding.hint("xóa một chỗ"), &named);
            } else {
                if let Some(finding) = self.whole_and_part(&parties, &party, context.registry) {
                    context.report(finding, &Located::new(typed.name().to_owned(), typed.range()));
                }
                parties.push(party);
            }
        }
        parties
    }

    fn party(&mut self, typed: &RawParty, context: &mut Context<'_>) -> Option<Party> {
        let named = match typed.value() {
            PartyForm::Id(id) => {
                let id = Located::new(id.clone(), typed.range());
                return self.assignee(&id, context).map(|who| Party { who, scope: None });
            }
            PartyForm::Full(named) => named,
        };
        let scope = optional(named.scope.as_ref());
        let who = match named {
            RawNamed { id: Some(id), outside: None, .. } => self.assignee(id, context),
            RawNamed { id: None, outside: Some(name), .. } => {
                check_outside(name, context);
                Some(Assignee::Outside(text(name, context)))
            }
            _ => {
                let message =
                    "mỗi cơ quan ghi một trong hai khóa: “ma” (có trong sổ đăng ký) hoặc “ngoai” (tên gọi)";
                let at = Located::new(String::new(), typed.range());
                let finding = Diagnostic::error(codes::CONTRADICTION, message);
                context
                    .report(finding.hint("ví dụ: - {ma: so-tai-chinh}, hoặc - {ngoai: Báo Lạng Sơn}"), &at);
                None
            }
        };
        who.map(|who| Party { who, scope })
    }
}

/// Whoever is called from outside gets no plan: not so whose name the register has.
fn check_outside(name: &Text, context: &mut Context<'_>) {
    let words = |name: &str| single_spaced(name).to_lowercase();
    let typed = words(name);
    let is_it = |known: &str| words(known) == typed;
    let agency = context.registry.agencies().iter().filter(|agency| agency.names().any(is_it));
    let mut groups = context.registry.groups().filter(|group| group.names().any(is_it));
    // One of the same name may have taken its place.
    let agency = agency.max_by_key(|agency| agency.until.is_none());
    let id = agency.map(|agency| agency.id.as_str()).or_else(|| groups.next().map(|group| group.id.as_str()));
    let Some(id) = id else { return };
    let message =
        format!("“{}” có trong sổ đăng ký; ghi ở “ngoai” thì không có kế hoạch nào được lập cho họ", **name);
    let finding = Diagnostic::warning(codes::OUTSIDE_REGISTERED, message).hint(format!("ghi mã: {id}"));
    context.report(finding, name);
}

fn text(text: &Text, context: &mut Context<'_>) -> String {
    let prose = prose(text);
    if prose.is_empty() {
        let finding = Diagnostic::error(codes::EMPTY_TEXT, "nội dung đang trống").about(Topic::EmptyText);
        context.report(finding.hint("ghi câu chữ, hoặc xóa cả mục này"), text);
    } else if !prose.chars().any(char::is_alphanumeric) {
        let finding = Diagnostic::warning(codes::EMPTY_TEXT, format!("nội dung “{prose}” không có chữ nào"))
            .about(Topic::EmptyText);
        context.report(finding.hint("ghi câu chữ, hoặc xóa cả mục này"), text);
    }
    prose
}

fn deadlines(raw: &[RawDue], context: &mut Context<'_>) -> Vec<Due> {
    let mut dues = Vec::new();
    for typed in raw {
        let (part, text) = match typed.value() {
            DueForm::Whole(text) => (None, Located::new(text.clone(), typed.range())),
            DueForm::Part(due) => (optional(Some(&due.part)), due.deadline.clone()),
        };
        dues.extend(deadline(Some(&text), context).map(|deadline| Due { part, deadline }));
    }
    tell_twice(raw, context);
    let whole = dues.iter().filter(|due| due.part.is_none()).count();
    if whole > 0
        && dues.len() > 1
        && let Some(typed) = raw.get(1)
    {
        let message = "nhiều thời hạn thì mỗi thời hạn phải ghi là của phần việc nào";
        let at = Located::new(String::new(), typed.range());
        let finding = Diagnostic::error(codes::CONTRADICTION, message);
        context.report(finding.hint("ví dụ: - {phan: tiếp nhận, han: quý IV/2026}"), &at);
    }
    dues
}

/// One part of a task with two deadlines.
fn tell_twice(raw: &[RawDue], context: &mut Context<'_>) {
    let part = |due: &RawDue| match due.value() {
        DueForm::Whole(_) => None,
        DueForm::Part(part) => Some(prose(&part.part).to_lowercase()),
    };
    for (at, typed) in raw.iter().enumerate() {
        let Some(name) =
            part(typed).filter(|name| raw[..at].iter().any(|due| part(due).as_ref() == Some(name)))
        else {
            continue;
        };
        let finding = Diagnostic::error(codes::CONTRADICTION, format!("phần việc “{name}” có hai thời hạn"));
        let at = Located::new(String::new(), typed.range());
        context.report(finding.hint("giữ một thời hạn, hoặc ghi “phan” khác"), &at);
    }
}

/// A deadline as it is typed; what is guessed of it, or cannot be read, is said. Only a day that no calendar
/// has stops the documents.
pub(super) fn deadline(text: Option<&Text>, context: &mut Context<'_>) -> Option<Deadline> {
    let text = text.filter(|text| !text.trim().is_empty())?;
    let typed = prose(text);
    let finding = match Deadline::read(&typed, context.year()) {
        Ok(Read { deadline, doubt }) => {
            if let Some(doubt) = doubt {
                context.report(doubtful(&typed, &doubt), text);
            }
            return Some(deadline);
        }
        Err(no_such) => Diagnostic::error(codes::BAD_DEADLINE, format!("thời hạn “{typed}”: {no_such}"))
            .hint(no_such.hint()),
    };
    context.report(finding, text);
    None
}

fn doubtful(typed: &str, doubt: &Doubt) -> Diagnostic {
    let said = |what: &str| format!("thời hạn “{typed}”: {what}");
    match doubt {
        Doubt::NoYear(year) => {
            let message = said(&format!("không ghi năm, hiểu là năm {year}; in nguyên văn"));
            Diagnostic::info(codes::GUESSED_DEADLINE, message).hint("khác thì ghi thêm năm")
        }
        Doubt::TwoDigits(year) => {
            let message = said(&format!("năm phải đủ bốn chữ số, hiểu là năm {year}; in nguyên văn"));
            Diagnostic::warning(codes::GUESSED_DEADLINE, message).hint(format!("viết đủ năm {year}"))
        }
        Doubt::OtherForm(written) => {
            let message = said("ngày phải viết bằng số, cách nhau bằng dấu gạch chéo; in nguyên văn");
            Diagnostic::warning(codes::GUESSED_DEADLINE, message).hint(format!("viết ngày: {written}"))
        }
        Doubt::Reversed(first) => {
            let message = said(&format!("bắt đầu từ ngày {}, sau ngày cuối", short_date(*first)));
            Diagnostic::warning(codes::GUESSED_DEADLINE, message)
                .hint("xem lại hai ngày; lịch lấy ngày ghi sau chữ “đến”")
        }
        Doubt::Part(day) => {
            let day = short_date(*day);
            let message = said(&format!("không nêu ngày nào, lịch tính đến hết ngày {day}; in nguyên văn"));
            let hint = format!("ghi rõ ngày thì chắc hơn, ví dụ: chậm nhất ngày {day}");
            Diagnostic::info(codes::GUESSED_DEADLINE, message).hint(hint)
        }
        Doubt::Unread => {
            let message = said("không hiểu được là khi nào; in nguyên văn");
            let forms = "viết rõ khi nào xong, ví dụ: trước ngày 15/7/2025; trong quý III/2025; hằng quý; theo kế hoạch của Bộ …";
            Diagnostic::warning(codes::UNREAD_DEADLINE, message).hint(forms)
        }
    }
}

fn agencies(ids: &[Text], context: &mut Context<'_>) -> Vec<AgencyId> {
    ids.iter().filter_map(|id| context.agency(id)).collect()
}

fn nature(raw: RawNature) -> Nature {
    match raw {
        RawNature::LapKeHoach => Nature::MakePlan,
        RawNature::BaoCao => Nature::Report,
        RawNature::TuyenTruyen => Nature::Publicise,
        RawNature::TheoDoi => Nature::Monitor,
        RawNature::ChiDao => Nature::Direct,
    }
}

fn name_style(raw: RawNameStyle) -> NameStyle {
    match raw {
        RawNameStyle::Truoc => NameStyle::Before,
        RawNameStyle::Sau => NameStyle::After,
        RawNameStyle::TrongCau => NameStyle::InSentence,
        RawNameStyle::TungMuc => NameStyle::Labels,
    }
}
