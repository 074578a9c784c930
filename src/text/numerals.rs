//! Số La Mã.

/// A number as Mục and Phụ lục bear it; nothing for 0.
pub fn roman(mut n: usize) -> String {
    const STEPS: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut numeral = String::new();
    for (value, digits) in STEPS {
        while n >= value {
            numeral.push_str(digits);
            n -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roman_numerals_count_sections_and_annexes() {
        let numerals: Vec<String> = [1, 4, 5, 9, 14].into_iter().map(roman).collect();
        assert_eq!(numerals.join(" "), "I IV V IX XIV");
    }
}
