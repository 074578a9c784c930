// The workbench in Chromium. Each test begins with a workbench of its own; the first that fails is told of last.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const http = require("node:http");
const path = require("node:path");
const { start, folder, browser, edited } = require("./bench.cjs");

const ROOT = path.resolve(__dirname, "../..");
const CONTENT = path.join(ROOT, "content");
const AXE = require.resolve("axe-core/axe.min.js");
const PICTURES = path.join(ROOT, "tests/pictures");
const PLAN = "/nam/2025/kh-175-2025";
const AGENCY = `${PLAN}/so-cong-thuong`;
const BOARD = "bql-khu-kinh-te-cua-khau-dong-dang-lang-son";
const PAGES = ["/", PLAN, `${PLAN}/ke-hoach`, AGENCY, "/phat-hien/2025", "/tao?nam=2025", "/ky/2025", "/so-dang-ky", "/so-dang-ky?xem=nhom", "/thu-muc-khac",
  "/nhan", "/nam-moi", "/nam-moi?goc=2026%2Fkh-2026&nam=2027", "/cap-nhat?nam=2025", "/dan-y/2025/kh-175-2025",
  ...["", "/ma-tran?tim=cong+thuong", "/tien-do", "/bao-cao?ngay=2025-09-30", "/thoi-han", "/so-sanh", "/diem", "/noi-nhan", "/so-van-ban"].map((part) => `/theo-doi/2025${part}`)];

const tests = [];
const test = (name, run, empty = false) => tests.push({ name, run, empty });

async function opened(bench, context) {
  const page = await context.newPage();
  page.faults = [];
  page.on("console", (message) => { if (message.type() === "error") page.faults.push(message.text()); });
  page.on("pageerror", (error) => page.faults.push(String(error)));
  await page.goto(bench.address);
  return page;
}

async function accessible(page, what) {
  // The policy of the pages lets nothing in: the checker is put in by the browser itself.
  await page.evaluate(fs.readFileSync(AXE, "utf8"));
  const found = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
  const told = found.violations.map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(" | ")}`);
  assert.deepEqual(told, [], what);
}

// The policy of the pages forbids what waitForFunction does.
async function until(page, said, timeout = 10000) {
  const end = Date.now() + timeout;
  while (!(await page.evaluate(said).catch(() => false))) {
    assert.ok(Date.now() < end, `never true: ${said}`);
    await page.waitForTimeout(20);
  }
}

const fits = (page) => page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth + 1);
require("./form.cjs")({ test, accessible, until, fits });
const surveyed = (page) => until(page, () => !document.body.textContent.includes("đang soát"), 60000);

test("the first page is there soon after the start, and says what there is", async ({ bench, page }) => {
  console.log(`    first page ${Number(process.hrtime.bigint() - bench.began) / 1e6 | 0} ms after the start of the program`);
  assert.match(await page.textContent("h1"), /Kế hoạch/);
  await page.getByRole("link", { name: "Kế hoạch số 175/KH-UBND" }).waitFor();
  assert.equal(new URL(page.url()).pathname, "/", "the key is not left in the address");
});

test("no page breaks a rule of accessibility, nor the width of a window, at 100, 125 and 200 %", async ({ bench, page }) => {
  await surveyed(page);
  for (const address of PAGES) {
    for (const [width, zoom] of [[1280, "100 %"], [1024, "125 %"], [640, "200 %"]]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(bench.origin + address);
      assert.ok(await fits(page), `${address} at ${zoom} is wider than the window`);
      await accessible(page, `${address} at ${zoom}`);
    }
  }
});

test("agencies are found as one types, without signs, and opened with the keyboard alone", async ({ bench, page }) => {
  await page.goto(bench.origin + PLAN);
  await page.keyboard.press("/");
  await page.keyboard.type("cong thuong");
  const rows = page.locator("tr.dong-co-quan:visible");
  await until(page, () => [...document.querySelectorAll("tr.dong-co-quan")].filter((row) => !row.hidden).length < 5);
  assert.match(await rows.first().textContent(), /Sở Công Thương/);
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await page.waitForURL("**/so-cong-thuong");
});

test("letters of Telex are not lost when the content changes while they are typed", async ({ bench, page, context }) => {
  await page.goto(bench.origin + PLAN);
  await page.focus("#o-tim");
  const devtools = await context.newCDPSession(page);
  for (const text of ["N", "No", "Nô", "Nôn", "Nông"]) {
    await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
    if (text === "Nô") change(bench, "2025/ke-hoach-tinh.yaml", (yaml) => `${yaml}\n# đổi\n`);
    await page.waitForTimeout(150);
  }
  await devtools.send("Input.insertText", { text: "Nông" });
  await page.waitForTimeout(600);
  assert.equal(await page.inputValue("#o-tim"), "Nông");
  assert.equal(await page.evaluate(() => document.activeElement.id), "o-tim");
  assert.match(await page.locator("tr.dong-co-quan:visible").first().textContent(), /Nông/);
});

