//! Chìa khóa: what lets a browser in, made anew for every process and never written where others read.

use std::collections::VecDeque;
use std::sync::{Mutex, PoisonError};

/// Ways in that nobody has used yet; the oldest is forgotten for the newest.
const WAITING: usize = 16;

/// The keys of one running workbench.
pub struct Keys {
    /// The value of the cookie.
    session: String,
    /// With this, a second start asks for a way in.
    door: String,
    /// One for each browser that is to be let in.
    waiting: Mutex<VecDeque<String>>,
}

impl Keys {
    /// # Errors
    /// A system that has no random numbers to give: nothing would be secret.
    pub fn new() -> Result<Self, getrandom::Error> {
        Ok(Self { session: secret()?, door: secret()?, waiting: Mutex::default() })
    }

    pub fn session(&self) -> &str {
        &self.session
    }

    pub fn door(&self) -> &str {
        &self.door
    }

    pub fn is_session(&self, value: &str) -> bool {
        same(value, &self.session)
    }

    pub fn is_door(&self, value: &str) -> bool {
        same(value, &self.door)
    }

    /// A new key that lets one browser in.
    pub fn another(&self) -> String {
        // Random numbers were there when the process began; a key that cannot be made opens nothing.
        let key = secret().unwrap_or_default();
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        if waiting.len() == WAITING {
            waiting.pop_front();
        }
        if !key.is_empty() {
            waiting.push_back(key.clone());
        }
        key
    }

    /// Takes a key that waits: it opens once.
    pub fn take(&self, key: &str) -> bool {
        let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        let before = waiting.len();
        waiting.retain(|known| !same(known, key));
        waiting.len() < before
    }
}

impl std::fmt::Debug for Keys {
    /// Says nothing: what is printed may be read.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Keys")
    }
}

/// 128 random bits in hexadecimal.
fn secret() -> Result<String, getrandom::Error> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes)?;
    Ok(bytes.iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Compared to the end, so that the time it takes says nothing of where they differ.
fn same(one: &str, other: &str) -> bool {
    let differences = one.bytes().zip(other.bytes()).fold(0, |all, (a, b)| all | (a ^ b));
    one.len() == other.len() && differences == 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_in_opens_once_and_no_other_key_does() {
        let keys = Keys::new().unwrap();
        let key = keys.another();
        assert!(!keys.take(keys.session()) && !keys.take(keys.door()) && !keys.take(""));
        assert!(keys.take(&key));
        assert!(!keys.take(&key));
    }

    #[test]
    fn keys_of_two_processes_differ() {
        let (one, other) = (Keys::new().unwrap(), Keys::new().unwrap());
        assert!(one.session() != other.session() && !one.is_session(other.session()));
        assert_eq!(format!("{one:?}"), "Keys");
    }
}
