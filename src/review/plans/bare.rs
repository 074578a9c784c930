//! Đề mục trống: headings of which nothing but the title is printed.

use crate::diagnostic::{Diagnostic, Scope, Topic, codes};
use crate::model::Province;
use crate::model::plan::Heading;
use crate::text::beginning;

/// What is told of plans that are printed; of one that is known in part the rest is not there.
pub(super) fn review(province: &Province) -> Vec<Diagnostic> {
    let printed = province.plans.iter().filter(|plan| !plan.excerpt);
    let bare = printed.flat_map(|plan| {
        plan.headings().filter(|heading| is_bare(heading)).map(move |heading| (plan.year, heading))
    });
    bare.map(|(year, heading)| told(heading).within(Scope::Plan { year })).collect()
}

/// An annex without content was refused where it was read.
fn is_bare(heading: &Heading) -> bool {
    heading.content.is_empty()
        && heading.indicators.is_empty()
        && heading.monitor.is_none()
        && heading.co_monitors.is_empty()
        && heading.closing_line.is_none()
}

fn told(heading: &Heading) -> Diagnostic {
    let message =
        format!("đề mục “{}” chưa có nội dung nào, chỉ in tiêu đề", beginning(heading.title.text()));
    Diagnostic::warning(codes::EMPTY_TEXT, message)
        .about(Topic::BareHeading)
        .at(heading.place.clone())
        .hint("ghi nội dung của đề mục, hoặc xóa đề mục")
}
