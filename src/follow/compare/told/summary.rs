//! Tóm tắt: how many of each kind differ, before each is told where it stands.

use super::super::{Aspect, Change, Comparison, Registered, Verdict};
use super::tasks::CHANGES;
use super::{Level, Lines};

impl Lines {
    /// A line for each kind that there is.
    pub(super) fn summary(&mut self, comparison: &Comparison<'_>) {
        self.add(Level::Heading, "Tóm tắt");
        let told = [
            ("Kế hoạch", plans(comparison)),
            ("Sổ đăng ký cơ quan, nhóm", registered(comparison)),
            ("Chỉ tiêu", indicators(comparison)),
            ("Cơ quan theo dõi", monitors(comparison)),
            ("Đề mục", headings(comparison)),
            ("Nhiệm vụ", Some(tasks(comparison))),
            ("Phần riêng của các cơ quan", counted(&[("khác", comparison.parts.len())])),
            ("Cơ quan có thay đổi", counted(&[("", comparison.touched.len())])),
        ];
        for (of, told) in told {
            if let Some(told) = told {
                self.add(Level::Item, format!("{of}: {told}"));
            }
        }
    }
}

/// "mới 02; bỏ 01", of those that there are.
fn counted(counts: &[(&str, usize)]) -> Option<String> {
    let told = counts.iter().filter(|(_, count)| *count > 0);
    let told: Vec<String> =
        told.map(|(of, count)| format!("{of} {count:02}").trim_start().to_owned()).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn plans(comparison: &Comparison<'_>) -> Option<String> {
    let count = |before: bool, after: bool| {
        let of = comparison.plans.iter().filter(|one| !one.is_same());
        of.filter(|one| one.before.is_some() == before && one.after.is_some() == after).count()
    };
    counted(&[
        ("có thay đổi", count(true, true)),
        ("mới", count(false, true)),
        ("không còn", count(true, false)),
    ])
}

fn registered(comparison: &Comparison<'_>) -> Option<String> {
    let count =
        |is: fn(&Registered<'_>) -> bool| comparison.registered.iter().filter(|one| is(&one.who)).count();
    counted(&[
        ("cơ quan mới ghi vào sổ", count(|who| matches!(who, Registered::New(_)))),
        ("cơ quan không còn trong sổ", count(|who| matches!(who, Registered::Gone(_)))),
        ("cơ quan đổi thông tin", count(|who| matches!(who, Registered::Agency(_)))),
        ("nhóm đổi thông tin", count(|who| matches!(who, Registered::Group(_)))),
    ])
}

/// Of two years what came of the older targets, too.
fn indicators(comparison: &Comparison<'_>) -> Option<String> {
    let all = &comparison.indicators;
    let new = all.iter().filter(|one| one.before.is_none()).count();
    let gone = all.iter().filter(|one| one.after.is_none()).count();
    let both = all.iter().filter(|one| one.before.is_some() && one.after.is_some());
    let other = both.filter(|one| !one.is_same()).count();
    let changes = counted(&[("mới", new), ("bỏ", gone), ("đổi", other)]);
    if comparison.from == comparison.to {
        return changes;
    }
    let aimed = all.iter().filter(|one| one.before.is_some());
    let (mut met, mut missed, mut unknown) = (0, 0, 0);
    for one in aimed {
        match one.verdict() {
            Some(Verdict::Met) => met += 1,
            Some(Verdict::Missed) => missed += 1,
            None => unknown += 1,
        }
    }
    let reached = counted(&[("đạt", met), ("chưa đạt", missed), ("chưa rõ kết quả", unknown)]);
    let reached = reached.map(|told| format!("mục tiêu năm {}: {told}", comparison.from));
    let told: Vec<String> = changes.into_iter().chain(reached).collect();
    (!told.is_empty()).then(|| told.join("; "))
}

fn monitors(comparison: &Comparison<'_>) -> Option<String> {
    let inherited = comparison.monitors.iter().filter(|one| one.inherited).count();
    counted(&[("đổi", comparison.monitors.len() - inherited), ("kế thừa", inherited)])
}

fn headings(comparison: &Comparison<'_>) -> Option<String> {
    let both = |one: &&super::HeadingChange<'_>| one.became.before.is_some() && one.became.after.is_some();
    let all = &comparison.headings;
    let renamed = |one: &&super::HeadingChange<'_>| {
        one.became.before.zip(one.became.after).is_some_and(|(then, now)| then.title != now.title)
    };
    let reworded = all.iter().filter(both).filter(|one| {
        // A change of family is of the heading, not of what stands under it.
        one.details.iter().any(|detail| detail.of != Aspect::Family)
    });
    counted(&[
        ("mới", all.iter().filter(|one| one.became.before.is_none()).count()),
        ("bỏ", all.iter().filter(|one| one.became.after.is_none()).count()),
        ("đổi tên", all.iter().filter(renamed).count()),
        ("sửa lời", reworded.count()),
        ("chỉ đổi số", all.iter().filter(|one| one.is_same() && one.is_moved()).count()),
    ])
}

/// Of tasks every kind is told, those that there are none of, too: that none is new is worth knowing.
fn tasks(comparison: &Comparison<'_>) -> String {
    // A task is counted once, by the first that is true of it; of the rest it is counted in brackets.
    let counts = CHANGES.map(|change: Change| {
        let of: Vec<_> = comparison.tasks.iter().filter(|task| task.change() == change).collect();
        let also = CHANGES.map(|also| (also.label(), of.iter().filter(|task| task.is_also(also)).count()));
        let also = counted(&also).map(|told| format!(" (trong đó cũng {told})")).unwrap_or_default();
        format!("{}: {:02}{also}", change.label(), of.len())
    });
    let before = comparison.tasks.iter().filter(|task| task.before.is_some()).count();
    let after = comparison.tasks.iter().filter(|task| task.after.is_some()).count();
    let moved = comparison.tasks.iter().filter(|task| task.is_moved()).count();
    format!("{before:02} → {after:02}; {}; đổi số thứ tự: {moved:02}", counts.join("; "))
}
