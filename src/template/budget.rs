//! What one rendering may cost: steps, sizes of computed values, and as a last resort time.
//!
//! [`super::guard`] puts the calls of these functions into templates. Steps and sizes stop the
//! same template on the same content at the same place on any machine. Time does not, and is there
//! only for what a single step can hide: a comparison of two long lists, a sort.

use std::cell::Cell;
use std::time::{Duration, Instant};

use tera::{Error, Kwargs, State, Tera, TeraResult, Value};

/// The function that counts a turn.
pub(super) const STEP: &str = "dem_buoc";
/// The function that measures a computed value.
pub(super) const MEASURE: &str = "do_gia_tri";

/// Steps of one document: the largest plan known takes some thousands.
const STEPS: u64 = 2_000_000;

/// Characters and elements of one computed value.
const VALUE_LIMIT: usize = 4 << 20;

/// A build without optimisation takes ten times as long for the same steps.
const DEADLINE: Duration = Duration::from_secs(if cfg!(debug_assertions) { 100 } else { 10 });

#[derive(Debug, Clone, Copy)]
struct Budget {
    steps: u64,
    until: Instant,
}

thread_local! {
    /// A document is rendered on one thread from beginning to end.
    static BUDGET: Cell<Option<Budget>> = const { Cell::new(None) };
}

/// Opens the budget of one rendering on this thread.
pub(super) fn open() {
    BUDGET.set(Some(Budget { steps: STEPS, until: Instant::now() + DEADLINE }));
}

/// Registers the functions, and `range` with a count.
pub(super) fn register(tera: &mut Tera) {
    tera.register_function(STEP, step);
    tera.register_function(MEASURE, measure);
    tera.register_function("range", range);
}

fn step(kwargs: Kwargs, _: &State) -> TeraResult<&'static str> {
    spend(kwargs.must_get::<u64>("n")?)?;
    Ok("")
}

fn measure(kwargs: Kwargs, _: &State) -> TeraResult<Value> {
    let value: &Value = kwargs.must_get("v")?;
    let mut left = VALUE_LIMIT;
    if !fits(value, &mut left) {
        return Err(Error::message("giá trị được tính ra quá lớn"));
    }
    spend(((VALUE_LIMIT - left) / 64) as u64)?;
    Ok(value.clone())
}

/// `range(start=0, end=n)`: as Tera has it, every number counted.
fn range(kwargs: Kwargs, _: &State) -> TeraResult<Vec<i64>> {
    let start: i64 = kwargs.get("start")?.unwrap_or_default();
    let end: i64 = kwargs.must_get("end")?;
    let step: i64 = kwargs.get("step_by")?.unwrap_or(1);
    let count = u64::try_from(i128::from(end) - i128::from(start)).unwrap_or(0);
    let step = u64::try_from(step).ok().filter(|step| *step > 0);
    let step = step.ok_or_else(|| Error::message("“step_by” phải là số dương"))?;
    spend(count.div_ceil(step))?;
    let step = usize::try_from(step).unwrap_or(usize::MAX);
    Ok((start..end).step_by(step).collect())
}

fn spend(steps: u64) -> TeraResult<()> {
    let Some(mut budget) = BUDGET.get() else { return Ok(()) };
    let Some(left) = budget.steps.checked_sub(steps) else {
        return Err(Error::message(format!(
            "mẫu chạy quá nhiều bước (hơn {} triệu), dừng lại",
            STEPS / 1_000_000
        )));
    };
    if Instant::now() > budget.until {
        return Err(Error::message(format!("mẫu chạy quá {} giây, dừng lại", DEADLINE.as_secs())));
    }
    budget.steps = left;
    BUDGET.set(Some(budget));
    Ok(())
}

/// Takes the size of a value from `left`; false where it is larger.
fn fits(value: &Value, left: &mut usize) -> bool {
    let own = value.as_str().map_or(1, |text| text.len() + 1);
    let Some(rest) = left.checked_sub(own) else { return false };
    *left = rest;
    if let Some(items) = value.as_array() {
        return items.iter().all(|item| fits(item, left));
    }
    value.as_map().is_none_or(|map| map.values().all(|item| fits(item, left)))
}
