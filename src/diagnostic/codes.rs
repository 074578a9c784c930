//! The stable codes of all findings. A code never changes its meaning; scripts may rely on it.

// Reading files: `content::yaml`.

/// The file cannot be read from the disk.
pub const UNREADABLE_FILE: &str = "KH001";
/// The file is not UTF-8; where the text could be recovered this is an info or a warning.
pub const ENCODING: &str = "KH002";
/// A control character or an invisible character in the text.
pub const INVISIBLE_CHARACTER: &str = "KH003";
/// A tab in the indentation.
pub const TAB_INDENTATION: &str = "KH004";
/// A no-break space or another Unicode space in the indentation.
pub const SPACE_INDENTATION: &str = "KH005";
/// ` #` starts a comment in the middle of what reads like a sentence.
pub const COMMENT_CUTS_TEXT: &str = "KH006";
/// A line that reads like a key, a list item, a comment or a break became part of the text above it.
pub const SWALLOWED_LINE: &str = "KH007";
/// A sentence that the commas of a list cut, quotes that are printed or never closed.
pub const DOUBTFUL_TEXT: &str = "KH008";
/// The file is not well-formed YAML, or uses a part of YAML that content files do without.
pub const SYNTAX: &str = "KH010";
/// A key is written twice in one mapping.
pub const DUPLICATE_KEY: &str = "KH011";
/// A key that the format does not know.
pub const UNKNOWN_KEY: &str = "KH012";
/// Required keys are missing from a mapping.
pub const MISSING_KEY: &str = "KH013";
/// A value has another type than the format asks for.
pub const WRONG_TYPE: &str = "KH014";
/// A value is not among the words of an enumeration.
pub const UNKNOWN_VALUE: &str = "KH015";
/// Nested too deep, too large, or anchors and aliases, which could unfold without bounds.
pub const BUDGET: &str = "KH016";
/// The top-level key `loai` is missing or names no kind of file.
pub const FILE_KIND: &str = "KH017";
/// A file that looks like content and is not read.
pub const NOT_READ: &str = "KH018";
/// A file whose folder or name says another year or agency than the file.
pub const MISPLACED: &str = "KH019";
/// A value that is empty, and so says nothing.
pub const EMPTY_VALUE: &str = "KH020";

// Resolving content: `content::resolve`.

