//! Lời còn dở: text that ends in a word which no sentence and no title ends in.

/// Words that others follow: "trình cấp có thẩm quyền trong quý", "đề án của".
const OPEN: [&str; 18] = [
    "và", "hoặc", "của", "với", "cho", "đến", "các", "những", "nhằm", "để", "là", "như", "theo", "tại",
    "trong", "do", "quý", "tháng",
];

/// Where such a word is the end of another, and ends what it likes: "kèm theo", "lý do", "hằng quý".
const CLOSED: [&str; 12] = [
    "kèm theo",
    "tiếp theo",
    "hiện tại",
    "tồn tại",
    "bên trong",
    "tự do",
    "lý do",
    "lí do",
    "hằng quý",
    "hàng quý",
    "hằng tháng",
    "hàng tháng",
];

/// Whether a text ends in the middle of what it says.
pub fn is_dangling(text: &str) -> bool {
    let lower = text.trim_end().to_lowercase();
    let ends = |words: &str| {
        let before = lower.strip_suffix(words);
        before.is_some_and(|before| before.ends_with(char::is_whitespace))
    };
    OPEN.iter().any(|word| ends(word)) && !CLOSED.iter().any(|words| ends(words))
}

#[cfg(test)]
mod tests {
    use super::is_dangling;

    #[test]
    fn what_others_must_follow_is_told_from_what_may_end() {
        for text in ["Trình phê duyệt trong quý", "Thực hiện theo", "Đề án của", "Rà soát Các"]
        {
            assert!(is_dangling(text), "{text}");
        }
        for text in
            ["Rà soát quy hoạch", "Biểu mẫu kèm theo", "Báo cáo hằng quý", "Nêu rõ lý do", "và", "nhà vàvà"]
        {
            assert!(!is_dangling(text), "{text}");
        }
    }
}