function change(bench, file, edit) {
  const name = path.join(bench.folder, "content", file);
  fs.writeFileSync(name, edit(fs.readFileSync(name, "utf8")));
}

test("the follow-up of a year: who does what, forms out and back, the report of a day", async ({ bench, page }) => {
  await page.goto(bench.origin);
  await page.getByRole("link", { name: "Theo dõi", exact: true }).click();
  await page.getByRole("link", { name: "Năm 2025" }).click();
  await page.getByRole("link", { name: "Bảng phân công" }).click();
  await page.fill("#o-tim", "so cong thuong");
  await page.keyboard.press("Enter");
  await until(page, () => /^\d+ \/ 2022 dòng/.test(document.querySelector(".dem").textContent) && !document.querySelector(".dem").textContent.startsWith("2022"));
  await page.getByRole("link", { name: "Tiến độ", exact: true }).click();
  await page.selectOption("#o-co-quan", "so-cong-thuong");
  const [form] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Tải bảng (Excel)" }).click()]);
  assert.equal(form.suggestedFilename(), "tien-do-2025-so-cong-thuong.xlsx");
  await page.setInputFiles("#o-tep", await form.path().then((name) => { const named = `${bench.folder}/ve.xlsx`; fs.copyFileSync(name, named); return named; }));
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByRole("heading", { name: "Xem trước: chưa ghi gì" }).waitFor();
  await page.getByRole("link", { name: "Báo cáo", exact: true }).click();
  await page.fill("#o-ngay", "2025-09-30");
  await page.getByRole("button", { name: "Xem", exact: true }).click();
  await page.locator(".to-giay svg").first().waitFor();
  await page.getByRole("button", { name: "Tạo báo cáo vào thư mục kết quả" }).click();
  await page.getByRole("heading", { name: "Đã tạo báo cáo" }).waitFor();
  assert.ok(fs.existsSync(path.join(bench.folder, "output/bao-cao-2025-2025-09-30.pdf")));
  await page.getByRole("link", { name: "Thời hạn", exact: true }).click();
  const [calendar] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Lịch (ICS)" }).click()]);
  assert.equal(calendar.suggestedFilename(), "thoi-han-2025.ics");
  assert.deepEqual(page.faults, []);
});

test("on paper no word of a wide table is broken, and no column leaves the page", async ({ bench, page }) => {
  // A4 lying, less its margins, at 96 dpi.
  await page.setViewportSize({ width: 1032, height: 700 });
  await page.emulateMedia({ media: "print" });
  for (const address of ["/theo-doi/2025/ma-tran?tim=cong+thuong", "/theo-doi/2025/thoi-han", "/so-dang-ky", PLAN]) {
    await page.goto(bench.origin + address);
    assert.ok(await fits(page), `${address} is wider than the page`);
    const broken = await page.evaluate(() => {
      const found = [];
      for (const cell of [...document.querySelectorAll("thead th, tbody tr:nth-child(-n+20) > *")]) {
        const texts = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
        for (let text = texts.nextNode(); text; text = texts.nextNode()) {
          for (const { 0: word, index } of text.data.matchAll(/[\p{L}\d]+/gu)) {
            const range = document.createRange();
            range.setStart(text, index);
            range.setEnd(text, index + word.length);
            if (range.getClientRects().length > 1) found.push(word);
          }
        }
      }
      return found;
    });
    assert.deepEqual(broken, [], address);
  }
});

