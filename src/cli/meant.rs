//! Dòng lệnh có lẽ là: the line that a person most likely meant whose line the program does not understand. It is mended
//! in the ways in which lines go wrong, and offered only where the program understands it then.

use std::collections::BTreeSet;
use std::path::Path;

use clap::error::ErrorKind;
use clap::{Arg, Command};

use crate::diagnostic::near_miss;
use crate::text::slug::slug;

/// What the marks of an option become on the way from a guide in Word, or from the habits of Windows.
const MARKS: [char; 5] = ['-', '–', '—', '−', '/'];

/// The commands and options of the program, by all of their names.
pub(super) struct Known {
    program: Command,
}

impl Known {
    pub fn of(mut program: Command) -> Self {
        // Options of every command stand in each of them from then on.
        program.build();
        Self { program }
    }

    /// The command of a name, written with any signs and capitals.
    pub fn command(&self, typed: &str) -> Option<&Command> {
        self.program.find_subcommand(slug(typed))
    }

    /// The name of a command that is like the one that was typed.
    pub fn command_near(&self, typed: &str) -> Option<String> {
        let named = self.program.get_subcommands().map(|command| (for_people(command), command.get_name()));
        near_miss(typed, named.flat_map(|(for_people, name)| [for_people, name]))
    }

    /// The command that the words have, wherever it stands.
    pub fn command_in(&self, words: &[String]) -> Option<&Command> {
        self.find_command(words).map(|(_, _, command)| command)
    }

    /// Where the command stands, and how many words it is: `kiem tra` is one.
    fn find_command(&self, words: &[String]) -> Option<(usize, usize, &Command)> {
        let starts = (0..words.len()).filter(|at| !words[*at].starts_with('-'));
        let of_words = |at: usize| {
            let lengths = (1..=3).rev().filter(move |length| at + length <= words.len());
            lengths.map(move |length| (at, length))
        };
        starts.flat_map(of_words).find_map(|(at, length)| {
            let command = self.command(&words[at..at + length].join("-"))?;
            Some((at, length, command))
        })
    }

    /// The names, for people, of the commands that have an option.
    pub fn commands_with(&self, option: &str) -> Vec<&str> {
        let has = |command: &&Command| names(command).contains(option.trim_start_matches('-'));
        self.program.get_subcommands().filter(has).map(for_people).collect()
    }

    /// An option under the name under which it was typed, else under the one that the guide has.
    pub fn as_typed(&self, option: &str, words: &[String]) -> String {
        let (long, value) = option.split_once(' ').unwrap_or((option, ""));
        let aliases = self.program.get_subcommands().flat_map(Command::get_arguments).find_map(|known| {
            let is_it = known.get_long().is_some_and(|own| long.strip_prefix("--") == Some(own));
            is_it.then(|| known.get_all_aliases().unwrap_or_default())
        });
        let typed: Vec<&str> = words.iter().filter_map(|word| word.strip_prefix("--")).collect();
        let is_typed = |alias: &&str| typed.iter().any(|word| word.split('=').next() == Some(*alias));
        match aliases.unwrap_or_default().into_iter().find(is_typed) {
            Some(alias) => format!("--{alias} {value}").trim_end().to_owned(),
            None => option.to_owned(),
        }
    }

    /// The option that a word is meant to be, which has other marks, signs or capitals than an option has.
    pub fn option(&self, word: &str) -> Option<String> {
        if word == "/?" {
            return Some("--help".to_owned());
        }
        let bare = word.trim_start_matches(MARKS);
        if bare.len() == word.len() || Path::new(word).exists() {
            return None;
        }
        let (name, value) = bare.split_at(bare.find(['=', ':']).unwrap_or(bare.len()));
        let name = slug(name);
        let is_known = self.program.get_subcommands().any(|command| names(command).contains(name.as_str()));
        let value = value.get(1..).map(|value| format!("={value}")).unwrap_or_default();
        is_known.then(|| format!("--{name}{value}")).filter(|option| option != word)
    }

