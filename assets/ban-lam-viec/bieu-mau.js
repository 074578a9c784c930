// Điền phần của cơ quan: keeps what is typed, as it is typed, and shows what became of it. The form can be sent
// without this. Nothing in which somebody types is ever drawn again.
(() => {
  "use strict";

  const form = document.getElementById("bieu-mau");
  if (!form) return;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const fields = "input:not([type=hidden]), textarea, select";
  const isTyped = (field) => field?.matches?.("input[type=text], textarea");
  const status = () => document.getElementById("da-luu");

  // Each stretch shows one version of the draft; a field that was sent shows a newer one.
  let version = form.dataset.ban;
  const versions = new WeakMap();
  const seen = (field) => versions.get(field) ?? field.closest("[data-khoi]")?.dataset.ban ?? version;

  // ---- Sending ------------------------------------------------------------------------------------------

  const waiting = new Map();
  let sending = null;
  let timer = null;

  const keyOf = (field) => field.type === "checkbox" ? field.closest("fieldset") : field;
  const valuesOf = (name, field) => field.type === "checkbox"
    ? ["", ...all("input[type=checkbox]", field.closest("fieldset")).filter((box) => box.checked).map((box) => box.value)]
    : [field.value];

  function typed(field) {
    if (field.dataset.moi !== undefined) { if (!waiting.size && !sending) sayNew(); return; }
    if (!field.name) return;
    waiting.set(keyOf(field), field);
    say("Đang giữ …");
    clearTimeout(timer);
    // A key after a key is one: but never longer than a quarter of a second.
    timer = setTimeout(flush, sending ? 120 : 25);
  }

  async function send(body) {
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => { throw new Error("mất liên lạc với chương trình"); });
    if (answer.status === 404) throw new Error("nội dung của năm này đang có lỗi ở tệp dùng chung, hoặc kế hoạch, cơ quan này không còn: mở trang Kế hoạch ở thẻ khác để xem");
    if (answer.status === 403) throw new Error("chương trình đã mở lại: tải lại trang");
    if (answer.status === 413) {
      const most = Math.floor(Number(form.dataset.lon) / 1024);
      throw Object.assign(new Error(`Chưa giữ được điều vừa gõ: ô này quá dài, một lần gửi nhiều nhất ${most} KB. Chữ vẫn còn trong ô; rút ngắn lại.`), { told: true });
    }
    if (!answer.headers.get("content-type")?.includes("json")) throw new Error(`chương trình trả lời mã ${answer.status}`);
    const told = await answer.json();
    if (told.loi) throw Object.assign(new Error(told.loi), { told: true });
    return told;
  }

  // One after the other: each is about the version that the one before it made.
  async function flush() {
    clearTimeout(timer);
    if (sending) { await sending; if (waiting.size) return flush(); return; }
    const next = waiting.entries().next();
    if (next.done) return;
    const [key, field] = next.value;
    waiting.delete(key);
    const name = field.name;
    const body = new URLSearchParams([["js", "1"], ["ban", seen(field)]]);
    for (const value of valuesOf(name, field)) body.append(name, value);
    sending = (async () => {
      try {
        const told = await send(body);
        const own = field.type === "checkbox" ? all("input", key) : [field];
        for (const one of own) { versions.set(one, told.ban); if (told.ten) one.name = told.ten; }
        field.classList.remove("chua-giu");
        if (!waiting.size) done(told);
      } catch (error) {
        // What was typed stays in its field, and is sent again with the next key.
        field.classList.add("chua-giu");
        fail(error, () => { waiting.set(key, field); flush(); });
      }
    })();
    await sending;
    sending = null;
    if (waiting.size) await flush();
  }

  function say(text, broken = false) {
    const line = status();
    if (!line) return;
    line.textContent = text;
    line.className = broken ? "hong" : text.startsWith("Mọi") ? "da-luu" : "chua-luu";
  }

  const nameOf = (id) => `“${document.querySelector(`label[for="${CSS.escape(id)}"]`)?.textContent.trim() ?? id}”`;

  // What is typed for something new is in no draft before its button is pressed.
  function sayNew(rest = "") {
    const names = news(form).map(([id]) => nameOf(id));
    if (names.length) say(`Điều gõ ở ô ${names.join(", ")} chưa vào bản nháp: bấm nút thêm cạnh ô ấy.${rest}`, true);
    else if (status()?.textContent.startsWith("Điều gõ ở ô")) say("");
    return names.length > 0;
  }

  // What was refused is in its field alone, whatever else is kept.
  function sayUnkept(rest) {
    const names = [...new Set(all(".chua-giu", form).map((field) => nameOf(field.id)))];
    if (names.length) say(`Điều gõ ở ô ${names.join(", ")} chưa giữ được, chỉ còn ở trang này: chép lại, tải lại trang rồi dán vào.${rest}`, true);
    return names.length > 0;
  }

  const others = (luu) => luu ? " Mọi điều khác đã lưu vào tệp." : " Mọi điều khác đã giữ.";

  function done({ luu, nhac }) {
    if (!nhac && (sayUnkept(others(luu)) || sayNew(others(luu)))) return;
    say(nhac ?? (luu ? "Mọi điều đã lưu vào tệp." : "Bản nháp đã giữ; chưa lưu vào tệp."), Boolean(nhac));
  }

  function fail(error, again) {
    say(error.told ? error.message : `Chưa giữ được điều vừa gõ (${error.message}). Chữ vẫn còn trong ô; đừng đóng thẻ này.`, true);
    if (!error.told) setTimeout(again, 2000);
  }

  // Letters that are still being composed are read, too: a field is only ever read here, never written.
  for (const kind of ["input", "compositionend"]) {
    form.addEventListener(kind, ({ target }) => { if (target.matches(fields)) typed(target); });
  }
  addEventListener("beforeunload", (event) => { if (news(form).length || form.querySelector(".chua-giu")) event.preventDefault(); });
  addEventListener("pagehide", () => {
    clearTimeout(timer);
    // What the last keys typed goes with the page.
    for (const [, field] of waiting) {
      const body = new URLSearchParams([["js", "1"], ["ban", seen(field)]]);
      for (const value of valuesOf(field.name, field)) body.append(field.name, value);
      fetch(form.action, { method: "POST", body, keepalive: true }).catch(() => {});
    }
    waiting.clear();
  });

  // ---- Buttons ------------------------------------------------------------------------------------------

  form.addEventListener("keydown", (event) => {
    // Enter in a line goes on to nothing: it saves no half of a thing.
    if (event.key === "Enter" && event.target.matches("input[type=text]") && !event.isComposing) {
      event.preventDefault();
      const add = event.target.dataset.moi !== undefined && event.target.closest(".them")?.querySelector("button");
      if (add) add.click(); else flush();
    }
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "s") { event.preventDefault(); press("luu"); }
  });

  form.addEventListener("click", ({ target }) => {
    const copy = target.closest?.("button[data-chep]");
    if (!copy) return;
    const area = document.getElementById(copy.dataset.chep);
    area.value = copy.dataset.loi;
    copy.hidden = true;
    area.focus();
    typed(area);
  });

  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (!button) return;
    event.preventDefault();
    press(button.value, button);
  });

  async function press(what, button) {
    await flush();
    const body = new URLSearchParams([["js", "1"], ["ban", button?.closest("[data-khoi]")?.dataset.ban ?? version], ["lam", what]]);
    const typed = button?.closest(".them") ? all("[data-moi]", button.closest(".them")) : [];
    for (const field of typed) body.append(field.name, field.value);
    button?.setAttribute("aria-busy", "true");
    try {
      const told = await send(body);
      for (const field of typed) field.value = "";
      done(told);
      await refresh(true);
      if (!told.nhac && !form.querySelector(".chua-giu")) sayNew(others(told.luu));
      const line = document.getElementById("tin");
      if (line) line.textContent = told.bao ?? "";
      if (told.den) goTo(told.den);
    } catch (error) { say(error.told ? error.message : `Chưa làm được (${error.message}).`, true); typed[0]?.focus(); }
    button?.removeAttribute("aria-busy");
  }

  // A field, the first of several, or a stretch.
  function goTo(id) {
    const place = document.getElementById(id);
    const own = place?.matches("fieldset") ? place.querySelector(fields) : place;
    own?.closest("details")?.setAttribute("open", "");
    own?.focus();
  }

  // ---- Showing ------------------------------------------------------------------------------------------

  let refreshing = false;
  let again = false;

  async function refresh(whole = false) {
    if (refreshing) { again = true; return; }
    refreshing = true;
    try {
      const answer = await fetch(location.pathname, { headers: { Accept: "text/html" } });
      if (answer.ok) show(new DOMParser().parseFromString(await answer.text(), "text/html"), whole);
    } catch { /* The stream says it. */ }
    refreshing = false;
    if (again) { again = false; refresh(); }
  }

  function show(fresh, whole) {
    const other = fresh.getElementById("bieu-mau");
    if (!other) { location.reload(); return; }
    const active = document.activeElement;
    // A field for something new that was sent is empty again: nothing in it can be lost.
    const isFree = active?.dataset?.moi !== undefined && !active.value;
    const isBusy = (block) => block.querySelector(".chua-giu") || (block.contains(active) && isTyped(active) && !isFree) || all(fields, block).some((field) => waiting.has(keyOf(field)));
    const before = new Map(all("[data-khoi]", form).map((block) => [block.dataset.khoi, block]));
    const after = new Map(all("[data-khoi]", other).map((block) => [block.dataset.khoi, block]));
    const sameOrder = [...before.keys()].join() === [...after.keys()].join();
    const { ban, dem } = other.dataset;
    form.dataset.dem = dem;
    if (!sameOrder) {
      if ([...before.values()].some(isBusy)) {
        say("Danh sách nhiệm vụ vừa thay đổi ở nơi khác; trang sẽ hiện bản mới khi rời ô đang gõ.");
        active.addEventListener("blur", () => flush().then(() => refresh(true)), { once: true });
        return;
      }
      const at = active?.closest("[data-khoi]")?.dataset.khoi;
      const open = openOnes();
      const begun = news(form);
      form.replaceChildren(...other.childNodes);
      begin(begun);
      version = form.dataset.ban = ban;
      reopen(open);
      ready();
      if (at && whole) (form.querySelector(`[data-khoi="${CSS.escape(at)}"] ${fields}`) ?? document.getElementById("nhiem-vu"))?.focus({ preventScroll: true });
      return;
    }
    const open = openOnes();
    for (const [key, block] of after) {
      const old = before.get(key);
      if (isBusy(old)) { old.dataset.ban ??= version; values(old, block, ban); messages(old, block); continue; }
      if (current(old) === current(block)) { old.dataset.ban = ban; for (const field of all(fields, old)) versions.delete(field); rename(old, block); continue; }
      const focused = old.contains(active) ? signOf(active) : null;
      block.dataset.ban = ban;
      const begun = news(old);
      old.replaceWith(block);
      begin(begun);
      // Where the keyboard was, it stays.
      if (focused) all("input, textarea, select, button, summary, a", block).find((one) => signOf(one) === focused)?.focus({ preventScroll: true });
    }
    version = form.dataset.ban = ban;
    form.elements.ban.value = ban;
    reopen(open);
    ready();
  }

  // What is typed for something new, and not yet sent, is in no draft.
  const news = (within) => all("[data-moi]", within).filter((field) => field.value).map((field) => [field.id, field.value]);
  function begin(begun) {
    for (const [id, value] of begun) { const field = document.getElementById(id); if (field && !field.value) field.value = value; }
  }

  const signOf = (control) => [control.tagName, control.type, control.id, control.id ? "" : control.value ?? control.textContent,
    control.closest("fieldset")?.querySelector("legend")?.textContent].join("|");

  // A stretch as it looks, with what stands in its fields.
  const current = (block) => {
    const copy = block.cloneNode(true);
    const own = all(fields, block);
    all(fields, copy).forEach((field, at) => {
      const from = own[at];
      if (field.type === "checkbox") field.toggleAttribute("checked", from.checked);
      else if (field.tagName === "TEXTAREA") field.textContent = from.value;
      else if (field.tagName === "SELECT") all("option", field).forEach((option, place) => option.toggleAttribute("selected", place === from.selectedIndex));
      else field.setAttribute("value", from.value);
      for (const mark of ["class", "name"]) field.removeAttribute(mark);
    });
    for (const one of all("details", copy)) one.removeAttribute("open");
    for (const one of all("button[hidden]", copy)) one.removeAttribute("hidden");
    copy.removeAttribute("data-ban");
    return copy.outerHTML;
  };

  function rename(old, block) {
    const others = all(fields, block);
    all(fields, old).forEach((field, at) => { if (others[at]) field.name = others[at].name; });
  }

  // Around the field in which somebody types, the others say what they say by now.
  function values(old, block, ban) {
    const same = (one, field) => field.type === "checkbox"
      ? one.type === "checkbox" && one.value === field.value && one.closest("fieldset").id === field.closest("fieldset").id
      : one.id === field.id;
    for (const field of all(fields, old)) {
      if (field === document.activeElement || waiting.has(keyOf(field)) || field.dataset.moi !== undefined) continue;
      const now = all(fields, block).find((one) => same(one, field));
      if (!now) continue;
      if (field.classList.contains("chua-giu")) {
        // What it says is of this page alone; where nobody else changed it, it is about the newest version.
        if (isTyped(field) && now.defaultValue === field.defaultValue) versions.set(field, ban);
        continue;
      }
      if (field.type === "checkbox") field.checked = now.checked;
      else if (field.value !== now.value) field.value = now.value;
      field.name = now.name;
      versions.set(field, ban);
    }
  }

  // And of the field itself only what was found is new.
  function messages(old, block) {
    for (const place of all("[data-bao]", old)) {
      const other = all("[data-bao]", block).find((one) => one.id === place.id);
      if (other && other.innerHTML !== place.innerHTML) place.replaceChildren(...other.cloneNode(true).childNodes);
      if (place.querySelector(".hai-ban")) place.closest("details")?.setAttribute("open", "");
      const field = document.getElementById(place.id.replace(/-loi$/, ""));
      const now = block.querySelector(`#${CSS.escape(place.id.replace(/-loi$/, ""))}`);
      if (field && now) for (const mark of ["aria-invalid", "aria-describedby"]) {
        if (now.hasAttribute(mark)) field.setAttribute(mark, now.getAttribute(mark)); else field.removeAttribute(mark);
      }
    }
  }

  const openOnes = () => all("details[open]", form).map((one) => [one.closest("[data-khoi]")?.dataset.khoi, one.querySelector("summary")?.textContent]);
  function reopen(open) {
    for (const one of all("details", form)) {
      const own = [one.closest("[data-khoi]")?.dataset.khoi, one.querySelector("summary")?.textContent];
      if (open.some(([key, name]) => key === own[0] && name === own[1])) one.open = true;
    }
  }

  function ready() {
    for (const copy of all("button.chep", form)) {
      const area = document.getElementById(copy.dataset.chep);
      copy.hidden = Boolean(area?.value);
    }
    // The line of a fresh page speaks of the draft: what stands in a field alone it does not know.
    const line = status();
    if (line && line.className !== "hong") sayUnkept(others(line.className === "da-luu"));
  }

  // A field leads to its line where the pages stand beside it, and a line to its field.
  form.addEventListener("focusin", ({ target }) => {
    const room = document.querySelector(".trang-in");
    const task = target.closest("li[id^=nv-]");
    const line = document.getElementById(`in-${task?.id ?? target.id}`);
    if (!room || !line || getComputedStyle(room).position !== "sticky") return;
    const [box, own] = [room.getBoundingClientRect(), line.getBoundingClientRect()];
    if (own.top < box.top || own.bottom > box.bottom - 40) room.scrollTop += own.top - box.top - box.height / 3;
  });
  addEventListener("hashchange", () => {
    const field = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (field?.matches(fields)) field.focus();
  });

  let later = null;
  document.addEventListener("nhap", ({ detail }) => {
    if (detail === form.dataset.dem) return;
    clearTimeout(later);
    later = setTimeout(() => refresh(), 60);
  });
  form.addEventListener("focusout", ({ target }) => { if (isTyped(target)) setTimeout(() => { if (!waiting.size && !sending) refresh(); }, 200); });

  ready();
})();
