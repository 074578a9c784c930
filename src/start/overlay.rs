//! Kế hoạch riêng: an agency's overlay, prefilled with every task that is its own.

use std::path::Path;

use super::{Draft, cited};
use crate::content::emit::writer::{Remark, Writer};
use crate::derive::Year;
use crate::derive::given::Given;
use crate::derive::responsibility::{Responsibilities, Responsibility, Role, Via};
use crate::model::Overlay;
use crate::model::agency::{Agency, AgencyKind, Fact, PlanId};
use crate::model::plan::{Heading, Indicator, Plan, Twin};

/// What the clerk reads first.
const GUIDE: [&str; 4] = [
    "Tệp này dùng được ngay: mọi nhiệm vụ đang giữ nguyên câu chữ của kế hoạch gốc (giu_nguyen: true). Muốn viết theo \
     cách của mình thì thay dòng “giu_nguyen: true” bằng “noi_dung: >-” rồi viết câu ở dòng dưới, thụt vào hai dấu cách. \
     Một nội dung thực hiện nhiều nhiệm vụ: chuyển các mục nhiem_vu, nguyen_van, duoc_giao vào thay_cho của nó, xóa các nội dung còn \
     lại. Việc riêng của cơ quan: thay_cho: []. nguyen_van, duoc_giao cho chương trình biết nội dung này thực hiện nhiệm \
     vụ nào, được giao những gì khi kế hoạch gốc thay đổi: để nguyên, đừng sửa.",
    "chu_tri, phoi_hop: mã các phòng, đơn vị khai ở don_vi, ví dụ [van-phong, nghiep-vu]; tat_ca là mọi phòng, đơn vị. \
     lanh_dao: mã lãnh đạo chỉ đạo, khai ở lanh_dao.",
    "thoi_han: in đúng như đã ghi, ví dụ: trước ngày 15/7/2025; hằng quý; trong quý III; theo kế hoạch của Bộ; để trống thì \
     theo kế hoạch gốc, nếu có. san_pham: kết quả phải có, ví dụ: Báo cáo.",
    "Chưa điền thì để trống, chương trình vẫn tạo được kế hoạch và báo những chỗ chưa phân công.",
];

/// The overlay of an agency that `plans` reach and that answers none of them yet. Read with the content, it
/// changes nothing of the sub-plan until a person does.
pub fn draft(year: &Year<'_>, agency: &Agency, plans: &[&Plan], content: &Path) -> Draft {
    let mut overlay = Fresh { year, agency, plans, writer: Writer::default() };
    overlay.heading();
    overlay.official();
    overlay.people();
    overlay.blocks();
    overlay.rest();
    let (text, decisions) = overlay.writer.finish();
    let folder = content.join(year.year.to_string()).join("co-quan");
    // Where the year has several plans, a part says in its place which it answers.
    let folder = match plans {
        [plan] if year.plans().count() > 1 => folder.join(plan.id.as_str()),
        _ => folder,
    };
    Draft { path: folder.join(format!("{}.yaml", agency.id)), text, decisions }
}

struct Fresh<'y> {
    year: &'y Year<'y>,
    agency: &'y Agency,
    plans: &'y [&'y Plan],
    writer: Writer,
}

impl<'y> Fresh<'y> {
    fn note(&mut self, text: &str) {
        self.writer.comment(text);
    }

