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
