//! Raw part of an agency → YAML, in the order in which a clerk reads it.

use super::Emitter;
use super::carry::Carry;
use super::writer::{Writer, Written};
use crate::content::raw::{
    CoverForm, OrganisationForm, RawBlock, RawCover, RawCovered, RawEntry, RawLeader, RawOrganisation,
    RawOrganisationEntry, RawOverlay, RawOwnClause, RawOwnSection, RawUnit, Text,
};

/// Which entry of a part: its block and its place there, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct EntryAt {
    pub block: usize,
    pub entry: usize,
}

/// The file of an agency's part, but for the comments at its top.
pub fn overlay(overlay: &RawOverlay, carry: &dyn Carry) -> Written {
    let mut emitter = Emitter { writer: Writer::default(), carry };
    emitter.overlay(overlay);
    emitter.writer.written()
}

impl Emitter<'_> {
    fn overlay(&mut self, overlay: &RawOverlay) {
        let RawOverlay {
            loai,
            agency,
            year,
            number,
            symbol,
            date,
            status,
            parents,
            subject,
            opening,
            purposes,
            requirements,
            units,
            leaders,
            lead_in,
            blocks,
            set_aside,
            organisation,
            sections,
            closing,
            recipients,
            archive,
            signature,
            marks,
            annexes_apart,
            annex,
            show_monitored,
            show_targets,
            show_references,
            accepted,
        } = overlay;
        self.top("loai", Some(loai));
        self.top("co_quan", Some(agency));
        self.top("nam", Some(year));
        self.top("so", number.as_ref());
        self.top("ky_hieu", symbol.as_ref());
        self.top("ngay", date.as_ref());
        self.on_key("trang_thai");
        self.choice("trang_thai", status.as_ref());
        self.on_key("ke_hoach_goc");
        self.ids("ke_hoach_goc", parents);
        self.choose("in_phu_luc", *annex);
        self.choose("in_chi_tieu", *show_monitored);
        self.choose("in_muc_tieu", *show_targets);
        self.choose("in_can_cu", *show_references);
        self.on_key("trich_yeu");
        self.text("trich_yeu", subject.as_ref());
        self.on_key("mo_dau");
        self.texts("mo_dau", opening);
        self.on_key("muc_dich");
        self.texts("muc_dich", purposes);
        self.on_key("yeu_cau");
        self.texts("yeu_cau", requirements);
        self.on_key("don_vi");
        self.list("don_vi", units, |emitter, RawUnit { id, name, short_name }| {
            emitter.word("ma", Some(id));
            emitter.text("ten", Some(name));
            emitter.plain("ten_viet_tat", short_name.as_ref());
        });
        self.on_key("lanh_dao");
        self.list("lanh_dao", leaders, |emitter, RawLeader { id, name, position }| {
            emitter.word("ma", Some(id));
            emitter.text("ho_ten", Some(name));
            emitter.plain("chuc_vu", Some(position));
        });
        self.texts("dan_nhap_nhiem_vu", lead_in);
        self.on_key("nhiem_vu");
        self.blocks(blocks);
        self.on_key("khong_lien_quan");
        self.covers("khong_lien_quan", set_aside);
        self.on_key("to_chuc_thuc_hien");
        self.organisation(organisation);
        self.on_key("cac_muc");
        self.list("cac_muc", sections, Self::own_section);
        self.on_key("ket_thuc");
        self.text("ket_thuc", closing.as_ref());
        self.on_key("noi_nhan");
        self.texts("noi_nhan", recipients);
        self.on_key("luu");
        self.plain("luu", archive.as_ref());
        self.on_key("ky");
        self.signature(signature);
        self.on_key("dau_hieu");
        self.marks(marks);
        self.flag("phu_luc_rieng", *annexes_apart);
        self.accepted(accepted);
    }

    /// A key that takes yes or no, where one of them is said.
    fn choose(&mut self, key: &str, chosen: Option<bool>) {
        self.on_key(key);
        if let Some(chosen) = chosen {
            self.writer.flag(key, chosen);
        }
    }

    /// A list of ids; nothing for an empty one.
    fn ids(&mut self, key: &str, ids: &[Text]) {
        if !ids.is_empty() {
            let ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
            self.writer.words(key, &ids);
        }
    }

    fn blocks(&mut self, blocks: &[RawBlock]) {
        if blocks.is_empty() {
            return;
        }
        self.writer.open("nhiem_vu");
        for (number, block) in blocks.iter().enumerate() {
            self.writer.remarks(&self.carry.on_block(number));
            self.writer.open_item();
            self.block(number, block);
            self.writer.close();
        }
        self.writer.close();
    }

    fn block(&mut self, number: usize, block: &RawBlock) {
        let RawBlock { headings, plan, title, leaders, by_field, style, division, entries } = block;
        self.writer.open("muc");
        for heading in headings {
            self.writer.prose_item(heading);
        }
        self.writer.close();
        self.word("ke_hoach", plan.as_ref());
        self.text("tieu_de", title.as_ref());
        self.ids("lanh_dao", leaders);
        self.flag("theo_linh_vuc", *by_field);
        self.choice("kieu", style.as_ref());
        self.texts("phan_cong", division);
        if entries.is_empty() {
            return;
        }
        self.writer.open("noi_dung");
        for (index, entry) in entries.iter().enumerate() {
            let at = EntryAt { block: number, entry: index };
            self.writer.remarks(&self.carry.on_entry(at));
            self.writer.open_item();
            self.entry(at, entry);
            self.writer.close();
        }
        self.writer.close();
    }

    fn entry(&mut self, at: EntryAt, entry: &RawEntry) {
        let RawEntry { text, covers, keep, lead, supporting, leaders, deadline, output, phrase } = entry;
        self.text("noi_dung", text.as_ref());
        self.writer.remarks(&self.carry.on_covers(at));
        if covers.is_empty() {
            // Said, too: without it the entry would be taken for one that nobody has thought about.
            self.writer.words("thay_cho", &[]);
        }
        self.covers("thay_cho", covers);
        self.flag("giu_nguyen", *keep);
        self.ids("chu_tri", lead);
        self.ids("phoi_hop", supporting);
        self.ids("lanh_dao", leaders);
        self.text("thoi_han", deadline.as_ref());
        self.text("san_pham", output.as_ref());
        self.text("dan", phrase.as_ref());
    }

    /// Tasks that are answered; nothing for none.
    fn covers(&mut self, key: &str, covers: &[RawCover]) {
        self.list(key, covers, |emitter, cover| match cover.value() {
            CoverForm::Reference(reference) => emitter.writer.value(reference),
            CoverForm::Full(RawCovered { reference, text, twin, given }) => {
                emitter.word("nhiem_vu", Some(reference));
                emitter.plain("nguyen_van", text.as_ref());
                emitter.word("lan", twin.as_ref());
                emitter.plain("duoc_giao", given.as_ref());
            }
        });
    }

    fn organisation(&mut self, items: &[RawOrganisation]) {
        if items.is_empty() {
            return;
        }
        self.writer.open("to_chuc_thuc_hien");
        for item in items {
            let RawOrganisationEntry { text, covers, keep, deadline } = match item.value() {
                OrganisationForm::Words(words) => {
                    self.writer.remarks(&self.carry.on_text(words));
                    self.writer.prose_item(words);
                    continue;
                }
                OrganisationForm::Full(entry) => entry,
            };
            self.writer.open_item();
            self.text("noi_dung", text.as_ref());
            self.covers("thay_cho", covers);
            self.flag("giu_nguyen", *keep);
            self.text("thoi_han", deadline.as_ref());
            self.writer.close();
        }
        self.writer.close();
    }

    fn own_section(&mut self, section: &RawOwnSection) {
        let RawOwnSection { part, title, paragraphs, dashes, tables, clauses } = section;
        self.choice("phan", part.as_deref());
        self.text("tieu_de", title.as_ref());
        self.words(paragraphs, dashes, tables);
        self.list("khoan", clauses, |emitter, RawOwnClause { title, paragraphs, dashes }| {
            emitter.text("tieu_de", Some(title));
            emitter.texts("doan", paragraphs);
            emitter.texts("gach", dashes);
        });
    }
}