test("a line of the page leads to its task, and the task to its line", async ({ bench, page }) => {
  await page.goto(bench.origin + AGENCY);
  const line = page.locator("svg a[href='#nv-5'] text").first();
  await line.scrollIntoViewIfNeeded();
  await line.click();
  await until(page, () => location.hash === "#nv-5");
  assert.ok(await page.locator("#nv-5").evaluate((field) => field.matches(":target")));
  await page.locator("#nv-9 .cho a").click();
  await until(page, () => location.hash === "#in-nv-9");
  const seen = await page.locator("#in-nv-9").evaluate((line) => {
    const [box, room] = [line.getBoundingClientRect(), document.querySelector(".trang-in").getBoundingClientRect()];
    return box.top >= room.top - 1 && box.bottom <= room.bottom + 1;
  });
  assert.ok(seen, "the line is in sight");
});

test("the pages are set in the faces of the PDF: justified lines end at the margin", async ({ bench, page }) => {
  await page.goto(bench.origin + AGENCY);
  await page.evaluate(() => document.fonts.ready);
  // The last stretch of each line whose spaces were widened.
  const ends = await page.evaluate(() => [...document.querySelectorAll("svg.to")].flatMap((sheet) => {
    const lines = new Map();
    for (const text of sheet.querySelectorAll("text[word-spacing]")) {
      const words = text.textContent.trimEnd();
      const { x: end } = text.getEndPositionOfChar(words.length - 1);
      const line = text.getAttribute("y");
      if (!lines.has(line) || lines.get(line).end < end) lines.set(line, { end, words });
    }
    return [...lines.values()];
  }));
  assert.ok(ends.length > 40, `${ends.length} lines`);
  // 210 mm less the right margin of 15 mm, in points.
  const margin = (210 - 15) * 72 / 25.4;
  const whole = ends.filter(({ end }) => Math.abs(end - margin) < 0.6);
  assert.ok(whole.length > ends.length * 0.8, `${whole.length} of ${ends.length} end at ${margin}: ${JSON.stringify(ends.filter(({ end }) => Math.abs(end - margin) >= 0.6).slice(0, 4))}`);
});

test("an edit in the file changes the page that is looked at, and only that; the place of reading stays", async ({ bench, page }) => {
  await page.goto(`${bench.origin}${PLAN}/${BOARD}`);
  const sheets = await page.locator(".to-giay").count();
  assert.ok(sheets > 3);
  await page.evaluate(() => document.querySelectorAll(".to-giay").forEach((sheet) => { sheet.kept = true; }));
  await page.locator(".trang-in").evaluate((room) => { room.scrollTop = 900; });
  const began = Date.now();
  change(bench, `2025/co-quan/${BOARD}.yaml`, (yaml) => yaml.replace(/^(ket_thuc: >-\n\s+)/m, "$1Câu này do người sửa tệp thêm vào. "));
  await until(page, () => [...document.querySelectorAll(".to-giay")].some((sheet) => !sheet.kept), 15000);
  console.log(`    file saved → page changed in ${Date.now() - began} ms (of these 50 ms wait until the folder is quiet)`);
  const kept = await page.evaluate(() => [...document.querySelectorAll(".to-giay")].filter((sheet) => sheet.kept).length);
  assert.ok(kept > 0, "pages that look the same were not sent again");
  assert.ok(Math.abs(await page.locator(".trang-in").evaluate((room) => room.scrollTop) - 900) < 5);
});

test("what is broken in a file stands at the document until it is mended", async ({ bench, page }) => {
  const part = "2024/co-quan/so-ke-hoach-va-dau-tu.yaml";
  await page.goto(`${bench.origin}/nam/2024/kh-158-2024/so-ke-hoach-va-dau-tu`);
  await page.locator(".to-giay").first().waitFor();
  change(bench, part, (yaml) => `${yaml}khoa_la: 1\n`);
  await page.getByText("khoa_la").first().waitFor({ timeout: 15000 });
  assert.ok(await page.locator("#trang-cu").isVisible(), "the pages are said to be old");
  change(bench, part, (yaml) => yaml.replace("khoa_la: 1\n", ""));
  await until(page, () => document.querySelector("#trang-cu").hidden, 15000);
  await until(page, () => !document.body.textContent.includes("khoa_la"), 15000);
});

