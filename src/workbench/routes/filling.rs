//! Điền: what was sent from a form → the draft. Fields first, each in the version that the page has seen, then
//! what the button says.

use std::path::Path;
use std::sync::Arc;

use super::super::desk::{Content, Desk, Key};
use super::super::draft::{Draft, NotChanged, Side};
use super::super::pages::form::after_conflict;
use super::super::part::act::{self, Act};
use super::super::part::field::{Carried, Field, filled, is_carried, path_of};
use super::super::part::layout::Shaping;
use super::super::part::{self, Sheet, Whose};
use super::Fields;
use crate::content::edit::{self, NotEdited, Step, name_of};
use crate::diagnostic::{Diagnostic, codes};
use crate::text::spaces::single_spaced;

/// The draft of a part, begun where there is none.
pub(super) fn opened(desk: &Desk, whose: &Whose) -> Result<Arc<Draft>, Diagnostic> {
    desk.drafts.open(&whose.path, || whose.fresh.clone().unwrap_or_default())
}

/// The key of a field, and what was sent for it.
type Typed<'t> = (String, Vec<&'t str>);

/// What became of what was sent.
pub(super) struct Done {
    pub draft: Arc<Draft>,
    /// What the field is called now, where one was sent.
    pub name: String,
    /// Where on the page to go on.
    pub to: Option<String>,
    /// What else came of it, which a person would not expect.
    pub note: Option<Diagnostic>,
}

/// What a button did.
#[derive(Default)]
struct Pressed {
    to: Option<String>,
    note: Option<Diagnostic>,
}

impl Pressed {
    fn to(to: Option<String>) -> Self {
        Self { to, note: None }
    }
}

impl Done {
    pub fn anchor(&self) -> String {
        self.to.as_ref().map(|to| format!("#{to}")).unwrap_or_default()
    }
}

pub(super) struct Filling<'f> {
    pub desk: &'f Desk,
    pub content: &'f Content,
    pub key: &'f Key,
    pub path: &'f Path,
}

