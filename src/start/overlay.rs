//! Kế hoạch riêng: an agency's overlay, prefilled with every task that is its own.

use std::path::Path;

use super::writer::{Remark, Writer};
use super::{Draft, cited};
use crate::derive::Year;
use crate::derive::responsibility::{Responsibility, Role, Share, Via};
use crate::model::agency::{Agency, AgencyKind};
use crate::model::plan::{Assignee, Index, Plan, Task};

/// What the clerk reads first.
const GUIDE: [&str; 4] = [
    "Tệp này dùng được ngay: mọi nhiệm vụ đang giữ nguyên câu chữ của kế hoạch tỉnh (giu_nguyen: true). Muốn viết theo \
     cách của mình thì thay dòng “giu_nguyen: true” bằng “noi_dung: >-” rồi viết câu ở dòng dưới, thụt vào hai dấu cách. \
     Một nội dung thực hiện nhiều nhiệm vụ: ghi đủ các mã vào thay_cho, xóa các mục còn lại. Việc riêng của cơ quan: \
     thay_cho: [].",
    "chu_tri, phoi_hop: mã các phòng, đơn vị khai ở don_vi, ví dụ [van-phong, nghiep-vu]; tat_ca là mọi phòng, đơn vị. \
     lanh_dao: mã lãnh đạo chỉ đạo, khai ở lanh_dao.",
    "thoi_han: trước 15/7/2025; chậm nhất 25/7/2026; trong 10 ngày kể từ ngày ban hành; hằng quý; quý III/2025; để \
     trống thì theo kế hoạch của tỉnh, nếu có. san_pham: kết quả phải có, ví dụ: Báo cáo.",
    "Chưa điền thì để trống, chương trình vẫn tạo được kế hoạch và báo những chỗ chưa phân công.",
];

/// The overlay of an agency that the year's main plan reaches and that has none yet. Read with the
/// content, it changes nothing of the sub-plan until a person does.
pub fn draft(year: &Year<'_>, agency: &Agency, content: &Path) -> Draft {
    let mut overlay = Fresh { year, agency, writer: Writer::default() };
    overlay.heading();
    overlay.official();
    overlay.people();
    overlay.indices();
    overlay.rest();
    let (text, decisions) = overlay.writer.finish();
    let folder = content.join(year.year.to_string()).join("co-quan");
    Draft { path: folder.join(format!("{}.yaml", agency.id)), text, decisions }
}

struct Fresh<'y> {
    year: &'y Year<'y>,
    agency: &'y Agency,
    writer: Writer,
}