test("documents are looked ahead at, made, and taken along", async ({ bench, page }) => {
  await page.goto(`${bench.origin}/tao?nam=2025`);
  await page.getByRole("button", { name: "Bỏ chọn hết" }).first().click();
  await page.getByLabel("Sở Công Thương", { exact: true }).check();
  await page.getByRole("button", { name: "Xem trước sẽ thay đổi gì" }).click();
  await page.getByText("Chưa ghi gì").waitFor({ timeout: 30000 });
  assert.ok(!fs.existsSync(path.join(bench.folder, "output")));
  await page.getByRole("button", { name: "Chọn hết", exact: true }).first().click();
  await page.getByLabel("kèm gói bàn giao (ZIP)").check();
  await page.getByRole("button", { name: "Tạo văn bản" }).click();
  await page.locator(".tom-tat").getByText("Đã ghi").waitFor({ timeout: 120000 });
  assert.equal(fs.readdirSync(path.join(bench.folder, "output/2025/kh-175-2025")).filter((name) => name.endsWith(".pdf")).length, 93);
  await page.reload();
  const [zip] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "Tải gói bàn giao (ZIP)" }).click()]);
  assert.equal(zip.suggestedFilename(), "kh-175-2025-2025.zip");
  await page.locator(".cac-tep summary").click();
  const [one] = await Promise.all([page.waitForEvent("download"), page.getByRole("link", { name: "so-cong-thuong.docx" }).click()]);
  assert.ok(fs.readFileSync(await one.path()).subarray(0, 2).equals(Buffer.from("PK")));
  fs.writeFileSync(path.join(bench.folder, "output/2025/kh-175-2025/so-cong-thuong.docx"), "sửa tay");
  await page.getByRole("button", { name: "Xem trước sẽ thay đổi gì" }).click();
  await page.getByText("đã có người sửa", { exact: false }).first().waitFor({ timeout: 60000 });
});

test("everything that reads and makes works without a script", async ({ bench }) => {
  const { chromium } = require("playwright-core");
  const plain = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"] });
  try {
    const context = await plain.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    const again = bench.again();
    assert.equal(again.status, 0, again.stderr);
    await page.goto(again.stdout.trim());
    await page.getByRole("link", { name: "Kế hoạch số 175/KH-UBND" }).click();
    await page.fill("#o-tim", "cong thuong");
    await page.getByRole("button", { name: "Lọc" }).click();
    assert.equal(await page.locator("tr.dong-co-quan").count() < 5, true);
    await page.getByRole("link", { name: "Sở Công Thương" }).click();
    assert.ok(await page.locator("svg.to").count() > 3);
    await page.getByRole("link", { name: "Tạo văn bản" }).nth(1).click();
    await page.getByRole("button", { name: "Xem trước sẽ thay đổi gì" }).click();
    for (let tries = 0; tries < 60 && !(await page.content()).includes("Chưa ghi gì"); tries += 1) {
      await page.waitForTimeout(500);
      await page.goto(`${bench.origin}/tao?nam=2025`);
    }
    assert.match(await page.content(), /Chưa ghi gì/);
  } finally { await plain.close(); }
});

test("a second start opens the first, a second tab lives beside it, and closing is clear", async ({ bench, page, context }) => {
  const again = bench.again();
  assert.equal(new URL(again.stdout.trim()).origin, bench.origin);
  const second = await context.newPage();
  await second.goto(again.stdout.trim());
  await second.getByRole("link", { name: "Kế hoạch số 175/KH-UBND" }).waitFor();
  await page.bringToFront();
  await second.bringToFront();
  await second.getByRole("button", { name: "Đóng chương trình" }).click();
  await second.getByText("Có thể đóng thẻ này").waitFor();
  for (let tries = 0; tries < 40 && !bench.ended(); tries += 1) await second.waitForTimeout(100);
  assert.ok(bench.ended(), "the program ended");
  await page.bringToFront();
  await page.getByText(/Chương trình đã đóng|Mất liên lạc/).waitFor({ timeout: 15000 });
});

test("what is typed into the outline stays on its page when the program is gone", async ({ bench, page }) => {
  await page.goto(`${bench.origin}/dan-y/2025/kh-175-2025`);
  await page.locator("a:has-text('Thêm nhiệm vụ')").first().click();
  const words = page.locator("main textarea").first();
  await words.fill("Nhiệm vụ gõ dở");
  const address = page.url();
  bench.stop();
  await until(page, () => document.querySelector("#tin").textContent.includes("Mất liên lạc"));
  await page.locator("main form:has(textarea) button[type=submit]").first().click();
  await until(page, () => document.querySelector("#tin").textContent.includes("Chưa gửi"));
  assert.equal(page.url(), address);
  assert.equal(await words.inputValue(), "Nhiệm vụ gõ dở");
});

