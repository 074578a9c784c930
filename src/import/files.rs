//! The files of an imported plan: the plan, and what the register would need, each in a file of its own.

use std::path::Path;

use super::decided::Decisions;
use super::margin::Margin;
use super::notes::{File, What, names};
use super::plan::{Body, Drafted, RelatedGroup};
use crate::content::emit;
use crate::content::emit::writer::{Remark, Writer};
use crate::model::Registry;
use crate::start::Draft;

/// What a file is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    Plan,
    Agencies,
    Groups,
    /// Phần riêng của một cơ quan.
    Part,
}

/// The files to be written; `sources` are those that the plan was read from.
pub fn of(
    drafted: &Drafted,
    registry: &Registry,
    sources: &[File<'_>],
    content: &Path,
    decisions: &Decisions,
) -> Vec<(Kind, Draft)> {
    // A name that is somebody else's needs no entry in the register.
    let is_needed = |id: &str| {
        let mut of_it = drafted.notes.iter().filter(|note| match &note.what {
            What::NameUnknown { proposed, .. } | What::NameRelated { proposed, .. } => proposed == id,
            _ => false,
        });
        let mut is_known = false;
        let is_open = of_it.any(|note| {
            is_known = true;
            decisions.body(&note.what).is_none()
        });
        is_open || !is_known
    };
    let bodies: Vec<&Body> = drafted.proposals.bodies.iter().filter(|body| is_needed(&body.id)).collect();
    let related: Vec<&RelatedGroup> =
        drafted.proposals.groups.iter().filter(|group| is_needed(&group.id)).collect();
    let mut files = Vec::new();
    let id = drafted.raw.id.to_string();
    if !bodies.is_empty() {
        let path = content.join("co-quan").join(format!("de-xuat-{id}.yaml"));
        files.push((Kind::Agencies, draft(path, agencies(&bodies, sources))));
    }
    if !related.is_empty() {
        let path = content.join(format!("nhom-de-xuat-{id}.yaml"));
        files.push((Kind::Groups, draft(path, groups(&related, registry, sources))));
    }
    let margin = Margin::of(&drafted.notes, sources, decisions);
    let mut heading = vec![
        Remark::Suggest("yaml-language-server: $schema=../luoc-do/ke-hoach.schema.json".to_owned()),
        Remark::Suggest(String::new()),
        Remark::Note(format!("Nhập từ {}.", names(sources))),
        Remark::Note(
            "Chỗ nào cần người quyết định thì ngay phía trên có dòng chú thích mở đầu bằng chữ CẦN QUYẾT ĐỊNH; xem xong thì xóa \
             dòng ấy. Kiểm tra lại bằng: kehoach kiem-tra"
                .to_owned(),
        ),
    ];
    let written = emit::plan(&drafted.raw, &margin);
    heading.extend(margin.without_place(&written.remarks));
    let path = content.join(drafted.raw.year.as_str()).join(format!("{id}.yaml"));
    let (text, decisions) = written.below(&heading);
    files.push((Kind::Plan, Draft { path, text, decisions }));
    files
}

fn draft(path: std::path::PathBuf, writer: Writer) -> Draft {
    let (text, decisions) = writer.finish();
    Draft { path, text, decisions }
}

fn agencies(bodies: &[&Body], sources: &[File<'_>]) -> Writer {
    let mut writer = Writer::default();
    writer.suggest("yaml-language-server: $schema=../luoc-do/co-quan.schema.json");
    writer.comment(&format!(
        "Đề xuất từ {}: những cơ quan, đơn vị mà kế hoạch nêu tên nhưng sổ đăng ký chưa có. Xem lại tên, phân loại, ký hiệu; \
         cơ quan nào đã có dưới tên khác thì ghi tên này vào “ten_khac” của nó, sửa mã trong kế hoạch và xóa mục ở đây.",
        names(sources)
    ));
    writer.word("loai", "co_quan");
    writer.nested("danh_sach", |writer| {
        for body in bodies {
            writer.item(|writer| {
                writer.word("ma", &body.id);
                writer.prose("ten", &body.name);
                writer.word("phan_loai", kind(&body.name));
                writer.word("ky_hieu", &symbol(&body.name));
                let unverified = ["ten", "phan_loai", "ky_hieu"].map(str::to_owned);
                writer.words("chua_xac_minh", &unverified);
            });
        }
    });
    writer
}

/// Initials, for a person to put right.
fn symbol(name: &str) -> String {
    name.split_whitespace()
        .filter_map(|word| word.chars().next())
        .flat_map(char::to_uppercase)
        .filter(|c| c.is_alphabetic())
        .collect()
}

/// The kind that a body of this name most likely is.
fn kind(name: &str) -> &'static str {
    const BY_NAME: [(&str, &str); 24] = [
        ("sở ", "so"),
        ("ban quản lý", "ban_quan_ly"),
        ("trung tâm", "trung_tam"),
        ("phòng ", "phong"),
        ("văn phòng sở", "phong"),
        ("thanh tra sở", "phong"),
        ("ubnd xã", "ubnd_xa"),
        ("ubnd phường", "ubnd_xa"),
        ("ubnd tỉnh", "ubnd_tinh"),
        ("ubnd huyện", "ubnd_huyen"),
        ("công an", "cong_an"),
        ("cục ", "nganh_doc"),
        ("chi cục", "nganh_doc"),
        ("kho bạc", "nganh_doc"),
        ("ngân hàng", "nganh_doc"),
        ("bảo hiểm", "nganh_doc"),
        ("tòa án", "nganh_doc"),
        ("viện kiểm sát", "nganh_doc"),
        ("hội ", "hoi"),
        ("hiệp hội", "hoi"),
        ("liên minh", "hoi"),
        ("liên đoàn", "hoi"),
        ("báo ", "bao_chi"),
        ("đài ", "bao_chi"),
    ];
    let lower = name.to_lowercase();
    BY_NAME.iter().find(|(start, _)| lower.starts_with(start)).map_or("tap_the", |(_, kind)| kind)
}

fn groups(groups: &[&RelatedGroup], registry: &Registry, sources: &[File<'_>]) -> Writer {
    let mut writer = Writer::default();
    writer.suggest("yaml-language-server: $schema=luoc-do/nhom.schema.json");
    writer.comment(&format!(
        "Đề xuất từ {}: những nhóm chỉ gọi các cơ quan liên quan. Cơ quan trong nhóm phối hợp khi có liên quan.",
        names(sources)
    ));
    writer.word("loai", "nhom");
    writer.nested("danh_sach", |writer| {
        for group in groups {
            let members = registry.group(&group.of).map(|of| registry.members_ever(of)).unwrap_or_default();
            let members: Vec<String> = members.iter().map(|agency| agency.id.to_string()).collect();
            writer.item(|writer| {
                writer.word("ma", &group.id);
                writer.prose("ten", &group.name);
                writer.flag("lien_quan", true);
                writer.words("gom", &members);
            });
        }
    });
    writer
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::yaml;
    use crate::diagnostic::Source;
    use crate::import::notes::{Anchor, Note, Place};
    use crate::import::plan::{Counts, Proposals};

    #[test]
    fn a_doubt_without_a_place_stands_at_the_top_and_the_others_at_theirs() {
        let plan = "\
loai: ke_hoach
ma: kh-2025
nam: 2025
trang_thai: du_thao
trich_yeu: Trồng cây
cac_muc:
  - tieu_de: Nhiệm vụ
    giao:
      - chu_tri: [so-y-te]
        thoi_han: càng sớm càng tốt
        nhiem_vu:
          - noi_dung: Trồng cây xanh
";
        let source = std::sync::Arc::new(Source { path: "a.yaml".into(), text: plan.to_owned() });
        let raw = yaml::parse(&source, &mut Vec::new()).unwrap();
        let note = |what: What, text: &str| Note {
            place: Place::default(),
            what,
            anchor: Anchor::Text(text.to_owned()),
        };
        let due = || "càng sớm càng tốt".to_owned();
        let drafted = Drafted {
            raw,
            proposals: Proposals::default(),
            notes: vec![
                note(What::NoLead { task: "Đi đâu mất".to_owned() }, "Đi đâu mất"),
                note(What::NoLead { task: "Trồng cây xanh".to_owned() }, "Trồng cây xanh."),
                note(What::DeadlineUnread { typed: due() }, &due()),
            ],
            left_out: Vec::new(),
            counts: Counts::default(),
        };
        let made = of(&drafted, &Registry::default(), &[], Path::new("content"), &Decisions::default());
        let [(Kind::Plan, draft)] = made.as_slice() else { panic!("{made:?}") };
        let lines: Vec<&str> = draft.text.lines().collect();
        let at = |words: &str| 1 + lines.iter().position(|line| line.contains(words)).unwrap();
        assert!(at("chủ trì “Đi đâu mất”") < at("loai: ke_hoach"), "{}", draft.text);
        assert_eq!(at("noi_dung: Trồng cây xanh"), at("chủ trì “Trồng cây xanh”") + 1, "{}", draft.text);
        assert_eq!(at("thoi_han: càng"), at("thời hạn “càng sớm") + 1, "{}", draft.text);
        let marked: Vec<usize> = draft.decisions.iter().map(|one| one.line).collect();
        let told = ["“Đi đâu mất”", "thời hạn “càng sớm", "chủ trì “Trồng"].map(at);
        assert_eq!(marked, told);
    }
}
