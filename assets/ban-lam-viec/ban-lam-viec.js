// Bàn làm việc: what makes pages quicker to use. Every page can be read and every form sent without this.
(() => {
  "use strict";

  const $ = (selector, within = document) => within.querySelector(selector);
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{Mn}/gu, "").replace(/đ/g, "d");

  // ---- What has changed -------------------------------------------------------------------------------

  const shown = document.body.dataset;
  let generation = shown.luotDoc;
  let stream = null;
  let closed = false;
  let lost = false;

  function say(text, broken = false) {
    const line = $("#tin");
    if (!line || line.textContent === text) return;
    line.textContent = text;
    line.classList.toggle("hong", broken);
  }

  // What the page shows is not there any more, or cannot be shown: it says so, and keeps what it has.
  let gone = false;
  function isGone(answer) {
    const elsewhere = answer.redirected && new URL(answer.url).pathname !== location.pathname;
    if (answer.status !== 404 && !elsewhere) return false;
    gone = true;
    say("Nội dung vừa thay đổi: điều trang này cho xem nay không còn, hoặc đang có lỗi. Trang vẫn hiện bản trước; tải lại trang để biết vì sao.", true);
    return true;
  }

  // Regions that only show something are drawn again; one in which somebody types never is.
  async function refresh() {
    const regions = all("[data-tuoi]");
    if (regions.length === 0) return;
    let text;
    try {
      const answer = await fetch(location.href, { headers: { Accept: "text/html" } });
      if (isGone(answer) || !answer.ok) return;
      text = await answer.text();
    } catch { return; }
    if (gone) { gone = false; say(""); }
    const fresh = new DOMParser().parseFromString(text, "text/html");
    generation = fresh.body.dataset.luotDoc;
    for (const region of all("[data-tuoi]")) {
      const other = fresh.getElementById(region.id);
      if (!other || other.innerHTML === region.innerHTML) continue;
      const active = document.activeElement;
      const inside = region.contains(active) && active !== document.body;
      if (inside && active.matches("input, textarea, select")) {
        say("Nội dung đã thay đổi ở nơi khác. Chỗ đang gõ được giữ nguyên; tải lại trang để xem bản mới.");
        continue;
      }
      const link = inside && active.matches("a[href]") ? active.getAttribute("href") : null;
      region.replaceWith(other);
      if (link) all("a[href]", other).find((one) => one.getAttribute("href") === link)?.focus();
    }
    filter();
  }

  let waiting = null;
  const soon = () => { clearTimeout(waiting); waiting = setTimeout(refresh, 60); };

  // Pages come with a picture only where they look different; the others are moved to their places.
  function pages({ pages, stale }) {
    const room = $("#cac-trang");
    if (!room) return;
    $("#trang-cu").hidden = !stale;
    const before = new Map(all(".to-giay", room).map((sheet) => [sheet.dataset.bam, sheet]));
    const now = pages.map(({ digest, svg }) => {
      const known = before.get(digest);
      if (known) { before.delete(digest); return known; }
      const sheet = document.createElement("div");
      sheet.className = "to-giay moi";
      sheet.dataset.bam = digest;
      const drawn = new DOMParser().parseFromString(svg ?? "", "image/svg+xml").documentElement;
      if (svg) sheet.append(document.importNode(drawn, true));
      return sheet;
    });
    now.forEach((sheet, at) => {
      const here = room.children[at];
      if (here !== sheet) {
        if (here && !now.includes(here)) here.replaceWith(sheet); else room.insertBefore(sheet, here ?? null);
      }
    });
    while (room.children.length > now.length) room.lastElementChild.remove();
  }

  function follow() {
    if (closed || stream || document.hidden) return;
    const address = new URL("/su-kien", location.href);
    if (shown.doc) {
      address.searchParams.set("xem", shown.doc);
      address.searchParams.set("co", all(".to-giay").map((sheet) => sheet.dataset.bam).join(","));
      if (!$("#trang-cu").hidden) address.searchParams.set("cu", "1");
      if ($("#bieu-mau")) address.searchParams.set("nhap", "1");
    }
    stream = new EventSource(address);
    stream.addEventListener("open", () => { lost = false; if ($("#tin")?.classList.contains("hong")) say(""); });
    stream.addEventListener("noi-dung", ({ data }) => { if (data !== generation) soon(); });
    stream.addEventListener("soat", soon);
    stream.addEventListener("trang", ({ data }) => pages(JSON.parse(data)));
    stream.addEventListener("nhap", ({ data }) => document.dispatchEvent(new CustomEvent("nhap", { detail: data })));
    stream.addEventListener("luot", ({ data }) => run(JSON.parse(data)));
    stream.addEventListener("dong", () => {
      closed = lost = true;
      leave();
      say("Chương trình đã đóng. Mở lại từ biểu tượng của chương trình rồi đóng thẻ này.", true);
    });
    stream.addEventListener("error", () => {
      lost = true;
      leave();
      say("Mất liên lạc với chương trình. Nếu chương trình đã tắt: mở lại từ biểu tượng rồi đóng thẻ này.", true);
      setTimeout(follow, 2000);
    });
  }

  // The page of a browser that finds nobody takes the place of this one, and with it goes what is typed.
  document.addEventListener("submit", (event) => {
    const { target, submitter } = event;
    if (!lost || target.id === "bieu-mau") return;
    event.preventDefault();
    event.stopPropagation();
    fetch($("link[rel=stylesheet]").href, { cache: "no-store" })
      .then(() => { lost = false; target.requestSubmit(submitter); })
      .catch(() => say("Chưa gửi: không liên lạc được với chương trình. Điều đã gõ vẫn còn ở trang này; mở lại chương trình từ biểu tượng rồi chép sang trang mới.", true));
  }, true);

  // A browser keeps six connections to one address: tabs that nobody sees need none.
  function leave() { stream?.close(); stream = null; }
  document.addEventListener("visibilitychange", () => { if (document.hidden) leave(); else follow(); });
  addEventListener("pagehide", leave);
  addEventListener("pageshow", follow);

  function run({ done, total, ended }) {
    const bar = $("#tien-do");
    if (ended) { soon(); return; }
    if (!bar) { if ($("#luot")) soon(); return; }
    bar.max = Math.max(total, 1);
    bar.value = done;
    $("#tien-do-so").textContent = `${done} / ${total}`;
  }

  // ---- Finding and choosing with the keyboard ---------------------------------------------------------

  const search = $("input[data-loc]");

  function filter() {
    if (!search) return;
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let left = 0;
    const rows = all(`tr.${search.dataset.loc}`);
    for (const row of rows) {
      row.hidden = !words.every((word) => row.dataset.tim.includes(word));
      if (!row.hidden) left += 1;
    }
    const count = $("#dem");
    if (count && rows.length) count.textContent = `${left} / ${rows.length} ${count.dataset.ten}`;
  }

  search?.addEventListener("input", (event) => { if (!event.isComposing) filter(); });
  search?.addEventListener("compositionend", filter);

  const links = () => all("tbody tr:not([hidden]) th a, .cac-viec .cho a");

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.altKey || event.ctrlKey || event.metaKey) return;
    const typing = event.target.matches("input, textarea, select");
    if (event.key === "/" && !typing && search) {
      event.preventDefault();
      search.focus();
      search.select();
    }
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    if (typing && event.target !== search) return;
    const list = links();
    const at = list.indexOf(document.activeElement);
    if (at < 0 && event.target !== search) return;
    event.preventDefault();
    const next = event.key === "ArrowDown" ? at + 1 : at - 1;
    if (next < 0) search?.focus(); else list[Math.min(next, list.length - 1)]?.focus();
  });

  // ---- Choosing many ----------------------------------------------------------------------------------

  for (const row of all(".chon-het")) {
    row.hidden = false;
    row.addEventListener("click", ({ target }) => {
      const choice = target.dataset?.chon;
      if (!choice) return;
      for (const box of all("input[type=checkbox]", row.closest("fieldset"))) box.checked = choice === "het";
    });
  }

  // ---- A value of one's own ---------------------------------------------------------------------------

  // Whoever types one has chosen it; whoever then chooses otherwise has it back with that choice.
  for (const group of all("fieldset")) {
    const own = $("input[type=radio][value=ghi], input[type=radio][value=khac]", group);
    const fields = own ? all("input:not([type=radio]):not([type=hidden]), textarea, select", group) : [];
    if (!fields.length) continue;
    const first = new Map(fields.map((field) => [field, field.value]));
    const typed = new Map();
    group.addEventListener("input", ({ target }) => { if (fields.includes(target)) own.checked = true; });
    group.addEventListener("change", ({ target }) => {
      if (target.type !== "radio") return;
      for (const field of fields) {
        if (target !== own) { if (field.value !== first.get(field)) typed.set(field, field.value); field.value = first.get(field); }
        else if (typed.has(field)) field.value = typed.get(field);
      }
    });
  }

  // ---- Leaving what is typed --------------------------------------------------------------------------

  for (const form of all("form[data-giu]")) {
    const is = (field) => field.type === "checkbox" || field.type === "radio" ? field.checked
      : field.tagName === "SELECT" ? field.selectedIndex : field.value;
    const typed = () => [...form.elements].filter((field) => field.matches("input:not([type=hidden]), textarea, select"));
    const before = new Map(typed().map((field) => [field, is(field)]));
    // What was refused is in no draft: it is as if it had just been typed.
    let kept = !$("[aria-invalid]", form);
    form.addEventListener("submit", () => { kept = true; before.clear(); });
    // The way out is a word of its own.
    form.addEventListener("click", ({ target }) => { if (target.closest("a.nut")) { kept = true; before.clear(); } });
    addEventListener("beforeunload", (event) => {
      const differs = [...before].some(([field, value]) => is(field) !== value);
      if (differs || !kept) event.preventDefault();
    });
  }

  // ---- Files dropped anywhere on a page that takes files ----------------------------------------------

  const drop = $("form[data-tha]");

  if (drop) {
    const chosen = $("input[type=file]", drop);
    const has = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    const ready = () => [...drop.elements].every((field) => field === chosen || field.checkValidity());
    document.addEventListener("dragover", (event) => {
      if (!has(event)) return;
      event.preventDefault();
      drop.classList.add("dang-tha");
    });
    document.addEventListener("dragleave", (event) => { if (!event.relatedTarget) drop.classList.remove("dang-tha"); });
    document.addEventListener("drop", (event) => {
      if (!has(event)) return;
      event.preventDefault();
      drop.classList.remove("dang-tha");
      chosen.files = event.dataTransfer.files;
      // Where something else is to be said first, the files wait in their field.
      if (ready()) drop.requestSubmit(); else drop.reportValidity();
    });
    drop.addEventListener("submit", (event) => {
      const size = [...chosen.files].reduce((sum, file) => sum + file.size, 0);
      if (size <= Number(drop.dataset.tha)) return;
      event.preventDefault();
      say("Các tệp này quá lớn để nhận một lần. Chọn ít tệp hơn rồi thử lại.", true);
    });
  }

  follow();
})();