test("a program that was killed is missed, and the next start is another", async ({ bench, page }) => {
  bench.stop();
  await page.getByText("Mất liên lạc với chương trình").waitFor({ timeout: 15000 });
  const next = await start(bench.folder);
  assert.notEqual(next.origin, bench.origin);
  await page.goto(next.origin);
  await page.getByText("Trang này thuộc về một lần mở khác").waitFor();
  await page.goto(next.address);
  await page.getByRole("link", { name: "Kế hoạch số 175/KH-UBND" }).waitFor();
  next.stop();
});

test("a page of another port, which shares our cookies, moves nothing and reads nothing", async ({ bench, page, context }) => {
  await page.goto(bench.origin);
  const attack = `<!doctype html><title>khác</title><form id="f" method="post" action="${bench.origin}/tat"></form>
    <iframe id="i" src="${bench.origin}/"></iframe>`;
  const other = http.createServer((request, response) => { response.setHeader("content-type", "text/html; charset=utf-8"); response.end(attack); });
  await new Promise((resolve) => other.listen(0, "127.0.0.1", resolve));
  try {
    const foe = await context.newPage();
    await foe.goto(`http://127.0.0.1:${other.address().port}/`);
    const read = await foe.evaluate(async (origin) => {
      const told = [];
      for (const [address, options] of [["/", { credentials: "include" }], ["/", { mode: "no-cors", credentials: "include" }],
        ["/tat", { method: "POST", credentials: "include", mode: "no-cors" }]]) {
        try { const answer = await fetch(origin + address, options); told.push(`${answer.type} ${answer.status}`); }
        catch (error) { told.push(String(error)); }
      }
      return told;
    }, bench.origin);
    for (const one of read) assert.match(one, /TypeError|opaque 0/, JSON.stringify(read));
    assert.equal(bench.ended(), false);
    const framed = foe.frames().find((frame) => frame !== foe.mainFrame());
    assert.ok(!(await framed.content().catch(() => "")).includes("175/KH-UBND"), "no frame shows our pages");
    await Promise.all([foe.waitForNavigation(), foe.evaluate(() => document.getElementById("f").submit())]);
    await foe.getByText("Yêu cầu đến từ trang khác").waitFor();
    assert.equal(bench.ended(), false, "it was not closed");
  } finally { other.close(); }
});

test("a name that is made to point to this machine is refused", async ({ bench }) => {
  const foe = await browser(["--host-resolver-rules=MAP evil.example 127.0.0.1"]);
  try {
    const page = await foe.context.newPage();
    const { port } = new URL(bench.origin);
    const answer = await page.goto(`http://evil.example:${port}/`);
    assert.equal(answer.status(), 421);
    const path = new URL(bench.again().stdout.trim()).pathname;
    assert.equal((await page.goto(`http://evil.example:${port}${path}`)).status(), 421);
    const read = await page.evaluate(async () => (await fetch("/", { method: "POST" })).status);
    assert.equal(read, 421);
    assert.equal((await foe.context.cookies()).length, 0);
  } finally { await foe.close(); }
});

test("without content a province is begun from the first page", async ({ bench, page }) => {
  await page.getByLabel("Tỉnh, thành phố").first().selectOption("Cao Bằng");
  await accessible(page, "/bat-dau");
  await page.getByRole("button", { name: "Tạo bộ nội dung" }).click();
  await page.getByRole("heading", { name: /Năm \d+/ }).waitFor({ timeout: 15000 });
  assert.ok(fs.existsSync(path.join(bench.folder, "content/tinh.yaml")));
}, true);

// What the browser does when a person lets files go over a page.
async function dropped(page, files) {
  const sent = files.map((file) => ({ name: path.basename(file), bytes: [...fs.readFileSync(file)] }));
  await Promise.all([page.waitForURL("**/nhan/*"), page.evaluate((files) => {
    const data = new DataTransfer();
    for (const { name, bytes } of files) data.items.add(new File([new Uint8Array(bytes)], name));
    for (const kind of ["dragover", "drop"]) document.body.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
  }, sent)]);
}

