//! Dòng tin: one stream for each open page. It says that something has changed; only of printed pages does it
//! bring what has changed, page by page.

use std::collections::BTreeSet;
use std::convert::Infallible;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::response::sse::Event;
use serde::Serialize;
use tokio::sync::{mpsc, watch};

use super::desk::{Content, Desk, Key};
use super::draft::Draft;
use super::part;
use super::preview::Preview;

/// Messages that may wait for a browser.
const WAITING: usize = 16;

/// What a page shows.
#[derive(Debug, Default)]
pub struct Shown {
    /// The document whose pages it shows.
    pub document: Option<Key>,
    /// The digests of these pages.
    pub pages: Vec<String>,
    /// They are said to be those of an earlier content.
    pub stale: bool,
    /// It shows the document as it would be with its draft.
    pub with_draft: bool,
}

/// Messages for one page.
pub struct Stream(mpsc::Receiver<Event>);

impl futures_core::Stream for Stream {
    type Item = Result<Event, Infallible>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        self.0.poll_recv(context).map(|message| message.map(Ok))
    }
}

/// Pages that differ from those that are shown.
#[derive(Debug, Serialize)]
struct Pages<'p> {
    pages: Vec<Sent<'p>>,
    stale: bool,
}

#[derive(Debug, Serialize)]
struct Sent<'p> {
    digest: &'p str,
    /// None where the browser has it.
    svg: Option<&'p str>,
}

/// Follows the desk for one page until the page is left or the workbench closes.
pub fn follow(desk: Arc<Desk>, shown: Shown) -> Stream {
    let (sender, receiver) = mpsc::channel(WAITING);
    tokio::spawn(async move {
        // Nobody listens any more, or nobody speaks: both are the end.
        let _ = tell(desk, shown, sender).await;
    });
    Stream(receiver)
}

type Left = mpsc::error::SendError<Event>;

async fn tell(desk: Arc<Desk>, mut shown: Shown, sender: mpsc::Sender<Event>) -> Result<(), Left> {
    let (mut contents, mut surveys) = (desk.keeper.changes(), desk.keeper.surveys());
    let (mut moves, mut closing) = (desk.runs.moves(), desk.closing());
    let mut drafts = desk.drafts.changes();
    // What changed while the page was on its way is told at once.
    contents.mark_changed();
    loop {
        tokio::select! {
            Ok(()) = contents.changed() => {
                let content = contents.borrow_and_update().clone();
                let Some(content) = content else { continue };
                let generation = content.generation.to_string();
                if let Some(key) = shown.document.clone() {
                    draw(&desk, content, key, &mut shown, &sender).await?;
                }
                sender.send(Event::default().event("noi-dung").data(generation)).await?;
            }
            Ok(()) = drafts.changed(), if shown.with_draft => {
                drafts.borrow_and_update();
                if let Some(key) = shown.document.clone() {
                    let content = desk.content().await;
                    draw(&desk, content, key, &mut shown, &sender).await?;
                }
            }
            Ok(()) = surveys.changed() => {
                surveys.borrow_and_update();
                // A message without data is none to a browser.
                sender.send(Event::default().event("soat").data("1")).await?;
            }
            Ok(()) = moves.changed() => {
                moves.borrow_and_update();
                let progress = desk.runs.last().map(|run| (run.progress(), run.result().is_some()));
                let Some(((done, total), ended)) = progress else { continue };
                let data = serde_json::json!({"done": done, "total": total, "ended": ended});
                sender.send(Event::default().event("luot").data(data.to_string())).await?;
            }
            () = closed(&mut closing) => {
                return sender.send(Event::default().event("dong").data("1")).await;
            }
            () = sender.closed() => return Ok(()),
        }
    }
}

/// Brings the pages of a document that look different; of a draft it says which value it is, too.
async fn draw(
    desk: &Arc<Desk>,
    content: Arc<Content>,
    key: Key,
    shown: &mut Shown,
    sender: &mpsc::Sender<Event>,
) -> Result<(), Left> {
    let (own, with_draft) = (Arc::clone(desk), shown.with_draft);
    let drawn = tokio::task::spawn_blocking(move || {
        let draft = if with_draft { draft_of(&own, &content, &key) } else { None };
        match draft {
            Some(draft) => {
                let drafted = own.drafted(&content, &key, &draft)?;
                Some((Arc::clone(&drafted.preview), Some(own.drafts.count(&draft.path))))
            }
            None => Some((own.preview(&content, &key)?, None)),
        }
    });
    let Ok(Some((preview, count))) = drawn.await else { return Ok(()) };
    send_pages(&preview, shown, sender).await?;
    match count {
        Some(count) => sender.send(Event::default().event("nhap").data(count.to_string())).await,
        None => Ok(()),
    }
}

fn draft_of(desk: &Desk, content: &Content, key: &Key) -> Option<Arc<Draft>> {
    let whose = part::whose(content, key)?;
    // A file that cannot be read is told of by the page.
    desk.drafts.open(&whose.path, || whose.fresh.unwrap_or_default()).ok()
}

async fn closed(closing: &mut watch::Receiver<bool>) {
    // A sender that is gone says the same.
    let _ = closing.wait_for(|closing| *closing).await;
}

async fn send_pages(preview: &Preview, shown: &mut Shown, sender: &mpsc::Sender<Event>) -> Result<(), Left> {
    let digests: Vec<String> = preview.pages.iter().map(|page| page.digest.clone()).collect();
    if digests == shown.pages && preview.stale == shown.stale {
        return Ok(());
    }
    let message = {
        let has: BTreeSet<&str> = shown.pages.iter().map(String::as_str).collect();
        let sent = preview.pages.iter().map(|page| Sent {
            digest: &page.digest,
            svg: (!has.contains(page.digest.as_str())).then_some(page.svg.as_str()),
        });
        let pages = Pages { pages: sent.collect(), stale: preview.stale };
        // Texts and numbers only: serialising them cannot fail.
        serde_json::to_string(&pages).unwrap_or_default()
    };
    shown.pages = digests;
    shown.stale = preview.stale;
    sender.send(Event::default().event("trang").data(message)).await
}