    /// A block to take over by removing the `#`.
    fn example(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.writer.suggest(line));
    }

    fn heading(&mut self) {
        let (agency, year) = (self.agency, self.year.year);
        let several = self.plans.len() == 1 && self.year.plans().count() > 1;
        let up = if several { "../../../" } else { "../../" };
        self.writer
            .suggest(&format!("yaml-language-server: $schema={up}luoc-do/ke-hoach-don-vi.schema.json"));
        self.writer.suggest("");
        self.note(&format!(
            "{}: phần riêng trong kế hoạch triển khai {}.",
            agency.name,
            self.plans.iter().map(|plan| cited(plan)).collect::<Vec<_>>().join(" và ")
        ));
        GUIDE.iter().for_each(|text| self.note(text));
        self.note(&format!("Xong thì chạy: kehoach kiem-tra, rồi: kehoach tao {} --year {year}", agency.id));
    }

    fn official(&mut self) {
        let (agency, year) = (self.agency, self.year.year);
        self.writer.word("loai", "ke_hoach_don_vi");
        self.writer.word("co_quan", agency.id.as_str());
        self.writer.word("nam", &year.to_string());
        self.note("Số văn bản, ví dụ: 202. Còn dự thảo thì để trống.");
        self.writer.blank("so");
        let unverified = agency.unverified.contains(&Fact::Symbol);
        let doubt = if unverified { " (ký hiệu này chưa xác minh)" } else { "" };
        self.note(&format!("Ký hiệu mặc định là KH-{}{doubt}; khác thì bỏ dấu # và sửa.", agency.symbol));
        self.example(&[&format!("ky_hieu: KH-{}", agency.symbol)]);
        self.note(&format!(
            "Ngày ký, ví dụ: 18/7/{year}. Dự thảo: để trống, hoặc chỉ ghi tháng và năm (7/{year})."
        ));
        self.writer.blank("ngay");
        self.note("du_thao: dự thảo. ban_hanh: đã ban hành, phải có đủ số và ngày.");
        self.writer.word("trang_thai", "du_thao");
        let ids: Vec<String> = self.plans.iter().map(|plan| plan.id.to_string()).collect();
        self.writer.words("ke_hoach_goc", &ids);
        self.further_plans();
    }

    /// Other plans of the year that ask something of the agency: it may answer them together.
    fn further_plans(&mut self) {
        let asked: Vec<&PlanId> = self.plans.iter().map(|plan| &plan.id).collect();
        for shares in self.year.plans().filter(|shares| !asked.contains(&&shares.plan.id)) {
            let Some(share) = shares.share(&self.agency.id) else { continue };
            let plan = shares.plan;
            self.writer.comment(&format!(
                "{} cũng giao cơ quan này {:02} nhiệm vụ; thực hiện chung thì thêm “{}” vào ke_hoach_goc.",
                plan.short_citation(),
                share.tasks.len() + share.duties.len() + share.related.len(),
                plan.id
            ));
        }
    }

    /// Units and leaders: those of the agency's last part, or an example.
    fn people(&mut self) {
        self.writer.gap();
        let last = self.last();
        match last.filter(|last| !last.units.is_empty()) {
            Some(last) => {
                self.note(&format!(
                    "Các phòng, đơn vị: lấy từ phần riêng năm {}; xem lại cho đúng.",
                    last.year
                ));
                self.writer.nested("don_vi", |writer| {
                    for unit in &last.units {
                        writer.item(|writer| {
                            writer.word("ma", &unit.id);
                            writer.prose("ten", &unit.name);
                            if let Some(short) = &unit.short_name {
                                writer.prose("ten_viet_tat", short);
                            }
                        });
                    }
                });
            }
            None => {
                let unit = match self.agency.kind {
                    AgencyKind::Commune => "Phòng Kinh tế",
                    _ => "Văn phòng",
                };
                self.note(
                    "Các phòng, đơn vị của cơ quan. Bỏ dấu # ở đầu các dòng, sửa mã và tên, thêm mục nếu cần.",
                );
                let name = format!("    ten: {unit}");
                self.example(&["don_vi:", "  - ma: van-phong", &name, "    ten_viet_tat: VP"]);
            }
        }
        self.writer.gap();
        match last.filter(|last| !last.leaders.is_empty()) {
            Some(last) => {
                self.note(&format!(
                    "Lãnh đạo chỉ đạo: lấy từ phần riêng năm {}; xem lại cho đúng.",
                    last.year
                ));
                self.writer.nested("lanh_dao", |writer| {
                    for leader in &last.leaders {
                        writer.item(|writer| {
                            writer.word("ma", &leader.id);
                            writer.prose("ho_ten", &leader.name);
                            writer.prose("chuc_vu", &leader.position);
                        });
                    }
                });
            }
            None => {
                self.note("Lãnh đạo chỉ đạo thực hiện, nếu muốn ghi tên.");
                let position = format!("    chuc_vu: {}", self.agency.deputy);
                self.example(&["lanh_dao:", "  - ma: pho-1", "    ho_ten: Nguyễn Văn A", &position]);
            }
        }
    }

    /// The agency's last part, of this year or one before.
    fn last(&self) -> Option<&'y Overlay> {
        let own = self.year.province.overlays.iter().filter(|overlay| overlay.agency == self.agency.id);
        own.filter(|overlay| overlay.year <= self.year.year).max_by_key(|overlay| overlay.year)
    }

    fn blocks(&mut self) {
        let year = self.year;
        let shares: Vec<&Responsibilities<'_>> =
            self.plans.iter().filter_map(|plan| year.responsibilities(&plan.id)).collect();
        let own: Vec<(&Plan, &Heading, Vec<&Responsibility<'_>>)> = shares
            .iter()
            .filter_map(|shares| Some((shares.plan, shares.share(&self.agency.id)?)))
            .flat_map(|(plan, share)| {
                plan.headings().map(move |heading| {
                    let mine = |task: &&Responsibility<'_>| {
                        heading.tasks().any(|own| own.reference == task.task.reference)
                    };
                    (plan, heading, share.tasks.iter().filter(mine).collect::<Vec<_>>())
                })
            })
            .filter(|(_, _, tasks)| !tasks.is_empty())
            .collect();
        if !own.is_empty() {
            self.writer.gap();
            let several = self.plans.len() > 1;
            let Self { writer, year, agency, .. } = self;
            writer.nested("nhiem_vu", |writer| {
                for (plan, heading, tasks) in &own {
                    writer.item(|writer| write_block(writer, year, agency, (plan, several), heading, tasks));
                }
            });
        }
        for shares in shares {
            let Some(share) = shares.share(&self.agency.id) else { continue };
            if !share.related.is_empty() {
                self.writer.gap();
                self.note(
                    "Nhiệm vụ phối hợp khi có liên quan, chương trình tự đưa vào. Nhận làm thì thêm vào nhiem_vu như các \
                     nội dung trên; không liên quan thì ghi số vào khong_lien_quan.",
                );
                share.related.iter().for_each(|one| self.note(&told(year, one)));
                self.example(&[&format!("khong_lien_quan: [{}]", share.related[0].task.reference)]);
            }
            if !share.duties.is_empty() {
                self.writer.gap();
                self.note("Việc trong “Tổ chức thực hiện”, chương trình tự đưa vào:");
                for duty in &share.duties {
                    self.note(&format!("{}: {}", duty.task.reference, duty.task.text));
                }
            }
        }
    }

    fn rest(&mut self) {
        self.writer.gap();
        self.note(
            "Còn ghi được: trich_yeu, mo_dau, muc_dich, yeu_cau, dan_nhap_nhiem_vu, to_chuc_thuc_hien, ket_thuc, \
             noi_nhan, luu, dau_hieu, phu_luc_rieng, cac_muc (bố cục), in_phu_luc, in_chi_tieu, in_muc_tieu, in_can_cu; ở mỗi \
             đề mục: tieu_de, kieu (chu_cai hoặc giao), theo_linh_vuc; ở mỗi nội dung: dan. Không \
             ghi thì chương trình tự viết theo mẫu.",
        );
        self.note(&format!(
            "Chữ ký. hinh_thuc: cap_truong ({} ký), ky_thay (KT., {} ký), quyen, thua_lenh, thua_uy_quyen, chua_ro.",
            self.agency.head, self.agency.deputy
        ));
        self.writer.nested("ky", |writer| {
            writer.word("hinh_thuc", "cap_truong");
            writer.comment("Họ tên người ký.");
            writer.blank("ho_ten");
        });
    }
}