const OWN = `2025/co-quan/${BOARD}.yaml`;

test("a change that loses its tick with the keyboard stays out, and the page says so", async ({ bench, page }) => {
  const file = edited(bench, BOARD, "và các năm tiếp theo nêu trên", "và những năm sau đó nêu trên");
  const before = fs.readFileSync(path.join(bench.folder, "content", OWN), "utf8");
  await page.goto(`${bench.origin}/nhan`);
  await dropped(page, [file]);
  const tick = page.getByRole("checkbox", { name: /những năm sau đó nêu trên/ });
  await tick.waitFor();
  assert.ok(await tick.isChecked());
  await tick.focus();
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Xem lại theo các lựa chọn" }).press("Enter");
  await page.getByText("để ngoài (1)").waitFor({ timeout: 15000 });
  assert.ok(!(await tick.isChecked()));
  await accessible(page, "a lot with a change left out");
  await page.getByRole("button", { name: "Ghi các thay đổi đã đánh dấu" }).press("Enter");
  await page.getByText("không ghi gì: 1 thay đổi đều để ngoài").waitFor({ timeout: 15000 });
  assert.equal(fs.readFileSync(path.join(bench.folder, "content", OWN), "utf8"), before);
});

test("a file that was edited is dropped, its conflict decided with the keyboard, and it comes home", async ({ bench, page }) => {
  const file = edited(bench, BOARD, "và các năm tiếp theo nêu trên", "và những năm sau đó nêu trên");
  change(bench, OWN, (yaml) => yaml.replace("các năm tiếp theo nêu trên", "giai đoạn tới nêu trên"));
  await page.waitForTimeout(1500);
  await page.goto(`${bench.origin}/nhan`);
  await dropped(page, [file]);
  await page.getByText("Cần quyết định (1)").waitFor();
  await accessible(page, "a lot with a conflict");
  const choice = page.getByRole("radio", { name: /^Theo tệp/ });
  for (let tabs = 0; tabs < 60 && !(await choice.evaluate((one) => one === document.activeElement)); tabs += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  assert.ok(await choice.isChecked(), "the keyboard alone chooses");
  await page.getByRole("button", { name: "Xem lại theo các lựa chọn" }).press("Enter");
  await page.getByRole("button", { name: "Ghi vào 1 tệp nội dung" }).press("Enter");
  await page.getByText("Đã ghi vào nội dung").waitFor({ timeout: 15000 });
  assert.match(fs.readFileSync(path.join(bench.folder, "content", OWN), "utf8"), /những\s+năm\s+sau\s+đó/);
  await page.getByText("Không có gì khác với nội dung").waitFor();
});

const OTHERS = `ỦY BAN NHÂN DÂN
TỈNH LẠNG SƠN
Số: 321/KH-UBND
Lạng Sơn, ngày 05 tháng 8 năm 2025

KẾ HOẠCH
Số hóa hồ sơ đất đai năm 2025

I. MỤC ĐÍCH
Rút ngắn thời gian chờ của người dân.

II. NHIỆM VỤ
1. Số hóa hồ sơ
a) Bố trí kinh phí số hóa.
Phân công thực hiện: Sở Tài chính chủ trì, phối hợp với Trung tâm Lưu trữ số thực hiện.
b) Quét và gắn mã các hồ sơ còn giấy.
Phân công thực hiện: Phòng Quét hồ sơ chủ trì thực hiện.

Nơi nhận:
- Thường trực Tỉnh ủy (b/c);
- Lưu: VT.
CHỦ TỊCH

Nguyễn Văn Mẫu
`;

test("a plan from elsewhere is chosen, its doubts decided one by one, and imported", async ({ bench, page }) => {
  const file = path.join(bench.folder, "kế hoạch.txt");
  fs.writeFileSync(file, OTHERS);
  await page.getByRole("link", { name: "Nhận tệp" }).click();
  await page.getByLabel(/Chọn tệp/).setInputFiles(file);
  await page.getByRole("button", { name: "Xem các tệp này" }).click();
  await page.getByRole("heading", { name: /^Chỗ cần quyết định/ }).waitFor();
  await accessible(page, "an import with doubts");
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await fits(page), `the list of doubts at ${width}`);
  }
  const doubt = page.locator("fieldset", { hasText: "Phòng Quét hồ sơ" }).last();
  await doubt.getByLabel("Là cơ quan, nhóm khác:").check();
  await doubt.getByRole("combobox").fill("Sở Nông nghiệp và Môi trường [so-nong-nghiep-va-moi-truong]");
  await page.getByRole("button", { name: "Ghi vào nội dung" }).click();
  await page.getByText("Đã nhập vào nội dung").waitFor({ timeout: 15000 });
  await page.getByRole("link", { name: "Xem kế hoạch vừa nhập" }).click();
  await page.getByText("Sở Nông nghiệp và Môi trường").first().waitFor();
});

