//! Biểu đồ: native charts of DrawingML, each a part of its own with its figures cached, and with a workbook in
//! which Word lets them be edited; the paragraph that shows one says in words what it shows.

use quick_xml::escape::escape;
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Workbook, XlsxError};

use super::xml::Xml;
use crate::document::chart::{Chart, Series, Shape};
use crate::document::{BlockKind, Paper};
use crate::length::Length;
use crate::render::style::{FONT_FAMILY, LANGUAGE, SIZE_TABLE};

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
/// English Metric Units to a point.
const EMU: f64 = 12_700.0;
/// Of the workbook with the figures.
const SHEET: &str = "Sheet1";
const GREYS: [&str; 4] = ["464646", "969696", "C8C8C8", "6E6E6E"];

/// The charts of a file, in the order of reading.
pub(super) fn of<'p>(paper: &Paper<'p>) -> Vec<&'p Chart> {
    let body = paper.main.iter().flat_map(|document| &document.body);
    let annexes = paper.annexes.iter().flat_map(|annex| &annex.body);
    let charts = body.chain(annexes).filter_map(|block| match &block.kind {
        BlockKind::Chart(chart) => Some(chart.as_ref()),
        _ => None,
    });
    charts.collect()
}

/// The id of the relation to a chart's part; charts count from 1.
pub(super) fn relation(number: usize) -> String {
    format!("rIdChart{number}")
}

/// The relation of a chart's part to the workbook with its figures.
const FIGURES: &str = "rIdFigures";

/// `word/charts/_rels/chart1.xml.rels`
pub(super) fn relations(number: usize) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><Relationships \
         xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"{FIGURES}\" \
         Type=\"{RELATIONS}/package\" Target=\"../embeddings/figures{number}.xlsx\"/></Relationships>"
    )
}

/// The figures as a workbook, which Word opens for “Edit Data”: where the formulas of the part say.
///
/// # Errors
/// What does not fit into a workbook.
pub(super) fn figures(chart: &Chart) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // No clock is in the file.
    let created = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&created));
    let sheet = book.add_worksheet();
    sheet.set_name(SHEET)?;
    for (row, category) in (1u32..).zip(&chart.categories) {
        sheet.write(row, 0, category)?;
    }
    for (column, series) in (1u16..).zip(&chart.series) {
        sheet.write(0, column, &series.name)?;
        for (row, value) in (1u32..).zip(&series.values) {
            if let Some(value) = value {
                sheet.write(row, column, *value)?;
            }
        }
    }
    book.save_to_buffer()
}

/// Writes the run that shows a chart in the line.
pub(super) fn draw(chart: &Chart, number: usize, width: Length, xml: &mut Xml) {
    xml.markup("<w:r><w:drawing><wp:inline xmlns:wp=\"");
    xml.markup(DRAWING);
    xml.markup("/wordprocessingDrawing\" distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\"><wp:extent cx=\"");
    xml.number(emu(width));
    xml.markup("\" cy=\"");
    xml.number(emu(height(chart)));
    xml.markup("\"/><wp:docPr id=\"");
    xml.number(number);
    xml.markup("\" name=\"Biểu đồ ");
    xml.number(number);
    xml.markup("\" descr=\"");
    xml.value(&chart.alt);
    xml.markup("\"/><wp:cNvGraphicFramePr/><a:graphic xmlns:a=\"");
    xml.markup(DRAWING);
    xml.markup("/main\"><a:graphicData uri=\"");
    xml.markup(DRAWING);
    xml.markup("/chart\"><c:chart xmlns:c=\"");
    xml.markup(DRAWING);
    xml.markup("/chart\" r:id=\"");
    xml.value(&relation(number));
    xml.markup("\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r>");
}

fn emu(length: Length) -> i64 {
    (length.to_pt() * EMU).round() as i64
}

fn height(chart: &Chart) -> Length {
    let legend = if chart.series.len() > 1 { 30.0 } else { 0.0 };
    match chart.shape {
        Shape::Bars => {
            let bars = (chart.categories.len() * chart.series.len()) as f64;
            Length::pt(bars.mul_add(14.0, chart.categories.len() as f64 * 7.0) + 14.0 + legend)
        }
        Shape::Lines => Length::pt(170.0 + legend),
    }
}

