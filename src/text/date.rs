//! Ngày, tháng as the decree writes them in figures (PL1 II.4.b).

/// `01` … `09`, then `10` … `31`.
pub fn padded_day(day: i8) -> String {
    format!("{day:02}")
}

/// `01`, `02`, then `3` … `12`: only the months 1 and 2 get a leading 0.
pub fn padded_month(month: i8) -> String {
    if month < 3 { format!("{month:02}") } else { month.to_string() }
}
