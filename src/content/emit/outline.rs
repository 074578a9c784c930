//! Headings, tables, annexes and what is given to whom.

use super::Emitter;
use crate::content::raw::{
    RawAnnex, RawAssignment, RawColumn, RawHeading, RawIndicator, RawStretch, RawTable, RawTask, Text,
};

impl Emitter<'_> {
    pub(super) fn heading(&mut self, heading: &RawHeading) {
        let RawHeading {
            title,
            index,
            family,
            paragraphs,
            dashes,
            tables,
            // Written as they are carried.
            indicators: _,
            monitor,
            co_monitors,
            lead,
            supporting,
            except,
            manner,
            deadlines,
            output,
            money,
            style,
            assignments,
            duties,
            tasks,
            children,
            further,
            closing_line,
        } = heading;
        self.text("tieu_de", title.as_ref());
        self.text("ten", index.as_ref());
        self.word("ho", family.as_ref());
        self.indicators(heading);
        self.single("theo_doi", monitor.as_ref());
        self.agencies("cung_theo_doi", co_monitors);
        let leading = self.parties("chu_tri", lead, &[]);
        self.parties("phoi_hop", supporting, &leading);
        self.agencies("tru", except);
        self.text("kem_theo", manner.as_ref());
        self.dues(deadlines);
        self.text("san_pham", output.as_ref());
        self.text("kinh_phi", money.as_ref());
        self.choice("neu_ten", style.as_ref());
        self.words(paragraphs, dashes, tables);
        self.list("giao", assignments, Self::assignment);
        self.list("thuc_hien", duties, Self::assignment);
        self.list("nhiem_vu", tasks, Self::task);
        self.list("khoan", children, Self::heading);
        self.list("tiep_theo", further, Self::stretch);
        self.text("ket", closing_line.as_ref());
    }

    fn stretch(&mut self, stretch: &RawStretch) {
        let RawStretch { paragraphs, dashes, tables, assignments, duties, tasks, children } = stretch;
        self.words(paragraphs, dashes, tables);
        self.list("giao", assignments, Self::assignment);
        self.list("thuc_hien", duties, Self::assignment);
        self.list("nhiem_vu", tasks, Self::task);
        self.list("khoan", children, Self::heading);
    }

    pub(super) fn annex(&mut self, annex: &RawAnnex) {
        let RawAnnex {
            kind,
            title,
            family,
            paragraphs,
            dashes,
            tables,
            tasks,
            children,
            further,
            closing_line,
        } = annex;
        self.choice("kieu", Some(kind));
        self.word("ho", family.as_ref());
        self.text("tieu_de", Some(title));
        self.words(paragraphs, dashes, tables);
        self.list("nhiem_vu", tasks, Self::task);
        self.list("khoan", children, Self::heading);
        self.list("tiep_theo", further, Self::stretch);
        self.text("ket", closing_line.as_ref());
    }

    pub(super) fn words(&mut self, paragraphs: &[Text], dashes: &[Text], tables: &[RawTable]) {
        self.texts("doan", paragraphs);
        self.texts("gach", dashes);
        self.list("bang", tables, Self::table);
    }

    fn table(&mut self, table: &RawTable) {
        let RawTable { title, columns, rows, total } = table;
        self.text("ten", title.as_ref());
        self.required_list("cot", columns, |emitter, RawColumn { title, kind }| {
            emitter.text("ten", Some(title));
            emitter.choice("kieu", kind.as_ref());
        });
        let cells = |row: &[Text]| row.iter().map(ToString::to_string).collect::<Vec<_>>();
        if rows.is_empty() {
            self.writer.words("dong", &[]);
        } else {
            self.writer.nested("dong", |writer| rows.iter().for_each(|row| writer.words_item(&cells(row))));
        }
        if let Some(total) = total {
            self.writer.words("tong", &cells(total));
        }
    }

    fn indicators(&mut self, heading: &RawHeading) {
        if heading.indicators.is_empty() {
            return;
        }
        let carried = self.carry.indicators(heading);
        self.writer.remarks(&carried.remarks);
        self.list("chi_tieu", &carried.value, Self::indicator);
    }

    fn indicator(&mut self, indicator: &RawIndicator) {
        let RawIndicator { name, value, unit, scale, bound, year, change, base_year } = indicator;
        self.text("ten", name.as_ref());
        self.figure("gia_tri", Some(value));
        self.figure("don_vi", unit.as_ref());
        self.word("thang", scale.as_ref());
        self.choice("chieu", bound.as_ref());
        self.word("nam", year.as_ref());
        self.figure("thay_doi", change.as_ref());
        self.word("so_voi", base_year.as_ref());
    }

    fn assignment(&mut self, given: &RawAssignment) {
        let RawAssignment {
            lead,
            supporting,
            except,
            subject,
            manner,
            preface,
            condition,
            style,
            action,
            deadlines,
            output,
            money,
            nature,
            through,
            tasks,
        } = given;
        let leading = self.parties("chu_tri", lead, &[]);
        self.parties("phoi_hop", supporting, &leading);
        self.agencies("tru", except);
        self.text("doi_tuong", subject.as_ref());
        self.text("kem_theo", manner.as_ref());
        self.text("loi_dan", preface.as_ref());
        self.text("dieu_kien", condition.as_ref());
        self.text("lam_gi", action.as_ref());
        self.choice("neu_ten", style.as_ref());
        self.dues(deadlines);
        self.text("san_pham", output.as_ref());
        self.text("kinh_phi", money.as_ref());
        self.choice("viec", nature.as_ref());
        self.single("qua", through.as_ref());
        self.required_list("nhiem_vu", tasks, Self::task);
    }

    fn task(&mut self, task: &RawTask) {
        let RawTask {
            text,
            id,
            subject,
            lead,
            supporting,
            except,
            manner,
            condition,
            deadlines,
            output,
            money,
            nature,
            through,
        } = task;
        self.word("ma", id.as_ref());
        self.text("doi_tuong", subject.as_ref());
        self.roles(lead.as_deref(), supporting.as_deref());
        self.own_agencies("tru", except.as_deref());
        self.text("kem_theo", manner.as_ref());
        self.text("dieu_kien", condition.as_ref());
        self.text("noi_dung", Some(text));
        self.dues(deadlines);
        self.text("san_pham", output.as_ref());
        self.text("kinh_phi", money.as_ref());
        self.choice("viec", nature.as_ref());
        self.single("qua", through.as_ref());
    }
}
