//! Templates that do not end, or make too much: stopped, in Vietnamese.

use kehoach::app;
use kehoach::derive::Year;
use kehoach::diagnostic::{Diagnostic, codes};
use kehoach::template::TemplateSet;

use super::base::load;

/// What the year's plan says through this template.
fn refusal(template: &str) -> String {
    let findings = render(template).expect_err("the template is stopped");
    let [finding] = findings.as_slice() else { panic!("one finding: {findings:#?}") };
    assert_eq!(finding.code, codes::TEMPLATE);
    finding.message.clone()
}

fn render(template: &str) -> Result<(), Vec<Diagnostic>> {
    let templates = TemplateSet::with_own([("ke-hoach-tinh.md".to_owned(), template.to_owned())])?;
    let loaded = load(&[], &templates);
    let province = loaded.province.expect("the base is a province");
    let year = Year::of(&province, 2025).expect("the base has a plan");
    app::plan_document(&year, &province.plans[0], &templates).map(drop)
}

#[test]
fn nested_loops_that_print_nothing_are_stopped() {
    let range = "range(end=90000)";
    let silent = format!(
        "a\n{{% for a in {range} %}}{{% for b in {range} %}}{{% for c in {range} %}}{{% endfor %}}{{% endfor %}}{{% endfor %}}"
    );
    let message = refusal(&silent);
    assert!(
        message.starts_with("mẫu ke-hoach-tinh.md:2:") && message.contains("quá nhiều bước"),
        "{message}"
    );
    let over_data = "{% for a in muc %}".repeat(20) + &"{% endfor %}".repeat(20);
    assert!(refusal(&over_data).contains("quá nhiều bước"));
}

#[test]
fn components_that_call_each_other_without_end_are_stopped() {
    let calls = "{{ <c k={k} /> }}".repeat(12);
    let message = refusal(&format!(
        "{{% component c(k) %}}{{% if k %}}{calls}{{% endif %}}{{% endcomponent %}}{{{{ <c k={{nam}} /> }}}}"
    ));
    assert!(message.contains("quá sâu"), "{message}");
    let deep = "{% component c(k) %}{% if k > 0 %}".to_owned()
        + &"{{ <c k={k - 1} /> }}".repeat(12)
        + "{% endif %}{% endcomponent %}{{ <c k={15} /> }}";
    assert!(refusal(&deep).contains("quá nhiều bước"));
}

#[test]
fn includes_that_double_are_stopped() {
    let own = chain(15, |next| format!("{{% include \"{next}\" %}}").repeat(3));
    let templates = TemplateSet::with_own(own).expect("there is no circle");
    let loaded = load(&[], &templates);
    let province = loaded.province.expect("the base is a province");
    let year = Year::of(&province, 2025).expect("the base has a plan");
    let findings = app::plan_document(&year, &province.plans[0], &templates).expect_err("it is stopped");
    assert!(findings[0].message.contains("quá nhiều bước"), "{findings:#?}");
}

/// Files that include each other one after another, the first from the plan's template.
fn chain(length: usize, include: impl Fn(&str) -> String) -> Vec<(String, String)> {
    let mut own: Vec<(String, String)> =
        (0..length).map(|n| (format!("m{n}.md"), include(&format!("m{}.md", n + 1)))).collect();
    own.push((format!("m{length}.md"), "cuối".to_owned()));
    own.push(("ke-hoach-tinh.md".to_owned(), include("m0.md")));
    own
}

#[test]
fn includes_that_would_fill_a_stack_are_refused_before_anything_is_printed() {
    let include = |next: &str| format!("{{% include \"{next}\" %}}");
    let circle = vec![("ke-hoach-tinh.md".to_owned(), include("ke-hoach-tinh.md"))];
    for own in [chain(16, include), chain(20_000, include), circle] {
        let refused = TemplateSet::with_own(own).expect_err("it is refused");
        let [finding] = refused.as_slice() else { panic!("one finding: {refused:#?}") };
        assert!(finding.message.contains("hơn 16 tệp nối nhau"), "{}", finding.message);
    }
    let own = chain(15, include);
    let templates = TemplateSet::with_own(own).expect("it is not too deep");
    let loaded = load(&[], &templates);
    let province = loaded.province.expect("the base is a province");
    let year = Year::of(&province, 2025).expect("the base has a plan");
    // A plan of one word is no whole plan, but it is printed.
    let made = app::plan_document(&year, &province.plans[0], &templates);
    let told = made.map_or_else(|findings| findings, |made| made.findings);
    assert!(told.iter().all(|finding| finding.code != codes::TEMPLATE), "{told:#?}");
}

#[test]
fn values_that_double_are_stopped_before_they_fill_the_memory() {
    let doubled = "{% set a = \"0123456789abcdef\" %}".to_owned() + &"{% set a = a ~ a %}".repeat(60);
    assert!(refusal(&doubled).contains("quá lớn"));
    let lists = "{% set a = [1] %}".to_owned() + &"{% set a = [a, a] %}".repeat(60);
    assert!(refusal(&lists).contains("quá lớn"));
    let handed_on =
        "{% component c(k) %}{{ <c k={k ~ k} /> }}{% endcomponent %}{{ <c k={\"0123456789abcdef\"} /> }}";
    let message = refusal(&handed_on.replace("abcdef", &"x".repeat(4000)));
    assert!(message.contains("quá lớn"), "{message}");
}

#[test]
fn output_without_end_is_stopped() {
    let message = refusal(
        "{% for a in range(end=90000) %}{% for b in range(end=90) %}chữ chữ chữ {% endfor %}{% endfor %}",
    );
    assert!(message.contains("quá lớn"), "{message}");
}

#[test]
fn what_cannot_be_counted_is_refused_when_templates_are_loaded() {
    for template in [
        "{% set a %}{% for b in muc %}{{ b }}{% endfor %}{% endset %}",
        "{% filter hoa %}a{% endfilter %}",
        "{{ [a for a in muc] | length }}",
        "{{ trich_yeu | replace(from=\"a\", to=trich_yeu) }}",
        "{{ trich_yeu | safe }}",
        "{% block a %}{% endblock %}",
    ] {
        let message = refusal(template);
        assert!(message.starts_with("mẫu ke-hoach-tinh.md:1:"), "{message}");
    }
}

#[test]
fn an_error_in_a_template_is_placed_where_its_author_wrote_it() {
    assert!(
        refusal("{% for m in muc %}{{ khong_co }}{% endfor %}").starts_with("mẫu ke-hoach-tinh.md:1:22:")
    );
    assert!(refusal("a\n{{ 1 + }}").starts_with("mẫu ke-hoach-tinh.md:2:"));
}