/// No province file in the content folder.
pub const NO_PROVINCE: &str = "KH100";
/// An id or a main plan that exists already.
pub const DUPLICATE_ID: &str = "KH101";
/// An id that could not be a file name on every system.
pub const BAD_ID: &str = "KH102";
/// An agency or a group that is not registered.
pub const UNKNOWN_AGENCY: &str = "KH103";
/// An agency that does not exist on the plan's day.
pub const OUTSIDE_INTERVAL: &str = "KH104";
/// An interval that ends before it begins.
pub const BAD_INTERVAL: &str = "KH105";
/// A date that does not exist, is written in another way, or cannot be that of what it stands for.
pub const BAD_DATE: &str = "KH106";
/// A number or a score that cannot be read.
pub const BAD_VALUE: &str = "KH107";
/// A target outside 0-10.
pub const TARGET_RANGE: &str = "KH108";
/// A change that contradicts the base year's published result.
pub const CHANGE_CONTRADICTS: &str = "KH109";
/// A task that nobody leads.
pub const NO_LEAD: &str = "KH110";
/// A name that one list has twice.
pub const NAMED_TWICE: &str = "KH111";
/// A deadline of a day, a month or a quarter that no calendar has.
pub const BAD_DEADLINE: &str = "KH112";
/// A task or entry without text.
pub const EMPTY_TEXT: &str = "KH113";
/// A section or clause with two kinds of content.
pub const MIXED_SECTION: &str = "KH114";
/// Issued without number or full date.
pub const ISSUED_INCOMPLETE: &str = "KH115";
/// The mark DỰ THẢO on an issued document.
pub const DRAFT_MARK_ISSUED: &str = "KH116";
/// A secrecy marking: such documents are not drafted on a networked machine.
pub const SECRECY: &str = "KH117";
/// A template that does not exist.
pub const UNKNOWN_TEMPLATE: &str = "KH118";
/// A plan that does not exist, or not for this year.
pub const UNKNOWN_PLAN: &str = "KH119";
/// An index that the parent plan, or any plan of which results were published, does not have.
pub const UNKNOWN_INDEX: &str = "KH120";
/// A task that the parent plan does not have.
pub const UNKNOWN_TASK: &str = "KH121";
/// A unit or leader that the overlay does not declare.
pub const UNKNOWN_UNIT: &str = "KH122";
/// An agency without a symbol; its initials stand in.
pub const NO_SYMBOL: &str = "KH123";
/// A signature that contradicts the rules on who signs in which right, or a title before a name.
pub const SIGNATURE: &str = "KH124";
/// A subject that is not written as one.
pub const SUBJECT: &str = "KH125";
/// A recipient named twice, or an entry that a plan does not have.
pub const RECIPIENTS: &str = "KH126";
/// An issued document that does not say who signed it.
pub const NO_SIGNER: &str = "KH127";
/// A sub-plan dated before a plan that it answers.
pub const BEFORE_PARENT: &str = "KH128";
/// A body among the recipients, or in the sentence of a task, that does not exist on the document's day.
pub const ABOLISHED: &str = "KH129";
/// A group without members on the plan's day, or whose exceptions leave none.
pub const EMPTY_GROUP: &str = "KH140";
/// A group whose members change within the days that an undated plan may be of.
pub const UNDATED_GROUP: &str = "KH141";
/// An exception of somebody who was not named.
pub const EXCEPTION: &str = "KH142";
/// Somebody called from outside the register whose name stands in it.
pub const OUTSIDE_REGISTERED: &str = "KH144";
/// Two agencies of one name at the same time, a group of the name of another or of an agency.
pub const SAME_NAME: &str = "KH145";
/// Agencies that succeed each other in a circle.
pub const SUCCESSION_CIRCLE: &str = "KH146";
/// Groups with members in common, of which one is given the whole of a task and the other a part.
pub const WHOLE_AND_PART: &str = "KH147";
/// A symbol that is of another kind of document or of another body.
pub const ODD_SYMBOL: &str = "KH148";
/// A key beside others with which it says nothing.
pub const WITHOUT_EFFECT: &str = "KH149";
/// A heading of which neither title nor number is printed.
pub const NO_TITLE: &str = "KH150";
/// An agency whose name says another kind than its entry.
pub const ODD_KIND: &str = "KH151";
/// Họ chỉ số that the province does not declare.
pub const UNKNOWN_FAMILY: &str = "KH152";
/// Names of a province that contradict each other.
pub const ODD_TERRITORY: &str = "KH153";
/// An overlay that says two things of one: blocks of one index, own words beside `giu_nguyen`.
pub const CONTRADICTION: &str = "KH143";

/// A number that was taken from among other signs.
pub const NUMBER_TAKEN: &str = "KH130";

// Deriving sub-plans: `derive`.

/// A task of the agency that its sub-plan lacks.
pub const TASK_LOST: &str = "KH301";
/// A task that two entries answer.
pub const TASK_TWICE: &str = "KH302";
/// A task that is not the agency's.
pub const TASK_FOREIGN: &str = "KH303";
/// A task that the overlay leaves out, carried in as it stands.
pub const TASK_CARRIED: &str = "KH304";
/// A part of an agency to which its plans give nothing.
pub const NOTHING_GIVEN: &str = "KH335";
/// Nhiệm vụ chuyển chỗ trong kế hoạch gốc.
pub const TASK_MOVED: &str = "KH309";
/// Nhiệm vụ thay đổi, hoặc không còn, trong kế hoạch gốc.
pub const TASK_CHANGED: &str = "KH310";
/// Văn bản đã ban hành không có nhiệm vụ được giao.
pub const ISSUED_LACKS: &str = "KH311";
/// Văn bản in ra thiếu một phần của phân công.
pub const PART_LOST: &str = "KH312";
/// Câu trong kế hoạch gốc nói với cơ quan khác.
pub const ADDRESSED_TO_OTHERS: &str = "KH313";
/// Cơ quan không ban hành kế hoạch theo Nghị định 30.
pub const NOT_ADMINISTRATIVE: &str = "KH314";
/// Nhiệm vụ không nêu cơ quan thực hiện.
pub const NOBODY_NAMED: &str = "KH315";
/// Phần riêng chưa ghi nguyên văn nhiệm vụ mà nó thực hiện.
pub const TASK_UNKEPT: &str = "KH316";
/// Phụ lục được yêu cầu in riêng mà văn bản không có phụ lục.
pub const NO_ANNEX: &str = "KH317";
/// Phân công của nhiệm vụ thay đổi, câu chữ thì không.
pub const REASSIGNED: &str = "KH319";
/// Keys of a heading that are printed in another order than they are written in.
pub const REORDERED: &str = "KH318";
/// Entries without unit, deadline or output: how many, and each without a unit.
pub const UNASSIGNED: &str = "KH305";
/// An issued sub-plan that still has blanks for units, and each of them.
pub const ISSUED_BLANK: &str = "KH306";
/// An agency without a part of its own: nothing of its sub-plan is assigned yet.
pub const NO_OWN_PART: &str = "KH307";
/// An entry that has its unit but no deadline or no output.
pub const INCOMPLETE_ENTRY: &str = "KH308";

