use super::*;
use crate::content;
use std::path::Path;

/// What is named in a text, and what follows.
fn named(text: &str, day: &str) -> (Vec<String>, String) {
    let loaded = content::resolved(
        &content::Files::read(Path::new("content")),
        &std::collections::BTreeMap::new(),
        &|_, _| Vec::new(),
    );
    let province = loaded.province.unwrap();
    let day = crate::text::values::parse_date(day).unwrap();
    let names = Names::of(&province.registry, &province.name, day);
    let list = names.list(text);
    let mentions = list.mentions.iter().map(|mention| {
        let sign = match mention.sure {
            Sure::Exact => "",
            Sure::Usual => "~",
            Sure::OtherEra => "!",
            Sure::Not => "?",
        };
        let who = match &mention.who {
            Who::Named(Named::Agency(id)) => id.to_string(),
            Who::Named(Named::Group(id)) => id.to_string(),
            Who::RelatedOf(Named::Group(id)) => format!("{id}+"),
            Who::RelatedOf(Named::Agency(id)) => format!("{id}+"),
            Who::Outside => format!("<{}>", &text[mention.range.clone()]),
            Who::Strange => format!("<?{}>", &text[mention.range.clone()]),
            Who::Everybody => "*".to_owned(),
            Who::Unknown => format!("[{}]", &text[mention.range.clone()]),
        };
        let scope = mention.scope.as_ref().map(|scope| format!("({scope})")).unwrap_or_default();
        format!("{sign}{who}{scope}")
    });
    (mentions.collect(), text[list.end..].trim().to_owned())
}

#[test]
fn names_are_found_however_they_are_written() {
    for (day, text, who, rest) in [
        ("02/7/2025", "Sở Tài chính: tham mưu", "so-tai-chinh", ": tham mưu"),
        (
            "02/7/2025",
            "Sở Văn hóa, Thể thao và Du lịch, Sở NN&MT rà soát",
            "so-van-hoa-the-thao-va-du-lich, so-nong-nghiep-va-moi-truong",
            "rà soát",
        ),
        ("02/7/2025", "Sở VH,TT&DL", "so-van-hoa-the-thao-va-du-lich", ""),
        (
            "02/7/2025",
            "Các sở, ban, ngành, UBND các xã, phường, Trung tâm Phục vụ hành chính công tỉnh:",
            "cac-so-ban-nganh, ubnd-cac-xa-phuong, trung-tam-phuc-vu-hanh-chinh-cong-tinh",
            ":",
        ),
        (
            "02/7/2025",
            "Ủy ban nhân dân các xã, phường và các sở ban ngành thực hiện",
            "ubnd-cac-xa-phuong, cac-so-ban-nganh",
            "thực hiện",
        ),
        (
            "02/7/2025",
            "Chánh Văn phòng UBND tỉnh, Giám đốc Sở Tài chính, Chủ tịch UBND các xã, phường",
            "van-phong-ubnd-tinh, so-tai-chinh, ubnd-cac-xa-phuong",
            "",
        ),
        (
            "02/7/2025",
            "(Các Sở: Công Thương, Xây dựng, Văn hóa, Thể thao và Du lịch; Công an tỉnh). Nghiên cứu",
            "so-cong-thuong, so-xay-dung, so-van-hoa-the-thao-va-du-lich, cong-an-tinh",
            "). Nghiên cứu",
        ),
        (
            "02/7/2025",
            "UBND các xã Đồng Đăng, Na Sầm, phường Đông Kinh tổ chức",
            "ubnd-xa-dong-dang, ubnd-xa-na-sam, ubnd-phuong-dong-kinh",
            "tổ chức",
        ),
        (
            "02/7/2025",
            "Sở Y tế (khám bệnh); Sở Nội vụ (việc làm); các đơn vị liên quan.",
            "so-y-te(khám bệnh), so-noi-vu(việc làm), ?<các đơn vị liên quan>",
            ".",
        ),
        (
            "02/7/2025",
            "các sở, ban, ngành liên quan và các doanh nghiệp",
            "cac-so-ban-nganh+, ?<các doanh nghiệp>",
            "",
        ),
        ("02/7/2025", "Sở Kế hoạch và Đầu tư chủ trì", "!so-ke-hoach-va-dau-tu", "chủ trì"),
        (
            "05/7/2024",
            "Cục Thuế, Cục Hải quan tỉnh Lạng Sơn: đẩy mạnh",
            "cuc-thue-tinh, ~cuc-hai-quan-tinh",
            ": đẩy mạnh",
        ),
        (
            "02/7/2025",
            "Ban Dân vận Tỉnh ủy, Phòng Quản lý đầu tư công chủ trì",
            "?[Ban Dân vận Tỉnh ủy], ?[Phòng Quản lý đầu tư công]",
            "chủ trì",
        ),
        ("02/7/2025", "UBND xã Bản Mới chủ trì", "?[UBND xã Bản Mới]", "chủ trì"),
        ("02/7/2025", "UBND xã, phường tổ chức", "ubnd-cac-xa-phuong", "tổ chức"),
        ("02/7/2025", "Các Trung tâm Y tế khu vực; Sở Y tế", "?<?Các Trung tâm Y tế khu vực>, so-y-te", ""),
        ("02/7/2025", "các cơ quan, đơn vị", "?*", ""),
        ("02/7/2025", "Tổ chức hội nghị với doanh nghiệp", "", "Tổ chức hội nghị với doanh nghiệp"),
    ] {
        let found = named(text.trim_start_matches('('), day);
        assert_eq!((found.0.join(", ").as_str(), found.1.as_str()), (who, rest), "{text}");
    }
}