fn write_block(
    writer: &mut Writer,
    year: &Year<'_>,
    agency: &Agency,
    (plan, several): (&Plan, bool),
    heading: &Heading,
    tasks: &[&Responsibility<'_>],
) {
    let goals: Vec<String> = heading.indicators.iter().map(Indicator::told).collect();
    let goals =
        if goals.is_empty() { String::new() } else { format!(" - chỉ tiêu: {}", goals.join("; ")) };
    let monitors = match &heading.monitor {
        Some(id) if *id == agency.id => " - cơ quan này là đầu mối theo dõi",
        _ if heading.co_monitors.contains(&agency.id) => " - cơ quan này cùng theo dõi",
        _ => "",
    };
    let title = heading.title.text();
    writer.remarks(&[Remark::Note(format!("{} {title}{goals}{monitors}", heading.position))]);
    let unique = plan.headings().filter(|other| other.title.text() == title).count() == 1;
    if unique && !title.is_empty() {
        writer.open("muc");
        writer.prose_item(title);
        writer.close();
    } else {
        writer.words("muc", &[heading.position.to_string()]);
    }
    if several {
        writer.word("ke_hoach", plan.id.as_str());
    }
    writer.words("lanh_dao", &[]);
    writer.nested("noi_dung", |writer| {
        for mine in tasks {
            writer.item(|writer| {
                writer.comment(&told_role(year, mine));
                let given = Given::of(mine, agency).to_string();
                writer.nested("thay_cho", |writer| write_cover(writer, plan, mine, &given));
                writer.flag("giu_nguyen", true);
                writer.words("chu_tri", &[]);
                writer.words("phoi_hop", &[]);
                let assigned = &mine.task.assigned;
                for due in &assigned.deadlines {
                    let part = due.part.as_ref().map(|part| format!("{part}: ")).unwrap_or_default();
                    writer.comment(&format!("Kế hoạch gốc: {part}{}.", due.deadline));
                }
                writer.blank("thoi_han");
                if let Some(output) = &assigned.output {
                    writer.comment(&format!("Kế hoạch gốc: {output}."));
                }
                writer.blank("san_pham");
            });
        }
    });
}

/// A task as an entry names it: by the id that the plan gives it or by its place, with its words.
fn write_cover(writer: &mut Writer, plan: &Plan, mine: &Responsibility<'_>, given: &str) {
    let task = mine.task;
    let name = task.id.clone().unwrap_or_else(|| task.reference.to_string());
    let kept = KeptTask { name: &name, text: &task.text, twin: plan.twin(task), given: Some(given) };
    writer.item(|writer| kept.write(writer));
}

/// What a part keeps of a task that it answers.
pub(super) struct KeptTask<'t> {
    pub name: &'t str,
    pub text: &'t str,
    /// Which of those with the same words it is.
    pub twin: Option<Twin>,
    /// What the agency is given in it.
    pub given: Option<&'t str>,
}

