//! Luồng xử lý: the threads that content is read, reviewed and made by.

use std::hint::black_box;

use rayon::ThreadPoolBuilder;

/// Sets up the threads of the whole process, one for each core. They begin to work when something is asked of them.
pub fn begin() {
    // Where the system gives none, rayon asks again for them, and says so, when there is work.
    let _ = builder().build_global();
}

/// Threads that have room of their own when they begin.
pub fn builder() -> ThreadPoolBuilder {
    ThreadPoolBuilder::new().start_handler(|_| have_room())
}

/// glibc gives every thread a stretch of memory that grows by the page, each page a call to the system: 700 for one
/// DOCX, a twentieth of its CPU time. What it has grown to once stays open to the thread when it is given back,
/// and none of it is used up before it is written to.
fn have_room() {
    /// What is larger is no part of the stretch.
    const PIECE: usize = 120 * 1024;
    const PIECES: usize = 32;
    if cfg!(all(target_os = "linux", target_env = "gnu")) {
        let room: Vec<Vec<u8>> = (0..PIECES).map(|_| Vec::with_capacity(PIECE)).collect();
        black_box(room);
    }
}