    /// A word that stands for itself as far as the program is concerned, and was meant as an option.
    pub fn mistaken<'w>(&self, words: &'w [String]) -> Option<(&'w str, String)> {
        doubtful(words).find_map(|word| Some((word, self.option(word)?)))
    }

    /// The whole line, mended, as it is to be typed.
    pub fn line(&self, words: &[String]) -> Option<String> {
        let words: Vec<String> =
            words.iter().map(|word| self.option(word).unwrap_or_else(|| word.clone())).collect();
        let (at, length, command) = self.find_command(&words)?;
        let typed = &words[at];
        let name = if command.get_name() == typed { typed } else { for_people(command) };
        let rest = [&words[..at], &words[at + length..]].concat();
        let has = |option: &str| names(command).contains(option);
        let year = |rest: Vec<String>| match has("nam") {
            true => named(rest, "--nam", is_year),
            false => without(rest, &["--nam", "--year"]),
        };
        let agency = |rest: Vec<String>| match has("co-quan") {
            true => named(rest, "--co-quan", |_| true),
            false => without(rest, &["--co-quan", "--agency"]),
        };
        let mended = [rest.clone(), year(rest.clone()), agency(rest.clone()), agency(year(rest))];
        let lines = mended.into_iter().map(|rest| [vec![name.to_owned()], rest].concat());
        lines.into_iter().find(|line| self.understands(line)).map(|line| {
            let quoted = line.iter().map(|word| match word.contains(' ') {
                true => format!("\"{word}\""),
                false => word.clone(),
            });
            format!("kehoach {}", quoted.collect::<Vec<_>>().join(" "))
        })
    }

    fn understands(&self, line: &[String]) -> bool {
        let words = std::iter::once("kehoach").chain(line.iter().map(String::as_str));
        let parsed = self.program.clone().try_get_matches_from(words);
        parsed.map_or_else(|error| error.kind() == ErrorKind::DisplayHelp, |_| true)
    }
}

/// Words with another mark than an option has, that are no file. Behind an option it is its value: "--ra /out" names a
/// folder.
pub(super) fn doubtful(words: &[String]) -> impl Iterator<Item = &str> {
    let is_value = |at: usize| at > 0 && words[at - 1].starts_with('-');
    let marked = |word: &str| !word.starts_with('-') && word.starts_with(MARKS) && !Path::new(word).exists();
    words
        .iter()
        .enumerate()
        .filter(move |(at, word)| marked(word) && !is_value(*at))
        .map(|(_, word)| word.as_str())
}

/// The name that the guide has.
pub(super) fn for_people(command: &Command) -> &str {
    command.get_all_aliases().next().unwrap_or_else(|| command.get_name())
}

/// The options of a command, by all of their names, without marks.
fn names(command: &Command) -> BTreeSet<&str> {
    let of =
        |option| Arg::get_long(option).into_iter().chain(Arg::get_all_aliases(option).unwrap_or_default());
    command.get_arguments().flat_map(of).collect()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.starts_with("20") && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// The words, where the first such of them that stands for itself is the value of an option.
fn named(mut words: Vec<String>, option: &str, is_meant: impl Fn(&str) -> bool) -> Vec<String> {
    let of_option = |at: usize| at > 0 && words[at - 1].starts_with("--") && !words[at - 1].contains('=');
    let found = (0..words.len()).find(|at| {
        let word = &words[*at];
        !word.starts_with('-') && !of_option(*at) && is_meant(word)
    });
    if let Some(at) = found {
        words.insert(at, option.to_owned());
    }
    words
}

/// The words without the names of an option: its values stand for themselves.
fn without(words: Vec<String>, option: &[&str]) -> Vec<String> {
    words.into_iter().filter(|word| !option.contains(&word.as_str())).collect()
}
