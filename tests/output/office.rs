//! An office in a folder of its own: the small province, an output folder, and the program.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::SystemTime;

use tempfile::TempDir;

pub struct Office {
    folder: TempDir,
}

/// How a run ended.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Office {
    /// With a copy of the small province, nothing built yet.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let fixture = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/tinh-nho");
        copy(&fixture, &folder.path().join("content"));
        Self { folder }
    }

    /// With everything built once.
    pub fn built() -> Self {
        let office = Self::new();
        let run = office.build(&[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        office
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    /// The folder of the plan.
    pub fn out(&self) -> PathBuf {
        self.root().join("out/2025/kh-1-2025")
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.out().join(name)
    }

    pub fn read(&self, name: &str) -> Vec<u8> {
        std::fs::read(self.path(name)).unwrap()
    }

    pub fn write(&self, name: &str, bytes: &[u8]) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// What a person does to a document: other bytes, whatever they are.
    pub fn change(&self, name: &str) -> Vec<u8> {
        let mut bytes = self.read(name);
        bytes.extend_from_slice(b"sua bang tay");
        self.write(name, &bytes);
        bytes
    }

    /// Edits a content file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let path = self.root().join("content").join(file);
        let text = std::fs::read_to_string(&path).unwrap();
        assert!(text.contains(old), "{file} has no “{old}”");
        std::fs::write(&path, text.replacen(old, new, 1)).unwrap();
    }

    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.current_dir(self.root()).args(["build", "--out", "out"]).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    pub fn build(&self, args: &[&str]) -> Run {
        Self::ended(self.command(args))
    }

    /// Any other command.
    pub fn run(&self, args: &[&str]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_kehoach"));
        command.current_dir(self.root()).args(args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self::ended(command)
    }

    fn ended(mut command: Command) -> Run {
        let output = command.output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Every document in the folder with its bytes; nothing else may lie there but the program's own
    /// two files.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        for entry in std::fs::read_dir(self.out()).unwrap() {
            let name = entry.unwrap().file_name().into_string().unwrap();
            if ![".kehoach.json", ".kehoach.lock"].contains(&name.as_str()) {
                files.insert(name.clone(), self.read(&name));
            }
        }
        files
    }

    /// The documents that differ, without old versions that were kept.
    pub fn changed_since(&self, before: &BTreeMap<String, Vec<u8>>) -> Vec<String> {
        let changed = |(name, bytes): &(String, Vec<u8>)| {
            !name.contains(" (bản cũ ") && before.get(name) != Some(bytes)
        };
        self.files().into_iter().filter(changed).map(|(name, _)| name).collect()
    }

    /// The old versions in the folder.
    pub fn old_versions(&self) -> Vec<String> {
        self.files().into_keys().filter(|name| name.contains(" (bản cũ 20")).collect()
    }

    /// When each file of the folder was last written, the manifest too.
    pub fn times(&self) -> BTreeMap<String, SystemTime> {
        let entries = std::fs::read_dir(self.out()).unwrap().map(Result::unwrap);
        entries
            .map(|entry| {
                (entry.file_name().into_string().unwrap(), entry.metadata().unwrap().modified().unwrap())
            })
            .collect()
    }

    /// The manifest but for the times of files, which no two runs share.
    pub fn manifest_without_times(&self) -> serde_json::Value {
        let mut manifest: serde_json::Value = serde_json::from_slice(&self.read(".kehoach.json")).unwrap();
        for entry in manifest["files"].as_object_mut().unwrap().values_mut() {
            assert!(entry["modified"].take().is_u64());
        }
        manifest
    }
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.file_type().unwrap().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}