/// A deadline that cannot be read: it is printed as typed, and has no last day.
pub const UNREAD_DEADLINE: &str = "KH320";
/// A deadline of which a part was guessed: its year, or its form.
pub const GUESSED_DEADLINE: &str = "KH321";

/// A deadline that is over before its document is issued.
pub const PAST_DEADLINE: &str = "KH322";
/// A day, a month, a quarter or a year in a text that no calendar has, or a period that ends before it begins.
pub const IMPOSSIBLE_DATE: &str = "KH323";
/// A year too far from that of the plan.
pub const FAR_YEAR: &str = "KH324";
/// Năm cũ còn sót: a title or a goal of the year before.
pub const LAST_YEAR: &str = "KH325";
/// A document that is cited and is younger than the one that cites it.
pub const LATER_DOCUMENT: &str = "KH326";
/// Thời hạn của đơn vị sau thời hạn của kế hoạch gốc.
pub const LATER_THAN_PARENT: &str = "KH327";
/// A deadline or an output that the sentence and its own key state differently.
pub const STATED_TWICE: &str = "KH328";
/// The same task, paragraph or ground twice.
pub const SAME_TEXT: &str = "KH329";
/// Two headings of one name.
pub const SAME_HEADING: &str = "KH330";
/// A figure that cannot be: a percentage, a rank, or what follows from goal and change.
pub const FIGURE_RANGE: &str = "KH331";
/// Dòng tổng cộng that is not the sum of its column.
pub const SUM_DIFFERS: &str = "KH332";
/// CẦN QUYẾT ĐỊNH: decisions that a new year's draft left to a person and that nobody has taken.
pub const UNDECIDED: &str = "KH333";

// Reviewing what is written: `review`.

/// An acceptance (`chap_nhan`) that cannot hold, or that no finding answers to.
pub const ACCEPTANCE: &str = "KH340";
/// Chữ của bảng mã cũ dán vào như chữ Unicode: TCVN3 (ABC), VNI, UTF-8 read as Windows-1252.
pub const LEGACY_TEXT: &str = "KH341";
/// A number, a sign or a label typed that the document prints anyway.
pub const TYPED_LABEL: &str = "KH342";
/// A full stop that is missing or doubled where texts are joined.
pub const JOINED_STOP: &str = "KH343";
/// A word, a phrase or half a sentence typed twice.
pub const DOUBLED_WORD: &str = "KH344";
/// Spaces and punctuation: doubled, missing, before a sign instead of after it.
pub const PUNCTUATION: &str = "KH345";
/// An empty line inside a text: two paragraphs that become one.
pub const LOST_PARAGRAPH: &str = "KH346";
/// Đơn vị phối hợp với chính mình.
pub const SUPPORTS_ITSELF: &str = "KH347";
/// A fact that nobody has verified, in the header or the signature of a document.
pub const UNVERIFIED: &str = "KH348";
/// A letter in the wrong case: the first of a text or a name, or one within a name.
pub const FIRST_LETTER: &str = "KH349";
/// Chữ trông giống: letters of another script, O and l in place of figures.
pub const LOOKALIKE: &str = "KH350";
/// “neu_ten: trong_cau” where the sentence names nobody, or not all, of those who do the task.
pub const NAMES_NOBODY: &str = "KH351";
/// A sentence by which another leads the task than it is given to.
pub const OTHER_LEADS: &str = "KH352";
/// A task that is due when who was given it is no more.
pub const OUTLIVED: &str = "KH353";
/// A figure in an agency's own words that the task states otherwise.
pub const AMOUNT_DIFFERS: &str = "KH354";
/// A document cited with a day that is not its own: a plan of the content with another, any with two in one file.
pub const MISDATED: &str = "KH355";
/// A ground that does not begin as one.
pub const GROUND: &str = "KH356";
/// A Mục or a khoản of the plan itself that it does not have.
pub const POINTS_NOWHERE: &str = "KH357";
/// A deadline where an output or money is to stand.
pub const MISPLACED_VALUE: &str = "KH358";
/// A document cited otherwise than the decree has it: its number without “số” or the 0 before it, a law by its number,
/// a ground without its day.
pub const CITATION: &str = "KH359";
/// A footnote that is not closed, is empty, or stands where none can.
pub const NOTE: &str = "KH334";

