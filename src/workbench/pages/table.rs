//! Bảng trên trang: one that may be wider than the window is scrolled by itself, by the keyboard too.

use maud::{Markup, html};

/// What stands below a title.
#[derive(Debug, Clone, Copy)]
pub enum Column<'t> {
    Words(&'t str),
    Figures(&'t str),
}

/// A table in its frame; `label` says to those who cannot see it what it holds.
pub fn scrolled(label: &str, table: Markup) -> Markup {
    html! { div class="bang-cuon" tabindex="0" role="region" aria-label=(label) { (table) } }
}

/// A table of plain columns.
pub fn table(label: &str, columns: &[Column<'_>], rows: Markup) -> Markup {
    let title = |column: &Column<'_>| match column {
        Column::Words(title) => html! { th scope="col" { (title) } },
        Column::Figures(title) => html! { th scope="col" class="so" { (title) } },
    };
    let head = html! { thead { tr { @for column in columns { (title(column)) } } } };
    scrolled(label, html! { table { (head) tbody { (rows) } } })
}