/// `word/charts/chart1.xml`.
pub(super) fn part(chart: &Chart) -> String {
    let series: Vec<String> =
        chart.series.iter().enumerate().map(|(at, one)| series(chart, one, at)).collect();
    let series = series.concat();
    let plot = match chart.shape {
        Shape::Bars => format!(
            "<c:barChart><c:barDir val=\"bar\"/><c:grouping val=\"clustered\"/><c:varyColors val=\"0\"/>{series}\
             <c:gapWidth val=\"50\"/><c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>{}{}",
            category_axis("l", "maxMin"),
            value_axis("b", "<c:min val=\"0\"/>", true)
        ),
        Shape::Lines => format!(
            "<c:lineChart><c:grouping val=\"standard\"/><c:varyColors val=\"0\"/>{series}<c:marker val=\"1\"/>\
             <c:axId val=\"1\"/><c:axId val=\"2\"/></c:lineChart>{}{}",
            category_axis("b", "minMax"),
            value_axis("l", "", false)
        ),
    };
    let legend = if chart.series.len() > 1 {
        "<c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend>"
    } else {
        ""
    };
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><c:chartSpace xmlns:c=\"{DRAWING}/chart\" \
         xmlns:a=\"{DRAWING}/main\" xmlns:r=\"{RELATIONS}\"><c:date1904 val=\"0\"/><c:roundedCorners val=\"0\"/>\
         <c:chart><c:autoTitleDeleted val=\"1\"/><c:plotArea><c:layout/>{plot}</c:plotArea>{legend}\
         <c:plotVisOnly val=\"1\"/><c:dispBlanksAs val=\"gap\"/></c:chart><c:spPr><a:noFill/><a:ln><a:noFill/></a:ln>\
         </c:spPr>{}<c:externalData r:id=\"{FIGURES}\"><c:autoUpdate val=\"0\"/></c:externalData></c:chartSpace>",
        letters()
    )
}

/// The typeface of the document, black.
fn letters() -> String {
    let size = (SIZE_TABLE.to_pt() * 100.0).round() as i64;
    format!(
        "<c:txPr><a:bodyPr/><a:lstStyle/><a:p><a:pPr><a:defRPr sz=\"{size}\"><a:solidFill><a:srgbClr val=\"000000\"/>\
         </a:solidFill><a:latin typeface=\"{FONT_FAMILY}\"/></a:defRPr></a:pPr><a:endParaRPr lang=\"{LANGUAGE}\"/></a:p>\
         </c:txPr>"
    )
}

fn series(chart: &Chart, series: &Series, at: usize) -> String {
    let grey = GREYS[at % GREYS.len()];
    let labels = match chart.shape {
        Shape::Bars => "",
        Shape::Lines => "<c:dLblPos val=\"t\"/>",
    };
    let (shape, marker) = match chart.shape {
        Shape::Bars => (
            format!("<c:spPr><a:solidFill><a:srgbClr val=\"{grey}\"/></a:solidFill></c:spPr>"),
            "<c:invertIfNegative val=\"0\"/>",
        ),
        Shape::Lines => (
            format!(
                "<c:spPr><a:ln w=\"19050\"><a:solidFill><a:srgbClr val=\"{grey}\"/></a:solidFill></a:ln></c:spPr>"
            ),
            "<c:marker><c:symbol val=\"square\"/><c:size val=\"5\"/></c:marker>",
        ),
    };
    let column = char::from(b'B' + u8::try_from(at % 24).unwrap_or_default());
    let last = chart.categories.len() + 1;
    let names: String =
        chart.categories.iter().enumerate().map(|(at, name)| point(at, &escape(name.as_str()))).collect();
    let values: String = series
        .values
        .iter()
        .enumerate()
        .filter_map(|(at, value)| Some(point(at, &format!("{:.*}", chart.decimals, (*value)?))))
        .collect();
    let format =
        if chart.decimals == 0 { "#,##0".to_owned() } else { format!("0.{}", "0".repeat(chart.decimals)) };
    let count = chart.categories.len();
    format!(
        "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:strRef><c:f>{SHEET}!${column}$1</c:f><c:strCache>\
         <c:ptCount val=\"1\"/>{}</c:strCache></c:strRef></c:tx>{shape}{marker}<c:dLbls><c:spPr><a:noFill/><a:ln>\
         <a:noFill/></a:ln></c:spPr>{labels}<c:showLegendKey val=\"0\"/><c:showVal val=\"1\"/><c:showCatName val=\"0\"/>\
         <c:showSerName val=\"0\"/><c:showPercent val=\"0\"/><c:showBubbleSize val=\"0\"/></c:dLbls><c:cat><c:strRef>\
         <c:f>{SHEET}!$A$2:$A${last}</c:f><c:strCache><c:ptCount val=\"{count}\"/>{names}</c:strCache></c:strRef></c:cat>\
         <c:val><c:numRef><c:f>{SHEET}!${column}$2:${column}${last}</c:f><c:numCache><c:formatCode>{format}\
         </c:formatCode><c:ptCount val=\"{count}\"/>{values}</c:numCache></c:numRef></c:val>{}</c:ser>",
        point(0, &escape(series.name.as_str())),
        if chart.shape == Shape::Lines { "<c:smooth val=\"0\"/>" } else { "" }
    )
}

fn point(at: usize, value: &str) -> String {
    format!("<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>")
}

fn category_axis(side: &str, orientation: &str) -> String {
    format!(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"{orientation}\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"{side}\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"low\"/><c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx>"
    )
}

fn value_axis(side: &str, least: &str, deleted: bool) -> String {
    format!(
        "<c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/>{least}</c:scaling><c:delete \
         val=\"{}\"/><c:axPos val=\"{side}\"/><c:numFmt formatCode=\"General\" sourceLinked=\"0\"/>\
         <c:majorTickMark val=\"out\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"nextTo\"/>\
         <c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx>",
        u8::from(deleted)
    )
}