/// Phụ lục được nhắc mà không có, hoặc có mà không được nhắc.
pub const ANNEX_NAMED: &str = "KH336";

// Templates and documents.

/// A template that cannot be used or fails.
pub const TEMPLATE: &str = "KH401";
/// Markdown outside the subset that documents know.
pub const MARKDOWN: &str = "KH402";
/// An own template that nothing uses.
pub const UNUSED_TEMPLATE: &str = "KH403";
/// A template that leaves out a whole part of a document: its text, or an annex.
pub const EMPTY_DOCUMENT: &str = "KH404";
/// A character that the faces of the documents do not have.
pub const NO_GLYPH: &str = "KH611";
/// Bảng quá rộng: words and figures that no column of it holds whole.
pub const TABLE_TOO_WIDE: &str = "KH405";

// Running.

/// A font file that cannot be used.
pub const FONT: &str = "KH501";
/// A file that could not be written.
pub const CANNOT_WRITE: &str = "KH502";
/// No plan for the year asked for.
pub const NO_SUCH_YEAR: &str = "KH503";
/// Errors in files that the run does not depend on: another year's, or another agency's part.
pub const ELSEWHERE: &str = "KH519";
/// The run could not start.
pub const CANNOT_RUN: &str = "KH504";
/// A certificate that cannot be read.
pub const CERTIFICATE_UNREADABLE: &str = "KH540";
/// A certificate that may not vouch for others.
pub const CERTIFICATE_NOT_AUTHORITY: &str = "KH541";
/// A certificate outside the folder of those that the office trusts, or something else in it.
pub const CERTIFICATE_ELSEWHERE: &str = "KH542";

// Files of an output folder: `output::findings`.

/// A file that a person changed; the new version stands beside it.
pub const EDITED_BY_HAND: &str = "KH505";
/// A manifest that cannot be used.
pub const BAD_MANIFEST: &str = "KH506";
/// Another run is at work in the folder.
pub const FOLDER_BUSY: &str = "KH507";
/// Files that no document of the year stands for any more.
pub const LEFTOVER: &str = "KH508";
/// A file that changed between the decision and the write.
pub const CHANGED_MEANWHILE: &str = "KH509";
/// An issued document that something emptier would replace.
pub const EMPTIER: &str = "KH510";
/// Files that were not written because another file of their document was not.
pub const NOT_ALONE: &str = "KH511";
/// A DOCX and its PDF that do not say the same.
pub const UNMATCHED: &str = "KH512";
/// What a killed run left aside, and where it went.
pub const INTERRUPTED: &str = "KH513";
/// A drive that knows no locks.
pub const NO_LOCKS: &str = "KH514";
/// Files of the folder that are not in the package.
pub const LEFT_OUT_OF_PACKAGE: &str = "KH515";
/// Files of the package that the content has left behind.
pub const BEHIND_IN_PACKAGE: &str = "KH520";
/// A folder with documents, in which no preview is written.
pub const HOLDS_DOCUMENTS: &str = "KH516";
/// A draft with fewer units than the one before.
pub const UNITS_LOST: &str = "KH517";
/// A folder of a year that an earlier version has filled.
pub const EARLIER_SHAPE: &str = "KH518";
/// A PDF that was changed after it was signed.
pub const CHANGED_AFTER_SIGNING: &str = "KH543";
/// A signature that cannot be read.
pub const UNREAD_SIGNATURE: &str = "KH544";
/// A signature of a method that the program does not know.
pub const UNCHECKED_SIGNATURE: &str = "KH545";
/// A signer for whom no root of the office vouches.
pub const UNTRUSTED_SIGNER: &str = "KH546";