test("the plan of a new year is looked at and then made", async ({ bench, page }) => {
  await page.goto(`${bench.origin}/nam-moi`);
  await page.getByLabel("Lấy làm gốc").selectOption("2025/kh-175-2025");
  await page.getByLabel("Năm mới", { exact: true }).fill("2027");
  await page.getByRole("button", { name: "Xem trước" }).click();
  await page.getByRole("heading", { name: /chỗ cần quyết định/ }).waitFor();
  assert.ok(!fs.existsSync(path.join(bench.folder, "content/2027")));
  await page.getByRole("button", { name: "Tạo kế hoạch năm 2027" }).click();
  await page.getByRole("heading", { name: "Năm 2027" }).waitFor({ timeout: 15000 });
});

test("a task of the plan is reassigned with the keyboard, whom it reaches is seen, and it is saved", async ({ bench, page }) => {
  const file = path.join(bench.folder, "content/2025/ke-hoach-tinh.yaml");
  const before = fs.readFileSync(file, "utf8");
  await page.goto(`${bench.origin}${PLAN}`);
  await page.getByRole("link", { name: "Sửa kế hoạch" }).press("Enter");
  await page.getByRole("link", { name: /^Sửa nhiệm vụ/ }).first().press("Enter");
  await page.getByLabel("Nội dung").waitFor();
  await accessible(page, "a task that is changed");
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await fits(page), `the outline at ${width}`);
  }
  await page.locator("#o-them-phoi_hop").fill("Sở Y tế [so-y-te]");
  await page.getByRole("button", { name: "Ghi vào bản nháp" }).press("Enter");
  await page.getByRole("heading", { name: /^Nếu lưu: ảnh hưởng tới/ }).waitFor();
  await page.getByText("Sở Y tế: đổi phân công").waitFor();
  assert.equal(fs.readFileSync(file, "utf8"), before, "nothing is saved yet");
  await page.getByRole("button", { name: "Lưu vào tệp" }).press("Enter");
  await page.getByText("Mọi thay đổi đã ở trong tệp").waitFor({ timeout: 15000 });
  const lines = (text) => text.split("\n");
  const now = lines(fs.readFileSync(file, "utf8"));
  const other = now.filter((line) => !lines(before).includes(line));
  assert.ok(other.length > 0 && other.length < 4, `only the lines of this task are others: ${other.join("|")}`);
});

