//! Máy chủ: one address on this machine, and limits for whoever connects.

use std::net::{Ipv4Addr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::sync::{Semaphore, watch};

/// A browser opens six at a time; nobody needs more than a few browsers.
const CONNECTIONS: usize = 128;

/// How long the head of a request may take to come.
const HEAD: Duration = Duration::from_secs(15);

/// How large it may be.
const HEAD_BYTES: usize = 32 << 10;

/// What is being answered may end, but not for ever.
const FAREWELL: Duration = Duration::from_millis(700);

/// A port of this machine that is free; never an address that others can reach.
///
/// # Errors
/// A system that gives none.
pub fn listen() -> std::io::Result<TcpListener> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

/// Answers until `closing` says that it is enough.
///
/// # Errors
/// A system on which the listener cannot be waited for.
pub async fn serve(
    listener: TcpListener,
    router: Router,
    mut closing: watch::Receiver<bool>,
) -> std::io::Result<()> {
    let listener = tokio::net::TcpListener::from_std(listener)?;
    let free = Arc::new(Semaphore::new(CONNECTIONS));
    loop {
        let accepted = tokio::select! {
            accepted = listener.accept() => accepted,
            _ = closing.wait_for(|closing| *closing) => break,
        };
        // A connection that ended before it was taken is nobody's matter.
        let Ok((stream, _)) = accepted else { continue };
        let Ok(permit) = Arc::clone(&free).try_acquire_owned() else { continue };
        let service = TowerToHyperService::new(router.clone());
        tokio::spawn(async move {
            let _permit = permit;
            let mut builder = http1::Builder::new();
            builder.timer(TokioTimer::new()).header_read_timeout(HEAD).max_buf_size(HEAD_BYTES);
            // What goes wrong on the way is the browser's to tell.
            let _ = builder.serve_connection(TokioIo::new(stream), service).await;
        });
    }
    drop(listener);
    let all = u32::try_from(CONNECTIONS).unwrap_or(u32::MAX);
    let _ = tokio::time::timeout(FAREWELL, free.acquire_many(all)).await;
    Ok(())
}