impl<'y> Fresh<'y> {
    fn plan(&self) -> &'y Plan {
        self.year.plan()
    }

    fn note(&mut self, text: &str) {
        self.writer.comment(text);
    }

    /// A block to take over by removing the `#`.
    fn example(&mut self, lines: &[&str]) {
        lines.iter().for_each(|line| self.writer.suggest(line));
    }

    fn heading(&mut self) {
        let (agency, year) = (self.agency, self.year.year);
        self.writer.suggest("yaml-language-server: $schema=../../luoc-do/ke-hoach-don-vi.schema.json");
        self.writer.suggest("");
        self.note(&format!("{}: phần riêng trong kế hoạch triển khai {}.", agency.name, cited(self.plan())));
        GUIDE.iter().for_each(|text| self.note(text));
        self.note(&format!("Xong thì chạy: kehoach check, rồi: kehoach build {} --year {year}", agency.id));
    }

    fn official(&mut self) {
        let (agency, year) = (self.agency, self.year.year);
        self.writer.word("loai", "ke_hoach_don_vi");
        self.writer.word("co_quan", agency.id.as_str());
        self.writer.word("nam", &year.to_string());
        self.note("Số văn bản, ví dụ: 202. Còn dự thảo thì để trống.");
        self.writer.blank("so");
        let unverified = agency.unverified.iter().any(|field| field == "ky_hieu");
        let doubt = if unverified { " (ký hiệu này chưa xác minh)" } else { "" };
        self.note(&format!("Ký hiệu mặc định là KH-{}{doubt}; khác thì bỏ dấu # và sửa.", agency.symbol));
        self.example(&[&format!("ky_hieu: KH-{}", agency.symbol)]);
        self.note(&format!(
            "Ngày ký, ví dụ: 18/7/{year}. Dự thảo: để trống, hoặc chỉ ghi tháng và năm (7/{year})."
        ));
        self.writer.blank("ngay");
        self.note("du_thao: dự thảo. ban_hanh: đã ban hành, phải có đủ số và ngày.");
        self.writer.word("trang_thai", "du_thao");
        self.writer.words("ke_hoach_goc", &[self.plan().id.to_string()]);
        self.further_plans();
    }

    /// Other plans of the year that ask something of the agency: it may answer them together.
    fn further_plans(&mut self) {
        let province = self.year.province;
        for plan in province.plans.iter().filter(|plan| plan.year == self.year.year && !plan.main) {
            let shares = crate::derive::responsibility::Responsibilities::of(plan, &province.registry);
            let Some(share) = shares.share(&self.agency.id) else {
                continue;
            };
            self.note(&format!(
                "{} cũng giao cơ quan này {:02} nhiệm vụ; thực hiện chung thì thêm “{}” vào ke_hoach_goc.",
                plan.short_citation(),
                share.tasks.len() + share.duties.len(),
                plan.id
            ));
        }
    }

    fn people(&mut self) {
        self.writer.gap();
        let unit = match self.agency.kind {
            AgencyKind::Commune => "Phòng Kinh tế",
            _ => "Văn phòng",
        };
        self.note("Các phòng, đơn vị của cơ quan. Bỏ dấu # ở đầu các dòng, sửa mã và tên, thêm mục nếu cần.");
        let name = format!("    ten: {unit}");
        self.example(&["don_vi:", "  - ma: van-phong", &name, "    ten_viet_tat: VP"]);
        self.writer.gap();
        self.note("Lãnh đạo chỉ đạo thực hiện, nếu muốn ghi tên.");
        let position = format!("    chuc_vu: {}", self.agency.deputy);
        self.example(&["lanh_dao:", "  - ma: pho-1", "    ho_ten: Nguyễn Văn A", &position]);
    }

    fn indices(&mut self) {
        let plan = self.plan();
        let none = Share::default();
        let year = self.year;
        let share = year.main().share(&self.agency.id).unwrap_or(&none);
        let mut answered: Vec<&Task> = Vec::new();
        let mut own: Vec<(&Index, Vec<&Responsibility<'_>>)> = Vec::new();
        for (_, index) in plan.indices() {
            let of_index: Vec<&Task> = index.assignments.iter().flat_map(|given| &given.tasks).collect();
            let mine: Vec<&Responsibility<'_>> =
                share.tasks.iter().filter(|mine| is_among(mine.task, &of_index)).collect();
            answered.extend(mine.iter().map(|mine| mine.task));
            if !mine.is_empty() {
                own.push((index, mine));
            }
        }
        if !own.is_empty() {
            self.writer.gap();
            let Self { writer, year, agency } = self;
            writer.nested("chi_so", |writer| {
                for (index, tasks) in &own {
                    writer.item(|writer| write_index(writer, year, agency, index, tasks));
                }
            });
        }
        let left: Vec<&Responsibility<'_>> =
            share.tasks.iter().filter(|mine| !is_among(mine.task, &answered)).collect();
        if !left.is_empty() {
            self.writer.gap();
            self.note(
                "Nhiệm vụ trọng tâm chương trình tự đưa vào, giữ nguyên câu chữ; muốn viết riêng thì thêm vào chi_so một \
                 mục “so: [1]” với “ho: trong_tam”:",
            );
            left.iter().for_each(|mine| self.note(&told(self.year, mine)));
        }
        if !share.duties.is_empty() {
            self.writer.gap();
            self.note("Việc trong “Tổ chức thực hiện”, chương trình tự đưa vào:");
            for duty in &share.duties {
                let task = &duty.task.task;
                self.note(&format!("{}: {}", task.reference, task.text));
            }
        }
    }

    fn rest(&mut self) {
        self.writer.gap();
        self.note(
            "Còn ghi được: trich_yeu, mo_dau, muc_dich, yeu_cau, dan_nhap_nhiem_vu, to_chuc_thuc_hien, ket_thuc, \
             noi_nhan, luu, dau_hieu, phu_luc_rieng; ở mỗi chỉ số: tieu_de, kieu (chu_cai hoặc giao), theo_linh_vuc; ở mỗi nội dung: dan. Không \
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

fn write_index(
    writer: &mut Writer,
    year: &Year<'_>,
    agency: &Agency,
    index: &Index,
    tasks: &[&Responsibility<'_>],
) {
    let target = index.target.map_or_else(String::new, |target| {
        let change = target.change.map_or_else(String::new, |change| {
            let way = if change.is_negative() { "giảm" } else { "tăng" };
            format!(", {way} {} điểm so với năm {}", change.magnitude(), target.base_year)
        });
        format!(" - mục tiêu từ {} điểm trở lên{change}", target.score)
    });
    let monitors = match &index.monitor {
        Some(id) if *id == agency.id => " - cơ quan này là đầu mối theo dõi",
        _ => "",
    };
    writer.remarks(&[Remark::Note(format!("{}. {}{target}{monitors}", index.ordinal, index.name))]);
    writer.words("so", &[index.ordinal.to_string()]);
    if index.family != year.plan().family {
        writer.word("ho", &index.family);
    }
    writer.words("lanh_dao", &[]);
    writer.nested("noi_dung", |writer| {
        for mine in tasks {
            writer.item(|writer| {
                writer.comment(&told(year, mine));
                writer.words("thay_cho", &[mine.task.reference.to_string()]);
                writer.flag("giu_nguyen", true);
                writer.words("chu_tri", &[]);
                writer.words("phoi_hop", &[]);
                if let Some(deadline) = &mine.task.deadline {
                    writer.comment(&format!("Kế hoạch của tỉnh: {deadline}."));
                }
                writer.blank("thoi_han");
                if let Some(output) = &mine.task.output {
                    writer.comment(&format!("Kế hoạch của tỉnh: {output}."));
                }
                writer.blank("san_pham");
            });
        }
    });
}

fn is_among(task: &Task, tasks: &[&Task]) -> bool {
    tasks.iter().any(|other| other.reference == task.reference)
}

/// "II.1.a.1, chủ trì: Tiếp tục …": what the plan asks, and in which role.
fn told(year: &Year<'_>, mine: &Responsibility<'_>) -> String {
    let registry = &year.province.registry;
    let role = match (mine.role, &mine.via) {
        (Role::Lead, Via::Direct) => "chủ trì".to_owned(),
        (Role::Lead, Via::Group(id)) => {
            let group = registry.group(id).map_or(id.as_str(), |group| &group.name);
            format!("chủ trì (thuộc {group})")
        }
        (Role::Supporting, _) => {
            let lead: Vec<&str> = mine.task.lead.iter().map(|assignee| name(year, assignee)).collect();
            format!("phối hợp với {}", lead.join(", "))
        }
    };
    format!("{}, {role}: {}", mine.task.reference, mine.task.text)
}

fn name<'n>(year: &Year<'n>, assignee: &'n Assignee) -> &'n str {
    let registry = &year.province.registry;
    match assignee {
        Assignee::Agency(id) => registry.agency(id).map_or(id.as_str(), |agency| &agency.name),
        Assignee::Group(id) => registry.group(id).map_or(id.as_str(), |group| &group.name),
    }
}