test("a heading is renamed, a target is changed, and what the file came to say otherwise is chosen, with the keyboard", async ({ bench, page }) => {
  const file = path.join(bench.folder, "content/2025/ke-hoach-tinh.yaml");
  const before = fs.readFileSync(file, "utf8");
  const outline = `${bench.origin}/dan-y/2025/kh-175-2025`;
  await page.goto(outline);
  await page.getByRole("link", { name: "Sửa đề mục II.1", exact: true }).press("Enter");
  await page.getByLabel("Tiêu đề").waitFor();
  await accessible(page, "a heading that is changed");
  await page.getByLabel("Tiêu đề").fill("Thành lập doanh nghiệp");
  await page.getByRole("button", { name: "Ghi vào bản nháp" }).press("Enter");
  await page.getByText("II.1: “Gia nhập thị trường” → “Thành lập doanh nghiệp”").waitFor();
  await page.getByRole("link", { name: "Sửa chỉ tiêu 1 của II.2", exact: true }).press("Enter");
  await page.getByLabel("Mức phải đạt").waitFor();
  await accessible(page, "a target that is changed");
  for (const width of [1280, 640]) {
    await page.setViewportSize({ width, height: 900 });
    assert.ok(await fits(page), `a target at ${width}`);
  }
  await page.getByLabel("Mức phải đạt").fill("780");
  await page.getByRole("button", { name: "Ghi vào bản nháp" }).press("Enter");
  await page.locator("#loi-gia_tri").getByText("ngoài thang điểm").waitFor();
  await page.getByRole("alert").getByText("ngoài thang điểm").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "gia_tri", "the keyboard is where it is mended");
  assert.equal(await page.getByLabel("Mức phải đạt").inputValue(), "780", "what was typed stays");
  await accessible(page, "a target that cannot be");
  await page.getByLabel("Mức phải đạt").fill("7,77");
  await page.getByRole("button", { name: "Ghi vào bản nháp" }).press("Enter");
  await page.getByRole("heading", { name: /^Chỉ tiêu, đầu mối theo dõi thay đổi/ }).waitFor();
  for (const adding of ["Thêm đề mục ở II.1", "Thêm chỉ tiêu vào II.1", "Thêm một Mục ở cuối kế hoạch"]) {
    await page.getByRole("link", { name: adding, exact: true }).or(page.getByRole("button", { name: adding, exact: true })).press("Enter");
    await page.getByRole("button", { name: "Thêm vào bản nháp" }).waitFor();
    await accessible(page, adding);
  }
  fs.writeFileSync(file, before.replace("ten: Gia nhập thị trường", "ten: Khởi sự kinh doanh"));
  await page.goto(outline);
  const choice = page.getByRole("form", { name: /^Hai bản khác nhau/ });
  await choice.getByText("Khởi sự kinh doanh").first().waitFor();
  await choice.getByText("Thành lập doanh nghiệp").first().waitFor();
  await accessible(page, "a value that was said two ways");
  await page.getByRole("button", { name: "Lấy bản sửa ở đây" }).press("Enter");
  await choice.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Lưu vào tệp" }).press("Enter");
  await page.getByText("Mọi thay đổi đã ở trong tệp").waitFor({ timeout: 15000 });
  const lines = (text) => text.split("\n");
  const other = lines(fs.readFileSync(file, "utf8")).filter((line) => !lines(before).includes(line));
  assert.deepEqual(other.map((line) => line.trim()), ["- ten: Thành lập doanh nghiệp", "- gia_tri: 7,77"], "no other line");
});

async function pictures() {
  const bench = await start(folder(CONTENT));
  const { context, close } = await browser();
  const out = process.env.PICTURES ?? PICTURES;
  fs.mkdirSync(out, { recursive: true });
  try {
    const page = await opened(bench, context);
    await surveyed(page);
    const shots = [["ban-lam-viec", "/"], ["mot-ke-hoach", PLAN], ["mot-co-quan", AGENCY], ["tao", "/tao?nam=2025"],
      ["phat-hien", "/phat-hien/2025"], ["so-dang-ky", "/so-dang-ky"], ["chinh-ban", `${PLAN}/ke-hoach`], ["dien", `${PLAN}/${BOARD}/dien#nv-3`]];
    for (const [width, height, mark] of [[1280, 900, ""], [640, 450, "-200"]]) {
      await page.setViewportSize({ width, height });
      for (const [name, address] of shots) {
        await page.goto(bench.origin + address);
        await page.evaluate(() => document.fonts.ready);
        // The README shows these.
        const shown = !mark && ["mot-ke-hoach", "mot-co-quan", "dien"].includes(name);
        if (shown || process.env.PICTURES) await page.screenshot({ path: path.join(out, `${name}${mark}.png`) });
      }
    }
  } finally { await close(); bench.stop(); }
}

(async () => {
  if (process.argv.includes("--pictures")) return pictures();
  const only = process.argv[2];
  const failed = [];
  for (const { name, run, empty } of tests.filter(({ name }) => !only || name.includes(only))) {
    const bench = await start(folder(empty ? null : CONTENT));
    const { context, close } = await browser();
    try {
      const page = await opened(bench, context);
      await run({ bench, page, context });
      console.log(`ok  ${name}`);
    } catch (error) {
      failed.push(name);
      console.log(`LỖI ${name}\n${error.stack}\n${bench.said()}`);
    } finally {
      await close();
      bench.stop();
      fs.rmSync(bench.folder, { recursive: true, force: true });
    }
  }
  console.log(failed.length ? `failed: ${failed.join("; ")}` : "all well");
  process.exitCode = failed.length ? 1 : 0;
})();
