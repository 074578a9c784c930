//! Phần riêng của báo cáo: a file for what only the office knows of its report.

use std::path::Path;

use jiff::civil::Date;

use super::Draft;
use crate::content::emit::writer::Writer;
use crate::model::Agency;
use crate::official::Kind;
use crate::text::values::short_date;

/// Which report is begun.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// Of the figures.
    pub day: Date,
    /// By their ids; empty for all of the year.
    pub plans: &'a [String],
    /// Kính gửi, as a draft has it that says nothing; empty for nobody.
    pub addressees: &'a [String],
}

/// The file of a report on all plans of a year, or on some. Read with the content, it changes nothing of the
/// report until a person does.
pub fn draft(year: i16, agency: &Agency, asked: Asked<'_>, content: &Path) -> Draft {
    let Asked { day, plans, addressees } = asked;
    let mut writer = Writer::default();
    let day_typed = short_date(day);
    writer.suggest("yaml-language-server: $schema=../../luoc-do/bao-cao.schema.json");
    writer.suggest("");
    writer.comment(&format!(
        "{}: phần riêng của báo cáo tình hình triển khai các kế hoạch năm {year} đến ngày {day_typed}. Số liệu, bảng, \
         biểu đồ, phụ lục do chương trình tính; tệp này giữ điều chỉ cơ quan biết.",
        agency.name
    ));
    writer.comment(&format!("Xong thì chạy: kehoach bao-cao --year {year} --as-of {day_typed}"));
    writer.word("loai", "bao_cao");
    writer.word("nam", &year.to_string());
    writer.word("tinh_den", &day_typed);
    writer.word("co_quan", agency.id.as_str());
    if !plans.is_empty() {
        writer.words("ke_hoach", plans);
    }
    official(&mut writer, agency, day);
    words(&mut writer, addressees);
    writer.gap();
    writer.comment(&format!(
        "Chữ ký. hinh_thuc: cap_truong ({} ký), ky_thay (KT., {} ký), quyen, thua_lenh, thua_uy_quyen, chua_ro.",
        agency.head, agency.deputy
    ));
    writer.nested("ky", |writer| {
        writer.word("hinh_thuc", "cap_truong");
        writer.comment("Họ tên người ký.");
        writer.blank("ho_ten");
    });
    let (text, decisions) = writer.finish();
    let one = match plans {
        [plan] => format!("-{plan}"),
        _ => String::new(),
    };
    let folder = content.join(year.to_string()).join("bao-cao");
    Draft { path: folder.join(format!("{}-{day}{one}.yaml", agency.id)), text, decisions }
}

fn official(writer: &mut Writer, agency: &Agency, day: Date) {
    writer.comment("Số văn bản, ví dụ: 15. Còn dự thảo thì để trống.");
    writer.blank("so");
    let symbol = Kind::Report.symbol(&agency.symbol);
    writer.comment(&format!("Ký hiệu mặc định là {symbol}; khác thì bỏ dấu # và sửa."));
    writer.suggest(&format!("ky_hieu: {symbol}"));
    writer.comment(&format!(
        "Ngày ký, ví dụ: {}. Dự thảo: để trống, hoặc chỉ ghi tháng và năm.",
        short_date(day)
    ));
    writer.blank("ngay");
    writer.comment("du_thao: dự thảo. ban_hanh: đã ban hành, phải có đủ số và ngày.");
    writer.word("trang_thai", "du_thao");
}

fn words(writer: &mut Writer, addressees: &[String]) {
    writer.gap();
    writer.comment(
        "Kính gửi: cơ quan cấp trên nhận báo cáo, đã ghi sẵn cơ quan ban hành kế hoạch; không gửi cấp trên nào thì ghi [].",
    );
    // Written out: what a report says once it is issued must not hang on a default.
    if addressees.is_empty() {
        writer.suggest("kinh_gui: [UBND tỉnh]");
    } else {
        writer.words("kinh_gui", addressees);
    }
    writer.gap();
    writer.comment("Nhận xét, đánh giá: mỗi đoạn một mục; in sau các bảng số liệu. Bỏ dấu # rồi viết.");
    for line in ["nhan_xet:", "  - >-", "    Đa số cơ quan đã có kế hoạch triển khai."] {
        writer.suggest(line);
    }
    writer.comment("Đề xuất, kiến nghị; chưa ghi thì dự thảo có chỗ điền.");
    for line in
        ["kien_nghi:", "  - >-", "    Đề nghị các cơ quan chậm ban hành kế hoạch khẩn trương thực hiện."]
    {
        writer.suggest(line);
    }
    writer.gap();
    writer.comment(
        "Còn ghi được: trich_yeu, can_cu, mo_dau, ket_thuc, noi_nhan, luu, dau_hieu; cac_muc là các mục riêng, in sau phần \
         nhận xét, ví dụ:",
    );
    for line in [
        "cac_muc:",
        "  - tieu_de: Khó khăn, nguyên nhân",
        "    gach:",
        "      - Một số cơ quan báo cáo chậm.",
    ] {
        writer.suggest(line);
    }
}
