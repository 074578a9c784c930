use super::*;
use crate::content;
use crate::model::Province;
use std::path::Path;
use std::sync::OnceLock;

/// What is named in a text, and what follows.
fn named(text: &str, day: &str) -> (Vec<String>, String) {
    static PROVINCE: OnceLock<Province> = OnceLock::new();
    let province = PROVINCE.get_or_init(|| {
        let files = content::Files::read(Path::new("content"));
        content::resolved(&files, &std::collections::BTreeMap::new(), &|_, _| Vec::new()).province.unwrap()
    });
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
fn names_with_a_word_that_is_a_verb_elsewhere_are_not_cut_at_it() {
    for (text, name, rest) in [
        ("Trung tâm Dịch vụ việc làm tổ chức ngày hội", "Trung tâm Dịch vụ việc làm", "tổ chức ngày hội"),
        ("Ban An toàn giao thông tỉnh: rà soát", "Ban An toàn giao thông tỉnh", ": rà soát"),
        (
            "Trung tâm Công nghệ thông tin và Truyền thông rà soát",
            "Trung tâm Công nghệ thông tin và Truyền thông",
            "rà soát",
        ),
        ("Trung tâm Giáo dục thường xuyên mở lớp", "Trung tâm Giáo dục thường xuyên", "mở lớp"),
        (
            "Ban Quản lý dự án đầu tư xây dựng khu vực 9 thực hiện",
            "Ban Quản lý dự án đầu tư xây dựng khu vực 9",
            "thực hiện",
        ),
        (
            "Chi cục Giám định công trình xây dựng kiểm tra",
            "Chi cục Giám định công trình xây dựng",
            "kiểm tra",
        ),
        ("Ban Chỉ đạo chuyển đổi số tỉnh họp", "Ban Chỉ đạo chuyển đổi số tỉnh", "họp"),
        ("Phòng Kinh tế, Hạ tầng và Đô thị chủ trì", "Phòng Kinh tế, Hạ tầng và Đô thị", "chủ trì"),
        ("Trung tâm Khuyến nông tiếp tục phối hợp với", "Trung tâm Khuyến nông", "tiếp tục phối hợp với"),
        ("Trung tâm Khuyến nông có trách nhiệm chủ trì", "Trung tâm Khuyến nông", "có trách nhiệm chủ trì"),
        ("Trung tâm Khuyến nông xây dựng kế hoạch", "Trung tâm Khuyến nông", "xây dựng kế hoạch"),
        ("Hội Nữ doanh nhân tỉnh kêu gọi tài trợ", "Hội Nữ doanh nhân tỉnh", "kêu gọi tài trợ"),
        ("Phòng Nghiệp vụ tổng hợp chủ trì", "Phòng Nghiệp vụ tổng hợp", "chủ trì"),
        ("Ban Chỉ huy Quân sự phường trực chiến", "Ban Chỉ huy Quân sự phường", "trực chiến"),
        (
            "Ban Chỉ huy Quân sự phường kiểm tra phối hợp Sở A",
            "Ban Chỉ huy Quân sự phường",
            "kiểm tra phối hợp Sở A",
        ),
        ("Trạm Y tế xã Ba Sơn tiêm phòng", "Trạm Y tế xã Ba Sơn", "tiêm phòng"),
        ("Bảo hiểm xã hội huyện chi trả", "Bảo hiểm xã hội huyện", "chi trả"),
        (
            "Trung tâm Phục vụ hành chính công phường niêm yết",
            "Trung tâm Phục vụ hành chính công phường",
            "niêm yết",
        ),
        ("Hội Nông dân hằng tháng họp", "Hội Nông dân", "hằng tháng họp"),
        ("Ban Chỉ đạo tỉnh về chuyển đổi số họp", "Ban Chỉ đạo tỉnh về chuyển đổi số", "họp"),
    ] {
        let found = named(text, "02/7/2025");
        assert_eq!((found.0.join(", "), found.1.as_str()), (format!("?[{name}]"), rest), "{text}");
    }
    assert_eq!(named("Thanh tra việc chấp hành pháp luật", "02/7/2025").0.len(), 0);
    let several = named("Phòng Kinh tế, Văn phòng HĐND và UBND xã rà soát", "02/7/2025").0;
    assert_eq!(several, ["?[Phòng Kinh tế]", "?[Văn phòng HĐND và UBND xã]"]);
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
            "UBND các xã, phường: Đồng Đăng, Na Sầm, Đông Kinh tổ chức",
            "ubnd-xa-dong-dang, ubnd-xa-na-sam, ubnd-phuong-dong-kinh",
            "tổ chức",
        ),
        ("02/7/2025", "UBND các xã, phường: tổ chức", "ubnd-cac-xa-phuong", ": tổ chức"),
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
        ("02/7/2025", "Kho bạc Nhà nước khu vực VI: kiểm soát", "~kho-bac-nha-nuoc", ": kiểm soát"),
        ("02/7/2025", "Sở Tài chính xã hội hóa nguồn lực", "so-tai-chinh", "xã hội hóa nguồn lực"),
        ("02/7/2025", "Tổ chức hội nghị với doanh nghiệp", "", "Tổ chức hội nghị với doanh nghiệp"),
    ] {
        let found = named(text.trim_start_matches('('), day);
        assert_eq!((found.0.join(", ").as_str(), found.1.as_str()), (who, rest), "{text}");
    }
}