impl KeptTask<'_> {
    pub fn write(&self, writer: &mut Writer) {
        writer.word("nhiem_vu", self.name);
        writer.prose("nguyen_van", self.text);
        if let Some(twin) = self.twin {
            writer.word("lan", &twin.to_string());
        }
        if let Some(given) = self.given {
            writer.prose("duoc_giao", given);
        }
    }
}

/// "II.1.a.1, chủ trì: Tiếp tục …": what the plan asks, and in which role.
fn told(year: &Year<'_>, mine: &Responsibility<'_>) -> String {
    format!("{}, {}: {}", mine.task.reference, role(year, mine), mine.task.text)
}

/// "II.1.a.1, chủ trì".
fn told_role(year: &Year<'_>, mine: &Responsibility<'_>) -> String {
    format!("{}, {}.", mine.task.reference, role(year, mine))
}

fn role(year: &Year<'_>, mine: &Responsibility<'_>) -> String {
    let registry = &year.province.registry;
    match (mine.role, mine.via) {
        (Role::Lead, Via::Direct) => "chủ trì".to_owned(),
        (Role::Lead, Via::Group(id) | Via::Related(id)) => {
            let group = registry.group(id).map_or(id.as_str(), |group| &group.name);
            format!("chủ trì (thuộc {group})")
        }
        (Role::Supporting, _) => {
            let leads = mine.task.assigned.leads.iter();
            let leads: Vec<&str> = leads.map(|party| party.who.name(&year.province.registry)).collect();
            format!("phối hợp với {}", leads.join(", "))
        }
    }
}
