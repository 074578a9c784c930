//! What pages of the follow-up show, as files to take away: the same bytes under the same names as the commands
//! write them.

use std::io::{Cursor, Write as _};
use std::sync::Arc;

use axum::extract::State;
use jiff::civil::Date;
use zip::write::SimpleFileOptions;
use zip::{DateTime, ZipWriter};

use super::super::super::desk::{Content, Desk};
use super::super::super::guard::Refusal;
use super::super::super::pages::follow::{Section, Wanted};
use super::super::files::attachment;
use super::super::{Answer, Asked, At};
use super::{day, of_year, plans};
use crate::app::{Format, OpenYear, render, report};
use crate::document::Paper;
use crate::follow::compare::{compare, told};
use crate::follow::deadlines::{Deadlines, ics};
use crate::follow::matrix::{self, Matrix};
use crate::follow::names;
use crate::follow::progress::form;
use crate::follow::register::{self, Register};
use crate::follow::report::sheets;
use crate::follow::sheet::{Workbook, xlsx};
use crate::model::{Agency, AgencyId};
use crate::text::csv::BYTE_ORDER_MARK;

/// A file: its name without extension, and its bytes.
type Made = Result<(String, Vec<u8>), Refusal>;

/// What a file is made of.
struct Asking<'a> {
    open: &'a OpenYear<'a>,
    content: &'a Content,
    wanted: &'a Wanted,
    today: Date,
    plans: Vec<String>,
    agency: Option<&'a Agency>,
    /// Its id, where one is asked for.
    agencies: Vec<String>,
}

pub(super) async fn file(
    State(desk): State<Arc<Desk>>,
    At((year, what, extension)): At<(i16, String, String)>,
    Asked(wanted): Asked<Wanted>,
) -> Answer {
    of_year(desk, year, move |desk, content, open| {
        let registry = &open.year.province.registry;
        let agency = match wanted.agency() {
            None => None,
            Some(id) => Some(registry.agency(&AgencyId::new(id)).ok_or(Refusal::NotFound)?),
        };
        let (today, plans) = (day(&wanted, (desk.today)()), plans(open, &wanted)?);
        let agencies = agency.iter().map(|agency| agency.id.to_string()).collect();
        let asking = Asking { open, content, wanted: &wanted, today, plans, agency, agencies };
        let section = Section::ALL.into_iter().find(|section| section.name() == what);
        let (stem, bytes) = match section.ok_or(Refusal::NotFound)? {
            Section::Matrix => asking.matrix(&extension)?,
            Section::Progress => asking.forms(&extension)?,
            Section::Report => asking.report(&extension)?,
            Section::Deadlines => asking.deadlines(&extension)?,
            Section::Compare => asking.comparison(&extension)?,
            Section::Register => asking.register(&extension)?,
            Section::Overview | Section::Scores | Section::Recipients => return Err(Refusal::NotFound),
        };
        Ok(attachment(&format!("{stem}.{extension}"), bytes))
    })
    .await
}

