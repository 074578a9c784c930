// The clerk fills in an agency's part: ten tasks, a slip, a colleague in the file, a second tab.
"use strict";
const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { start } = require("./bench.cjs");

const PLAN = "/nam/2025/kh-175-2025";
const FORM = `${PLAN}/so-cong-thuong/dien`;
const PART = "content/2025/co-quan/so-cong-thuong.yaml";

module.exports = ({ test, accessible, until, fits }) => {
  const part = (bench) => fs.readFileSync(path.join(bench.folder, PART), "utf8");
  const printed = (page, words) => until(page, `document.querySelector("#cac-trang").textContent.replace(/\\u00a0/g, " ").includes(${JSON.stringify(words)})`, 20000);
  const quiet = (page) => until(page, () => /Bản nháp đã giữ|Mọi điều đã lưu|Chưa có phần riêng/.test(document.querySelector("#da-luu").textContent), 20000);

  async function unit(page, name) {
    await page.fill("#moi-don-vi", name);
    await page.getByRole("button", { name: "Thêm đơn vị" }).click();
    await page.locator("#bieu-mau").getByLabel(name).first().waitFor({ state: "attached", timeout: 20000 });
  }

  test("the clerk begins a part, fills in ten tasks, sees the pages change, and saves", async ({ bench, page }) => {
    await page.goto(`${bench.origin}${PLAN}/so-cong-thuong`);
    await page.getByRole("link", { name: "Điền phần của cơ quan" }).click();
    await page.waitForURL("**/dien");
    await unit(page, "Văn phòng");
    await unit(page, "Phòng Quản lý thương mại");
    const tasks = page.locator("li.viec[id^=nv-]");
    assert.ok(await tasks.count() >= 10, `${await tasks.count()} tasks`);
    const took = [];
    for (let at = 0; at < 10; at += 1) {
      const task = page.locator(`#nv-${at + 1}`);
      await task.getByRole("group", { name: "Đơn vị chủ trì" }).getByText(at % 2 ? "Văn phòng" : "Phòng Quản lý thương mại", { exact: true }).click();
      await task.getByLabel("Thời hạn", { exact: true }).pressSequentially(`trước ngày ${10 + at}/9/2025`, { delay: 15 });
      const began = Date.now();
      await printed(page, `${10 + at}/9/2025`);
      took.push(Date.now() - began);
    }
    console.log(`    last key → its page in sight: ${took.sort((one, other) => one - other)[5]} ms (median of ten), ${took.at(-1)} ms at most`);
    await quiet(page);
    assert.ok(!fs.existsSync(path.join(bench.folder, PART)), "it is a draft until it is saved");
    await page.getByRole("button", { name: "Lưu vào tệp" }).click();
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"));
    const yaml = part(bench);
    for (let at = 0; at < 10; at += 1) assert.match(yaml, new RegExp(`thoi_han: trước ngày ${10 + at}/9/2025`));
    assert.equal(yaml.match(/chu_tri: \[(van-phong|phong-quan-ly-thuong-mai)\]/g).length, 10);
    assert.deepEqual(page.faults, []);
  });

  test("a slip stands at its field, the pages stay, and undo takes it back", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    const day = page.getByLabel("Ngày ban hành");
    const before = await page.locator("#cac-trang").textContent();
    await day.fill("31/13/2025");
    await until(page, () => document.querySelector("[data-bao=ngay]").textContent.includes("Lỗi"), 20000);
    assert.equal(await day.getAttribute("aria-invalid"), "true");
    assert.ok(await page.locator("#trang-cu").isVisible());
    assert.equal(await page.locator("#cac-trang").textContent(), before);
    assert.equal(await day.inputValue(), "31/13/2025");
    assert.equal(await page.evaluate(() => document.activeElement.name), "ngay");
    await page.getByRole("button", { name: "Hoàn tác" }).click();
    await until(page, () => document.querySelector("[name=ngay]").value === "", 20000);
    await until(page, () => document.querySelector("#trang-cu").hidden, 20000);
  });

  test("what a colleague writes into the file is shown beside what is typed, and a person takes one", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.getByLabel("Trích yếu").fill("Triển khai kế hoạch của tỉnh");
    await quiet(page);
    await page.getByRole("button", { name: "Lưu vào tệp" }).click();
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"));
    await page.getByLabel("Trích yếu").fill("Triển khai kế hoạch của tỉnh năm 2025");
    await quiet(page);
    const file = path.join(bench.folder, PART);
    const by_hand = part(bench).replace("Triển khai kế hoạch của tỉnh", "Câu của người sửa tệp").replace("\nso:\n", "\nso: 77\n");
    fs.writeFileSync(file, by_hand);
    const both = page.getByRole("region", { name: "Hai bản khác nhau" });
    await both.waitFor({ timeout: 20000 });
    assert.match(await both.textContent(), /Triển khai kế hoạch của tỉnh năm 2025.*Câu của người sửa tệp/s);
    await accessible(page, "the form with two versions");
    await until(page, () => document.querySelector("[name=so]").value === "77", 20000);
    assert.equal(part(bench), by_hand, "the file is as the colleague left it");
    // It stands at its field; the bar leads there with the keyboard, and a choice goes on at the field.
    assert.equal(await both.evaluate((one) => one.closest("[data-bao]").dataset.bao), "trich_yeu");
    const way = page.getByRole("link", { name: "Có 1 chỗ hai bên ghi khác nhau" });
    await way.focus();
    await page.keyboard.press("Enter");
    await until(page, () => document.activeElement?.classList.contains("hai-ban"), 5000);
    await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.textContent), "Lấy bản gõ ở đây");
    await page.keyboard.press("Enter");
    await until(page, () => !document.querySelector("section.hai-ban"), 20000);
    await until(page, () => document.activeElement?.id === "o-trich-yeu", 5000);
    await page.getByRole("button", { name: "Lưu vào tệp" }).click();
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"), 20000);
    assert.match(part(bench), /Triển khai kế hoạch của tỉnh năm 2025/);
    assert.match(part(bench), /so: 77/);
  });

  test("what a colleague writes comes to the field under the cursor, which is not drawn again", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.getByLabel("Trích yếu").fill("Câu thứ nhất");
    await quiet(page);
    await page.keyboard.press("Control+s");
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"), 20000);
    const subject = page.getByLabel("Trích yếu");
    await subject.focus();
    await page.keyboard.press("End");
    await page.keyboard.type(" gõ thêm");
    await quiet(page);
    await page.evaluate(() => { document.activeElement.own = true; });
    fs.writeFileSync(path.join(bench.folder, PART), part(bench).replace("Câu thứ nhất", "Câu của đồng nghiệp"));
    await page.getByRole("region", { name: "Hai bản khác nhau" }).waitFor({ timeout: 20000 });
    assert.ok(await page.evaluate(() => document.activeElement.own && document.activeElement.value === "Câu thứ nhất gõ thêm"));
    assert.match(await page.locator("[data-bao=trich_yeu]").textContent(), /Câu của đồng nghiệp/);
  });

  test("sections, marks and switches are set, seen on the pages, and what is typed for a new one is not lost", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.fill("#moi-khoan-to-chuc, #o-to-chuc-thuc-hien", "Văn phòng theo dõi, đôn đốc");
    await page.getByLabel("Mức độ khẩn").selectOption({ label: "Hỏa tốc" });
    await printed(page, "HỎA TỐC");
    await page.fill("#moi-don-vi", "Phòng đang gõ dở");
    await page.fill("#moi-muc", "Kinh phí thực hiện");
    await page.keyboard.press("Enter");
    await page.getByRole("region", { name: "Mục thứ 5" }).waitFor({ timeout: 20000 });
    assert.equal(await page.inputValue("#moi-don-vi"), "Phòng đang gõ dở");
    const own = page.getByRole("region", { name: "Mục thứ 5" });
    await own.getByLabel("Các đoạn").fill("Bố trí trong dự toán được giao.");
    await printed(page, "Bố trí trong dự toán được giao.");
    await own.getByRole("button", { name: "Chuyển lên mục thứ 5" }).click();
    await until(page, () => document.querySelector("[name='cac_muc/3/tieu_de']")?.value === "Kinh phí thực hiện", 20000);
    await quiet(page);
    await accessible(page, "the form with its own layout");
    await page.getByRole("button", { name: "Lưu vào tệp" }).click();
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"), 20000);
    assert.match(part(bench), /cac_muc:\n  - phan: muc_dich\n  - phan: chi_tieu\n  - phan: nhiem_vu\n  - tieu_de: >-\n      Kinh phí thực hiện|cac_muc:\n  - phan: muc_dich\n  - phan: chi_tieu\n  - phan: nhiem_vu\n  - tieu_de: Kinh phí thực hiện/);
    assert.deepEqual(page.faults, []);
  });

  test("the first page tells of a draft, also of one whose file was renamed while the program was dead", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.getByLabel("Họ tên người ký").fill("Lê Thị Hoa");
    await quiet(page);
    await page.keyboard.press("Control+s");
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"), 20000);
    await page.getByLabel("Họ tên người ký").fill("Lê Thị Hoa Mai");
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Bản nháp đã giữ"), 20000);
    await page.goto(`${bench.origin}/`);
    await page.getByRole("heading", { name: "Bản nháp chưa lưu vào tệp (1)" }).waitFor();
    await accessible(page, "the first page with a draft");
    bench.stop();
    fs.renameSync(path.join(bench.folder, PART), path.join(bench.folder, PART.replace("so-cong-thuong", "sct")));
    const next = await start(bench.folder);
    await page.goto(next.address);
    await page.getByText("không còn: đã đổi tên").waitFor();
    await accessible(page, "the first page with a draft whose file is gone");
    const over = page.getByRole("button", { name: /^Đưa điều đã gõ sang tệp ấy/ });
    await over.focus();
    await page.keyboard.press("Enter");
    await page.waitForURL("**/dien");
    assert.equal(await page.getByLabel("Họ tên người ký").inputValue(), "Lê Thị Hoa Mai");
    await page.goto(`${next.origin}/`);
    await page.getByText("Bỏ bản nháp này").click();
    await page.getByRole("button", { name: /^Bỏ bản nháp của Sở Công Thương/ }).click();
    await page.getByText("Bản nháp đã bỏ, còn lấy lại được").first().waitFor();
    assert.equal(await page.getByRole("heading", { name: /Bản nháp chưa lưu/ }).count(), 0);
    next.stop();
  });

  test("two tabs fill in one part; the field under the cursor is not drawn again", async ({ bench, page, context }) => {
    await page.goto(bench.origin + FORM);
    const second = await context.newPage();
    await second.goto(bench.origin + FORM);
    await second.getByLabel("Họ tên người ký").fill("Trần Văn");
    await second.evaluate(() => { document.activeElement.own = true; });
    await page.bringToFront();
    await page.getByLabel("Số", { exact: true }).fill("41");
    await quiet(page);
    await second.bringToFront();
    await until(second, () => document.querySelector("[name=so]").value === "41", 20000);
    assert.ok(await second.evaluate(() => document.activeElement.own && document.activeElement.value === "Trần Văn"));
    await second.keyboard.type(" Bình");
    await quiet(second);
    await page.bringToFront();
    await until(page, () => document.querySelector("[name='ky/ho_ten']").value === "Trần Văn Bình", 20000);
  });

  test("letters of Telex are not lost while the draft is kept and the pages change", async ({ bench, page, context }) => {
    await page.goto(bench.origin + FORM);
    const signer = page.getByLabel("Họ tên người ký");
    await signer.focus();
    const devtools = await context.newCDPSession(page);
    for (const [steps, word] of [[["N", "Ng", "Ngu", "Nguy", "Nguye", "Nguyê", "Nguyên", "Nguyễn"], "Nguyễn "], [["B", "Bi", "Bin", "Binh", "Bình"], "Bình"]]) {
      for (const text of steps) {
        await devtools.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        await page.waitForTimeout(70);
      }
      await devtools.send("Input.insertText", { text: word });
      await page.waitForTimeout(400);
    }
    assert.equal(await signer.inputValue(), "Nguyễn Bình");
    assert.equal(await page.evaluate(() => document.activeElement.name), "ky/ho_ten");
    await printed(page, "Nguyễn Bình");
    // A keyboard that sends letters and takes them back, as UniKey does.
    await page.getByLabel("Số", { exact: true }).focus();
    const subject = page.getByLabel("Trích yếu");
    await subject.focus();
    for (const key of ["T", "i", "e", "Backspace", "ê", "n", "Backspace", "Backspace", "ế", "n", " ", "đ", "ộ"]) {
      if (key.length > 1) await page.keyboard.press(key); else await page.keyboard.insertText(key);
      await page.waitForTimeout(60);
    }
    assert.equal(await subject.inputValue(), "Tiến độ");
    await printed(page, "Tiến độ");
  });

  test("what was refused is neither said to be saved nor taken out of its field", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    const subject = page.getByLabel("Trích yếu");
    const long = "dài ".repeat(80000);
    await subject.fill(long);
    await until(page, () => document.querySelector("#da-luu").textContent.includes("quá dài"), 20000);
    await page.getByLabel("Số", { exact: true }).fill("88");
    await page.getByRole("button", { name: "Lưu vào tệp" }).click();
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều khác đã lưu"), 20000);
    // A line that is fetched anew knows nothing of what stands in a field alone.
    await page.waitForTimeout(1000);
    await until(page, () => /ô “Trích yếu” chưa giữ được.*Mọi điều khác đã lưu/.test(document.querySelector("#da-luu").textContent), 20000);
    assert.equal(await subject.inputValue(), long);
    await subject.fill("Ngắn");
    await quiet(page);
    assert.match(part(bench), /so: 88/);
  });

  test("a program that is killed while somebody types has the draft again", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.getByLabel("Họ tên người ký").fill("Lê Thị Hoa");
    await page.waitForTimeout(300);
    bench.stop();
    await page.getByText(/Mất liên lạc|Chưa giữ được/).first().waitFor({ timeout: 15000 });
    assert.equal(await page.getByLabel("Họ tên người ký").inputValue(), "Lê Thị Hoa");
    const next = await start(bench.folder);
    await page.goto(next.address);
    await page.goto(next.origin + FORM);
    assert.equal(await page.getByLabel("Họ tên người ký").inputValue(), "Lê Thị Hoa");
    next.stop();
  });

  test("the form is filled in with the keyboard alone", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    await page.focus("#moi-don-vi");
    await page.keyboard.type("Văn phòng");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelectorAll("#nv-1 fieldset").length >= 2, 20000);
    await until(page, () => document.activeElement?.id === "moi-don-vi", 5000);
    await page.focus("#nv-1 fieldset input[type=checkbox]");
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
    await quiet(page);
    await until(page, () => document.querySelector("#nv-1 fieldset input[type=checkbox]").checked);
    await page.keyboard.press("Control+s");
    await until(page, () => document.querySelector("#da-luu").textContent.includes("Mọi điều đã lưu"), 20000);
    assert.match(part(bench), /chu_tri: \[van-phong\]/);
  });

  test("tasks are merged, split, moved, and one of its own is added, with the mouse", async ({ bench, page }) => {
    await page.goto(bench.origin + FORM);
    const first = await page.locator("#nv-1 .loi-viec").first().textContent();
    const merged = page.locator("li.viec", { has: page.locator("button[value^='gop:']") }).first();
    const second = await merged.locator(".loi-viec").first().textContent();
    await merged.locator("details.them-nua summary").click();
    await merged.getByRole("button", { name: "Gộp vào việc ở trên" }).click();
    const both = page.locator("li.viec", { hasText: second }).first();
    await until(page, () => [...document.querySelectorAll("li.viec")].some((task) => task.querySelectorAll(".loi-viec").length === 2), 20000);
    assert.ok((await both.locator("textarea").first().inputValue()).length > 20, "the words of both are there to be mended");
    await both.locator("details.them-nua").evaluate((one) => { one.open = true; });
    await both.getByRole("button", { name: "Tách thành 2 việc" }).click();
    await until(page, () => [...document.querySelectorAll("li.viec")].every((task) => task.querySelectorAll(".loi-viec").length < 2), 20000);
    const own = page.locator(".them textarea").first();
    await own.fill("Mở lớp tập huấn cho cán bộ của Sở");
    await page.getByRole("button", { name: "Thêm việc" }).first().click();
    await printed(page, "Mở lớp tập huấn cho cán bộ của Sở");
    assert.ok(first);
    await accessible(page, "the form after all that");
  });

  test("the form breaks no rule of accessibility, nor the width of a window, at 100, 125 and 200 %", async ({ bench, page }) => {
    for (const address of [FORM, `${PLAN}/bql-khu-kinh-te-cua-khau-dong-dang-lang-son/dien`]) {
      for (const [width, zoom] of [[1280, "100 %"], [1024, "125 %"], [640, "200 %"]]) {
        await page.setViewportSize({ width, height: 900 });
        await page.goto(bench.origin + address);
        assert.ok(await fits(page), `${address} at ${zoom} is wider than the window`);
        await accessible(page, `${address} at ${zoom}`);
      }
    }
  });

  test("the form is filled in and saved without a script", async ({ bench }) => {
    const { chromium } = require("playwright-core");
    const plain = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic"] });
    try {
      const page = await (await plain.newContext({ javaScriptEnabled: false })).newPage();
      await page.goto(bench.again().stdout.trim());
      await page.goto(bench.origin + FORM);
      await page.fill("#moi-don-vi", "Văn phòng");
      await page.getByLabel("Họ tên người ký").fill("Lê Thị Hoa");
      await page.getByRole("button", { name: "Thêm đơn vị" }).click();
      await page.locator("#nv-1").getByText("Văn phòng", { exact: true }).first().click();
      await page.getByRole("button", { name: "Lưu vào tệp" }).click();
      assert.match(await page.textContent("#da-luu"), /Mọi điều đã lưu/);
      assert.match(part(bench), /ho_ten: .*Lê Thị Hoa/);
      assert.match(part(bench), /chu_tri: \[van-phong\]/);
    } finally { await plain.close(); }
  });
};
