//! `kehoach licences`: under which terms the program, its faces and the crates in it are passed on.

use super::{ExitStatus, print};

const OWN: &str = include_str!("../../LICENSE");
const FACES: &str = include_str!("../../assets/fonts/liberation-serif/OFL.txt");
/// Written by `.ci/licences`.
const CRATES: &str = include_str!("../../assets/licences/third-party.txt");

pub(super) fn run() -> ExitStatus {
    print(&text())
}

fn text() -> String {
    let rule = "=".repeat(80);
    format!(
        "GIẤY PHÉP CỦA CHƯƠNG TRÌNH KEHOACH\n\n{OWN}\n{rule}\n\
         PHÔNG CHỮ LIBERATION SERIF, NHÚNG TRONG CHƯƠNG TRÌNH VÀ TRONG PDF\n\n{FACES}\n{rule}\n\
         CÁC THƯ VIỆN TRONG CHƯƠNG TRÌNH\n\n{CRATES}"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Name and version of every package that is locked.
    fn locked() -> Vec<String> {
        let lock = include_str!("../../Cargo.lock");
        let packages = lock.split("[[package]]").skip(1);
        let value = |package: &str, key: &str| {
            let line = package.lines().find_map(|line| line.strip_prefix(&format!("{key} = ")));
            line.map(|value| value.trim_matches('"').to_owned()).unwrap_or_default()
        };
        packages.map(|package| format!("{} {}", value(package, "name"), value(package, "version"))).collect()
    }

    #[test]
    fn the_program_shows_its_own_licence_the_one_of_its_faces_and_those_of_its_crates() {
        let text = text();
        for part in
            ["the kehoach authors", "SIL OPEN FONT LICENSE Version 1.1", "Reserved Font Name Liberation"]
        {
            assert!(text.contains(part), "{part}");
        }
    }

    #[test]
    fn every_crate_in_the_notices_is_the_one_that_is_locked_and_every_dependency_is_there() {
        let listed: Vec<&str> = CRATES
            .lines()
            .skip(2)
            .take_while(|line| !line.is_empty())
            .filter_map(|line| line.split(':').next())
            .collect();
        let locked = locked();
        for crate_ in &listed {
            assert!(
                locked.iter().any(|known| known == crate_),
                "{crate_} is not in Cargo.lock: run .ci/licences"
            );
        }
        let manifest = include_str!("../../Cargo.toml");
        let wanted = manifest.split("[dependencies]").nth(1).and_then(|rest| rest.split("[build-").next());
        let names = wanted.into_iter().flat_map(str::lines).filter_map(|line| line.split_once(" = "));
        for (name, _) in names.filter(|(name, _)| !name.starts_with(['#', '['])) {
            let there = listed.iter().any(|known| known.split(' ').next() == Some(name));
            assert!(there, "{name} is not in the notices: run .ci/licences");
        }
    }
}