// Reading documents that others wrote: `reading`, KH701-KH729.

/// The file has no words.
pub const NO_WORDS: &str = "KH701";
/// The file asks for more than any document does.
pub const FILE_LIMIT: &str = "KH702";
/// The file has a password.
pub const LOCKED_FILE: &str = "KH703";
/// The file is of a kind that is not read.
pub const FOREIGN_FILE: &str = "KH704";
/// The file is damaged.
pub const DAMAGED_FILE: &str = "KH705";
/// The file is a picture of a paper.
pub const SCAN: &str = "KH706";
/// The file is of another format than its name says.
pub const OTHER_FORMAT: &str = "KH707";
/// Changes that were tracked, read as if they were accepted.
pub const TRACKED_CHANGE: &str = "KH710";
/// A comment beside the text.
pub const COMMENT: &str = "KH711";
/// Words of the file that are not in the text: hidden, struck through, covered, drawn, prompts.
pub const WORDS_LEFT_OUT: &str = "KH712";
/// What is no text: pictures, objects, macros, links to the outside.
pub const NOT_TEXT: &str = "KH713";
/// Letters that were converted, guessed or not understood.
pub const LETTERS: &str = "KH714";
/// Something that the file refers to and does not have.
pub const INCOMPLETE_FILE: &str = "KH715";
/// Lines that were joined, page numbers and the like that were taken out.
pub const LINES: &str = "KH716";

// Importing a plan: `import`.

/// A name that is not the registered one, understood as it is usually meant.
pub const NAME_GUESSED: &str = "KH730";
/// A name kept as words.
pub const NAME_OUTSIDE: &str = "KH731";
/// A name of what does not exist on the day of the plan.
pub const NAME_OF_OTHER_ERA: &str = "KH732";
/// A body that the register does not have.
pub const NAME_UNKNOWN: &str = "KH733";
/// Who leads a task is not said, or was guessed.
pub const LEAD_DOUBTFUL: &str = "KH734";
/// Words of an assignment or a deadline that were not understood.
pub const NOT_UNDERSTOOD: &str = "KH735";
/// A text that could have been a figure, an assignment, a table, and was kept as it is.
pub const KEPT_AS_TEXT: &str = "KH736";
/// Numbers that do not follow, or levels that are printed otherwise.
pub const NUMBERING: &str = "KH737";
/// Number, date, issuer, signer, subject of the document: missing or guessed.
pub const OFFICIAL_PARTS: &str = "KH738";
/// An annex that is spoken of and is in no file.
pub const ANNEX_MISSING: &str = "KH739";
/// Words of the source that are not in what was written.
pub const WORDS_LOST: &str = "KH740";
/// There is no content to import into, or it has errors.
pub const NOTHING_TO_IMPORT_INTO: &str = "KH742";
/// The plan is in the content already.
pub const PLAN_IS_THERE: &str = "KH743";
/// Nothing of a plan was found in the files.
pub const NO_PLAN_FOUND: &str = "KH744";
/// What was imported could not be printed, so that the proof of its text is missing.
pub const NOT_PRINTED: &str = "KH745";
/// Of an agency's plan: guessed, or without a place in its part.
pub const PART_DOUBTFUL: &str = "KH746";
/// Whose plan it is, or which plans it answers, is not known.
pub const PART_NOT_KNOWN: &str = "KH747";
/// Tasks of the parent plans that no entry of an imported part answers.
pub const PART_UNANSWERED: &str = "KH748";

// Taking in files that people edited: `takein`.

/// The marks of a file are gone, or it never had any.
pub const MARKS_GONE: &str = "KH770";
/// The file is of a document that this content does not have.
pub const OTHER_CONTENT: &str = "KH771";
/// Two files are of one document.
pub const TWO_FILES: &str = "KH772";
/// A person and the content both changed a place.
pub const TAKE_IN_CONFLICT: &str = "KH773";
/// Words of a file that have no place in the content.
pub const NO_PLACE: &str = "KH774";
/// The document made anew does not say what the file says.
pub const STILL_DIFFERS: &str = "KH775";
/// A file in the folder for results says something else than the content.
pub const FILE_SAYS_OTHERWISE: &str = "KH776";
/// The content with what came home cannot be made into the document.
pub const CANNOT_TAKE_IN: &str = "KH777";

