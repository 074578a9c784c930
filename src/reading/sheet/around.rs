//! What a reader of cells must know beside their values: which cells are one, and what people wrote beside them. For
//! those who take the values of a workbook by calamine, from whatever program it comes: Excel (`.xlsx`, `.xlsb`,
//! `.xls`) or LibreOffice Calc.

use std::collections::BTreeMap;

use calamine::Dimensions;

use super::super::package::Package;
use super::super::{Refusal, limits};
use super::beside::Beside;
use super::{calc, xls, xlsb};

/// Lời bình của ô. A remark; row and column from 0.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Remark {
    /// Empty where it is not known.
    pub author: String,
    pub text: String,
    pub at: (u32, u32),
}

/// What was found in every sheet, by its name.
pub(crate) type BySheet<T> = BTreeMap<String, Vec<T>>;

/// What stands around the values of a workbook.
#[derive(Debug)]
pub(crate) struct Around {
    /// Ô gộp. Of `.xlsx` and `.xls` none: calamine tells them.
    pub merged: Result<BySheet<Dimensions>, Refusal>,
    pub remarks: Result<BySheet<Remark>, Refusal>,
}

/// Both of a workbook, from one look into it.
pub(super) type Found = (BySheet<Dimensions>, BySheet<Remark>);

/// Looks into a workbook.
///
/// # Errors
/// Only where it is beyond a limit, so that nobody else may open it either; what could not be read within the limits
/// is in the value.
pub(crate) fn around(bytes: &[u8]) -> Result<Around, Refusal> {
    if bytes.len() > limits::FILE {
        return Err(Refusal::FileTooLarge { bytes: bytes.len() });
    }
    let around = if bytes.starts_with(b"PK") {
        of_package(bytes)
    } else {
        Around { merged: Ok(BySheet::new()), remarks: xls::remarks(bytes) }
    };
    match around.remarks {
        Err(refusal @ Refusal::TooMuch { .. }) => Err(refusal),
        _ => Ok(around),
    }
}

fn of_package(bytes: &[u8]) -> Around {
    let mut package = match Package::open(bytes) {
        Ok(package) => package,
        Err(refusal) => return Around::of(Err(refusal)),
    };
    if package.has(xlsb::WORKBOOK) {
        return Around::of(package.unfold_all().and_then(|()| xlsb::found(&mut package)));
    }
    if package.has(calc::CONTENT) {
        return Around::of(package.unfold_all().and_then(|()| calc::found(&mut package)));
    }
    let beside = Beside::of(&mut package, &mut Vec::new());
    Around { merged: Ok(BySheet::new()), remarks: beside.map(Beside::remarks) }
}

impl Around {
    fn of(found: Result<Found, Refusal>) -> Self {
        match found {
            Ok((merged, remarks)) => Self { merged: Ok(merged), remarks: Ok(remarks) },
            Err(refusal) => Self { merged: Err(refusal.clone()), remarks: Err(refusal) },
        }
    }
}