impl Asking<'_> {
    fn rows(&self) -> Matrix<'_> {
        Matrix::of(&self.open.year, self.asked(), self.today)
    }

    fn asked(&self) -> matrix::Wanted<'_> {
        matrix::Wanted { agencies: &self.agencies, plans: &self.plans }
    }

    fn paper(&self, paper: &Paper<'_>, extension: &str) -> Result<Vec<u8>, Refusal> {
        let format = Format::ALL.into_iter().find(|format| format.extension() == extension);
        let format = format.ok_or(Refusal::NotFound)?;
        let made = render(paper, format, self.open.inputs.fonts.set()).map_err(|_| Refusal::Broken)?;
        Ok(made.bytes)
    }

    fn matrix(&self, extension: &str) -> Made {
        let matrix = self.rows();
        let bytes = match extension {
            "xlsx" => workbook(&matrix::workbook(&matrix))?,
            "csv" => csv(&matrix::list(&matrix).csv()),
            "json" => matrix::json(&matrix).into_bytes(),
            other => self.paper(&matrix::page(&matrix, &matrix::annexes(&matrix)), other)?,
        };
        Ok((names::matrix(self.open.year.year, self.asked()), bytes))
    }

    /// One form for all or for one; or each agency's in one package.
    fn forms(&self, extension: &str) -> Made {
        let (matrix, year) = (self.rows(), self.open.year.year);
        let of = |agency: Option<&Agency>| {
            workbook(&form::workbook(&matrix, self.open.year.province, agency, self.today))
        };
        let stem =
            |agencies: &[String]| names::progress(year, matrix::Wanted { agencies, plans: &self.plans });
        match extension {
            "xlsx" => Ok((stem(&self.agencies), of(self.agency)?)),
            "zip" => {
                let mut agencies: Vec<&Agency> = Vec::new();
                for row in &matrix.rows {
                    if !agencies.iter().any(|agency| agency.id == row.agency.id) {
                        agencies.push(row.agency);
                    }
                }
                let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
                let options = SimpleFileOptions::default().last_modified_time(DateTime::default());
                for agency in agencies {
                    let name = format!("{}.xlsx", stem(&[agency.id.to_string()]));
                    archive.start_file(name, options).map_err(|_| Refusal::Broken)?;
                    archive.write_all(&of(Some(agency))?).map_err(|_| Refusal::Broken)?;
                }
                let bytes = archive.finish().map_err(|_| Refusal::Broken)?.into_inner();
                Ok((stem(&[]), bytes))
            }
            _ => Err(Refusal::NotFound),
        }
    }

    fn report(&self, extension: &str) -> Made {
        let asked = report::Wanted {
            day: self.today,
            plans: &self.plans,
            agency: self.wanted.agency(),
            out: &self.content.place.out,
        };
        let stem = names::report(self.open.year.year, self.today, self.asked());
        if extension == "xlsx" {
            let (figures, _) = report::figures(self.open, asked).map_err(|_| Refusal::NotFound)?;
            return Ok((stem, workbook(&sheets::workbook(&figures))?));
        }
        // Why it cannot be made stands on its page.
        let made = report::make(self.open, asked).map_err(|_| Refusal::NotFound)?;
        Ok((stem, self.paper(&made.document.whole(), extension)?))
    }

    fn deadlines(&self, extension: &str) -> Made {
        let asked = matrix::Wanted { agencies: &[], plans: &self.plans };
        let deadlines = Deadlines::of(&self.open.year, self.agency, asked);
        let bytes = match extension {
            "ics" => ics(&deadlines).into_bytes(),
            "csv" => csv(&deadlines.sheet().csv()),
            _ => return Err(Refusal::NotFound),
        };
        Ok((names::deadlines(self.open.year.year, self.asked()), bytes))
    }

    fn comparison(&self, extension: &str) -> Made {
        let other: i16 = self.wanted.other.parse().map_err(|_| Refusal::NotFound)?;
        let old = self.content.open(other).map_err(|_| Refusal::NotFound)?;
        let year = &self.open.year;
        let agency = self.agency.map(|agency| &agency.id);
        let comparison = compare(&old.year, year, agency);
        let annexes = [told::annex(&comparison)];
        let issuers = year.plans().filter_map(|shares| year.province.registry.agency(&shares.plan.issuer));
        let author = issuers.map(|issuer| issuer.name.clone()).next().unwrap_or_default();
        let bytes = match extension {
            "txt" => told::text(&comparison).into_bytes(),
            "json" => told::json(&comparison).into_bytes(),
            other => self.paper(&told::page(&comparison, &author, &annexes), other)?,
        };
        Ok((names::comparison(other, year.year, matrix::Wanted { plans: &[], ..self.asked() }), bytes))
    }

    fn register(&self, extension: &str) -> Made {
        let register = Register::of(&self.open.year, self.asked());
        let bytes = match extension {
            "xlsx" => workbook(&register::workbook(&register))?,
            "csv" => csv(&register::list(&register).csv()),
            "json" => register::json(&register).into_bytes(),
            "txt" => register::text(&register).into_bytes(),
            _ => return Err(Refusal::NotFound),
        };
        Ok((names::register(self.open.year.year, self.asked()), bytes))
    }
}

fn workbook(book: &Workbook) -> Result<Vec<u8>, Refusal> {
    xlsx(book).map_err(|_| Refusal::Broken)
}

/// With the mark that Excel needs.
fn csv(text: &str) -> Vec<u8> {
    format!("{BYTE_ORDER_MARK}{text}").into_bytes()
}