impl Filling<'_> {
    /// Fills in the fields that were sent, then does what the button says.
    pub fn all(&self, whose: &Whose, fields: &Fields) -> Result<Done, Diagnostic> {
        let draft = opened(self.desk, whose)?;
        let version = fields.get("ban").parse().unwrap_or_else(|_| draft.version());
        let names = names(fields);
        // Nobody did anything meanwhile: places are where they were.
        let is_newest = draft.version() == version;
        let draft = self.in_file(draft, version, fields, &names)?;
        let (draft, name) = self.carried(draft, fields, &names)?;
        let called =
            |name: &&str| if is_newest { (*name).to_owned() } else { now_called(&draft, version, name) };
        let name = name.or_else(|| names.first().map(called));
        let draft = self.added(draft, version, fields)?;
        let (draft, Pressed { to, note }) = self.press(draft, version, fields)?;
        Ok(Done { draft, name: name.unwrap_or_default(), to, note })
    }

    /// Fields of the file, in the version that the page has seen.
    fn in_file(
        &self,
        draft: Arc<Draft>,
        version: u64,
        fields: &Fields,
        names: &[&str],
    ) -> Result<Arc<Draft>, Diagnostic> {
        let own = names.iter().filter_map(|name| match Field::of(name) {
            Some(Field::At(path)) => Some((path, fields.all(name).collect::<Vec<_>>())),
            _ => None,
        });
        let own: Vec<_> = own.collect();
        if own.is_empty() {
            return Ok(draft);
        }
        let what = if let [only] = names { *only } else { "" };
        let changed = self.desk.drafts.change(self.path, version, what, |seen| {
            own.iter().try_fold(seen.to_owned(), |text, (path, values)| filled(&text, path, values))
        });
        changed.map_err(|why| self.told(&why))
    }

    /// Fields of tasks and headings that the file does not name yet: they are written down first.
    fn carried(
        &self,
        mut draft: Arc<Draft>,
        fields: &Fields,
        names: &[&str],
    ) -> Result<(Arc<Draft>, Option<String>), Diagnostic> {
        let mut entries: Vec<(Carried, Vec<Typed<'_>>)> = Vec::new();
        for name in names {
            let Some(Field::Carried { of, key }) = Field::of(name) else { continue };
            let values: Vec<&str> = fields.all(name).collect();
            if values.iter().all(|value| value.trim().is_empty()) {
                continue;
            }
            match entries.iter_mut().find(|(own, _)| *own == of) {
                Some((_, keys)) => keys.push((key, values)),
                None => entries.push((of, vec![(key, values)])),
            }
        }
        let mut called = None;
        for (of, keys) in entries {
            let (text, place) = self.written_down(&draft, &of)?;
            let at = |key: &str| place.iter().cloned().chain([Step::key(key)]).collect::<Vec<_>>();
            called = keys.first().map(|(key, _)| name_of(&at(key)));
            let what = called.clone().unwrap_or_default();
            let changed = self.desk.drafts.change(self.path, draft.version(), &what, |_| {
                keys.iter().try_fold(text.clone(), |text, (key, values)| filled(&text, &at(key), values))
            });
            draft = changed.map_err(|why| self.told(&why))?;
        }
        Ok((draft, called))
    }

    fn written_down(&self, draft: &Draft, of: &Carried) -> Result<(String, edit::Path), Diagnostic> {
        let none = || self.told(&NotChanged::NotEdited(NotEdited::NoSuchPlace));
        let drafted = self.desk.drafted(self.content, self.key, draft).ok_or_else(none)?;
        let down = match of {
            Carried::Entry(entry) => part::entry_in(&drafted.content, self.key, &draft.text, entry),
            Carried::Heading(heading) => part::heading_in(&drafted.content, self.key, &draft.text, heading),
        };
        down.ok_or_else(none)
    }

    /// Adds what is typed in boxes for something new, whatever other button was pressed: it is in no draft yet. A
    /// script sends such a box with its own button alone.
    fn added(&self, draft: Arc<Draft>, version: u64, fields: &Fields) -> Result<Arc<Draft>, Diagnostic> {
        let pressed = fields.get("lam");
        if pressed == "bo" {
            return Ok(draft);
        }
        let typed = fields.0.iter().filter(|(_, value)| !value.trim().is_empty());
        let deeds = typed.filter_map(|(name, value)| Some((adds(name)?, value)));
        deeds.filter(|(deed, _)| deed != pressed).try_fold(draft, |draft, (deed, value)| {
            let (what, about) = deed.split_once(':').unwrap_or((&deed, ""));
            let added = self.act(&draft, version, (what, about), fields);
            added.map(|(draft, _)| draft).map_err(|why| Diagnostic {
                message: format!("chưa thêm được “{}”: {}", value.trim(), why.message),
                ..why
            })
        })
    }

    /// Does what a button says.
    fn press(
        &self,
        draft: Arc<Draft>,
        version: u64,
        fields: &Fields,
    ) -> Result<(Arc<Draft>, Pressed), Diagnostic> {
        let drafts = &self.desk.drafts;
        let told = |why: NotChanged| self.told(&why);
        let (what, about) = fields.get("lam").split_once(':').unwrap_or((fields.get("lam"), ""));
        let draft = match what {
            "" | "giu" => draft,
            "luu" => {
                let saved = drafts.save(self.path)?;
                self.desk.keeper.touch();
                saved
            }
            "hoan-tac" => drafts.undo(self.path).map_err(told)?,
            "lam-lai" => drafts.redo(self.path).map_err(told)?,
            "bo" => {
                let whose = part::whose(self.content, self.key).ok_or_else(|| told(NotChanged::NoDraft))?;
                drafts.discard(self.path, || whose.fresh.unwrap_or_default())?
            }
            "lay-lai" => drafts.restore(self.path).map_err(told)?,
            "lay" => return self.take_side(&draft, about).map(|(draft, to)| (draft, Pressed::to(to))),
            _ => return self.act(&draft, version, (what, about), fields),
        };
        Ok((draft, Pressed::default()))
    }

    /// Takes one of two values; the page goes on at its field.
    fn take_side(&self, draft: &Draft, about: &str) -> Result<(Arc<Draft>, Option<String>), Diagnostic> {
        let (key, side) = about.split_once(':').unwrap_or((about, ""));
        let side = if side == "toi" { Side::Mine } else { Side::Theirs };
        let disputes = self.sheet(draft).map(|sheet| sheet.disputes).unwrap_or_default();
        let own = disputes.into_iter().find(|dispute| dispute.contested.key() == key);
        let decided = self.desk.drafts.decide(self.path, key, side).map_err(|why| match why {
            NotChanged::NotEdited(NotEdited::NoSuchPlace) => Diagnostic::error(
                codes::FIELD_LAYOUT,
                "chỗ ấy đã được chọn rồi, hoặc một trong hai bản vừa đổi khác",
            )
            .hint("xem lại hai bản trên trang rồi chọn"),
            why => self.told(&why),
        })?;
        let to = own.map(|dispute| after_conflict(&dispute.at, Field::of(&dispute.at).is_some()));
        Ok((decided, to))
    }

    /// Does something to the lists of the part.
    fn act(
        &self,
        draft: &Draft,
        version: u64,
        (what, about): (&str, &str),
        fields: &Fields,
    ) -> Result<(Arc<Draft>, Pressed), Diagnostic> {
        let none = || self.told(&NotChanged::NotEdited(NotEdited::NoSuchPlace));
        let place = || path_of(about).and_then(|path| draft.carried(version, &path)).ok_or_else(none);
        let mut text = draft.text.clone();
        let (act, to) = match what {
            "them-don-vi" | "them-lanh-dao" => somebody(what, fields)?,
            "them-viec" => {
                let words = needed(fields, &format!("moi-viec:{about}"), "việc riêng")?;
                let drafted = self.desk.drafted(self.content, self.key, draft).ok_or_else(none)?;
                let down = part::heading_in(&drafted.content, self.key, &draft.text, about);
                let block;
                (text, block) = down.ok_or_else(none)?;
                (Act::AddTask { block, words }, None)
            }
            "xoa" => (Act::Remove(place()?), None),
            "len" => (Act::Up(place()?), None),
            "xuong" => (Act::Down(place()?), None),
            "tach" => (Act::Split(place()?), None),
            "gop" => {
                let path = place()?;
                let words = self.sheet(draft).and_then(|sheet| {
                    let mut entries = sheet.headings.into_iter().flat_map(|heading| heading.entries);
                    entries.find(|entry| entry.path.as_ref() == Some(&path))?.merged
                });
                (Act::Merge { path, words: words.ok_or_else(none)? }, None)
            }
            "nhan" => {
                let mut parts = about.splitn(3, ':').map(ToOwned::to_owned);
                let mut next = || parts.next().ok_or_else(none);
                let (plan, heading, task) = (next()?, next()?, next()?);
                (Act::TakeOn { plan: (!plan.is_empty()).then_some(plan), heading, task }, None)
            }
            "khong" => (Act::SetAside(about.to_owned()), None),
            "co" => (Act::TakeBack(about.to_owned()), None),
            _ => {
                let (shaping, to) = shaping((what, about), fields, &place)?.ok_or_else(none)?;
                (Act::Shape(shaping), to.map(ToOwned::to_owned))
            }
        };
        let note = match &act {
            Act::AddUnit { name, .. } if act::has_unit(&text, name) => return Err(has_unit(name)),
            Act::Remove(path) => gone_with(&text, path),
            _ => None,
        };
        let changed = self.desk.drafts.change(self.path, draft.version(), "", |_| act::done(&text, &act));
        Ok((changed.map_err(|why| self.told(&why))?, Pressed { to, note }))
    }

    fn sheet(&self, draft: &Draft) -> Option<Sheet> {
        let drafted = self.desk.drafted(self.content, self.key, draft)?;
        part::sheet(&drafted.content, self.key, draft, &[])
    }

    fn told(&self, why: &NotChanged) -> Diagnostic {
        let path = self.content.shown(self.path);
        let finding = |message: &str| Diagnostic::error(codes::FIELD_LAYOUT, message);
        match why {
            NotChanged::NoDraft => finding("không còn bản nháp ấy; tải lại trang rồi làm lại"),
            NotChanged::Old => finding("trang này mở đã lâu, bản nháp không còn nhớ lúc ấy")
                .hint("chép lại điều vừa gõ, tải lại trang rồi dán vào"),
            NotChanged::Occupied => finding("chưa lấy lại được: đã có bản nháp khác ở chỗ ấy")
                .hint("lưu hoặc bỏ bản nháp đang có rồi lấy lại"),
            NotChanged::NothingToUndo => {
                finding("không hoàn tác được: chỗ ấy đã được sửa sau đó, hoặc chưa làm gì")
            }
            NotChanged::NotEdited(NotEdited::Unreadable) => {
                finding("tệp đang có lỗi về cách viết nên chưa điền vào được")
                    .hint("sửa lỗi ấy trong tệp trước")
            }
            NotChanged::NotEdited(NotEdited::NoSuchPlace) => {
                finding("chỗ ấy không còn trong tệp; tải lại trang rồi làm lại")
            }
            NotChanged::NotEdited(NotEdited::Layout) => finding(&format!(
                "chỗ ấy trong {} được viết theo cách mà biểu mẫu chưa sửa được",
                path.display()
            ))
            .hint("sửa chỗ ấy ngay trong tệp; mọi chỗ khác vẫn điền được ở đây"),
        }
    }
}