// Following what the plans ask for: `follow`, KH800-KH849.

/// An agency that has tasks in a plan and is not among its recipients.
pub const NOT_RECIPIENT: &str = "KH800";
/// A number that a body has given to two documents of a kind.
pub const NUMBER_TWICE: &str = "KH801";
/// Numbers that go up while their days go down.
pub const NUMBER_ORDER: &str = "KH802";
/// A workbook that is no form, or cannot be read.
pub const SHEET_UNREADABLE: &str = "KH810";
/// A cell that cannot be understood: its line is not taken.
pub const CELL_UNREADABLE: &str = "KH811";
/// A line of an agency or a task that the year does not have.
pub const ROW_UNKNOWN: &str = "KH812";
/// Two accounts of one task.
pub const PROGRESS_CONFLICT: &str = "KH813";
/// A formula, a merged cell, a line or a column that is there twice: taken as it is told.
pub const CELL_TAKEN: &str = "KH814";
/// A progress file that cannot be changed without losing what somebody typed.
pub const PROGRESS_LEFT: &str = "KH815";
/// A report that is dated before the day of its figures.
pub const REPORT_BEFORE_FIGURES: &str = "KH816";
/// Files of reports that are not of the day, the agency or the plans asked for.
pub const REPORT_OF_OTHERS: &str = "KH817";
/// What somebody typed into a form where nothing is read.
pub const CELL_LEFT: &str = "KH818";
/// An issued report whose file does not say whom it is addressed to.
pub const REPORT_UNADDRESSED: &str = "KH819";
/// Progress of a day after that of the report, which does not count in it.
pub const REPORTED_LATER: &str = "KH820";
/// A part with number and day that says it is a draft.
pub const DRAFT_NUMBERED: &str = "KH821";
/// A report of a day on which a plan that it tells of was not issued yet.
pub const REPORT_BEFORE_PLAN: &str = "KH822";

// The workbench: `workbench`, KH850-KH869.

/// The workbench could not be opened.
pub const WORKBENCH_CANNOT_OPEN: &str = "KH850";
/// A workbench of this folder runs and does not answer.
pub const WORKBENCH_SILENT: &str = "KH851";
/// A second start will not find the workbench that runs.
pub const WORKBENCH_NOT_TOLD: &str = "KH852";
/// No browser could be started.
pub const NO_BROWSER: &str = "KH853";
/// What was typed in a form is in the running program alone: it could not be written down.
pub const DRAFT_NOT_KEPT: &str = "KH854";
/// A draft could not be saved into its content file.
pub const DRAFT_NOT_SAVED: &str = "KH855";
/// A content file whose layout lets nothing be filled in.
pub const DRAFT_UNREADABLE: &str = "KH856";
/// A place of a content file that is written in a way in which a form cannot change it.
pub const FIELD_LAYOUT: &str = "KH857";
/// No file, or too many at once.
pub const NO_FILES: &str = "KH858";
/// A change of a plan's outline that could not be made.
pub const OUTLINE_NOT_CHANGED: &str = "KH859";
/// A workbench of the folder that was asked for is open elsewhere.
pub const WORKBENCH_ELSEWHERE: &str = "KH866";
/// A signed file under another name could not be put into its place.
pub const NOT_TAKEN_HOME: &str = "KH863";
/// Number and day could not be filled into a signed file.
pub const NOT_FILLED: &str = "KH864";
/// A signed file stands under another name than its document's.
pub const SIGNED_ELSEWHERE: &str = "KH865";

#[cfg(test)]
mod tests {
    #[test]
    fn every_code_means_one_thing() {
        let source = include_str!("codes.rs");
        let mut codes: Vec<&str> = source
            .lines()
            .filter(|line| line.starts_with("pub const"))
            .filter_map(|line| line.split('"').nth(1))
            .collect();
        let count = codes.len();
        codes.sort_unstable();
        codes.dedup();
        assert_eq!(codes.len(), count);
    }
}