/// What a field is called in the newest version.
fn now_called(draft: &Draft, version: u64, name: &str) -> String {
    let path = path_of(name).filter(|_| !is_carried(name));
    let path = path.and_then(|path| draft.carried(version, &path));
    path.map_or_else(|| name.to_owned(), |path| name_of(&path))
}

/// The names of what was sent that are fields of a part, each once.
fn names(fields: &Fields) -> Vec<&str> {
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in &fields.0 {
        if Field::of(name).is_some() && !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    names
}

/// What a button does to the layout and the organisation, and where the next is typed; `place` is that which the
/// button names.
fn shaping(
    (what, about): (&str, &str),
    fields: &Fields,
    place: &dyn Fn() -> Result<edit::Path, Diagnostic>,
) -> Result<Option<(Shaping, Option<&'static str>)>, Diagnostic> {
    Ok(Some(match what {
        "bo-cuc" => (Shaping::Own, Some("bo-cuc")),
        "bo-cuc-mau" => (Shaping::OfTemplate, Some("bo-cuc")),
        "them-phan" => (Shaping::AddPart(about.to_owned()), Some("bo-cuc")),
        "them-muc" => {
            let title = needed(fields, "moi-muc", "tiêu đề của mục riêng")?;
            (Shaping::AddSection { title }, Some("moi-muc"))
        }
        "them-khoan" => {
            let title = needed(fields, &format!("moi-khoan:{about}"), "tiêu đề của khoản")?;
            (Shaping::AddClause { section: place()?, title }, None)
        }
        "them-khoan-to-chuc" => {
            let words = needed(fields, "moi-khoan-to-chuc", "lời của khoản")?;
            (Shaping::AddItem { words }, Some("moi-khoan-to-chuc"))
        }
        "viet-loi" => {
            let words = needed(fields, &format!("moi-loi:{about}"), "lời riêng")?;
            (Shaping::Answer { task: about.to_owned(), words }, Some("to-chuc"))
        }
        _ => return Ok(None),
    }))
}

/// The button that adds what is typed in a box of this name; none of a box that only goes with another.
fn adds(name: &str) -> Option<String> {
    let what = name.strip_prefix("moi-")?;
    match what.split_once(':') {
        _ if what == "don-vi-tat" || what == "chuc-vu" => None,
        Some(("loi", about)) => Some(format!("viet-loi:{about}")),
        _ => Some(format!("them-{what}")),
    }
}

fn has_unit(name: &str) -> Diagnostic {
    Diagnostic::error(codes::NAMED_TWICE, format!("đã có đơn vị “{name}”"))
        .hint("chọn đơn vị ấy ở nhiệm vụ, hoặc ghi tên khác để phân biệt")
}

/// What goes along with somebody who is taken out.
fn gone_with(text: &str, path: &[Step]) -> Option<Diagnostic> {
    let named = act::named_in(text, path);
    let message = format!("đã bỏ khỏi {:02} nhiệm vụ: {}", named.len(), named.join("; "));
    (!named.is_empty())
        .then(|| Diagnostic::info(codes::FIELD_LAYOUT, message).hint("bấm “Hoàn tác” để có lại như trước"))
}

/// A new unit or leader, and where the next one is typed.
fn somebody(what: &str, fields: &Fields) -> Result<(Act, Option<String>), Diagnostic> {
    if what == "them-don-vi" {
        let name = needed(fields, "moi-don-vi", "tên đơn vị mới")?;
        return Ok((
            Act::AddUnit { name, short: typed(fields, "moi-don-vi-tat") },
            Some("moi-don-vi".to_owned()),
        ));
    }
    let name = needed(fields, "moi-lanh-dao", "họ tên lãnh đạo mới")?;
    let position = needed(fields, "moi-chuc-vu", "chức vụ của lãnh đạo mới")?;
    Ok((Act::AddLeader { name, position }, Some("moi-lanh-dao".to_owned())))
}

fn typed(fields: &Fields, name: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let words: String = fields.get(name).nfc().collect();
    single_spaced(&words).into_owned()
}

fn needed(fields: &Fields, name: &str, what: &str) -> Result<String, Diagnostic> {
    match typed(fields, name) {
        empty if empty.is_empty() => Err(Diagnostic::error(codes::EMPTY_TEXT, format!("chưa ghi {what}"))),
        text => Ok(text),
    }
}
