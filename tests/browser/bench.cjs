// A workbench of its own for each test, over a copy of the content; a browser that talks to nobody else.
"use strict";
const { spawn, spawnSync } = require("node:child_process");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const { chromium } = require("playwright-core");

const PROGRAM = path.resolve(process.env.KEHOACH);
const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync",
];

// Starts the program; what it prints first is the way in.
async function start(folder, { content = "content" } = {}) {
  const began = process.hrtime.bigint();
  const state = path.join(folder, "state");
  fs.mkdirSync(state, { recursive: true, mode: 0o700 });
  const environment = { ...process.env, XDG_RUNTIME_DIR: state, HOME: folder };
  const args = ["mo", "--no-browser", "--content", content];
  const child = spawn(PROGRAM, args, { cwd: folder, env: environment, stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  child.stderr.on("data", (data) => { said += data; });
  const address = await new Promise((resolve, reject) => {
    let out = "";
    child.stdout.on("data", (data) => {
      out += data;
      if (out.includes("\n")) resolve(out.split("\n")[0]);
    });
    child.on("exit", () => reject(new Error(`the program ended: ${out} ${said}`)));
  });
  return {
    child, address, folder, environment, began,
    origin: new URL(address).origin,
    said: () => said,
    again: () => spawnSync(PROGRAM, args, { cwd: folder, env: environment, encoding: "utf8", timeout: 20000 }),
    ended: () => child.exitCode !== null || child.signalCode !== null,
    stop: () => child.kill("SIGKILL"),
  };
}

// A folder with a copy of the content, or with nothing.
function folder(from) {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), "kehoach-browser-"));
  if (from) fs.cpSync(from, path.join(made, "content"), { recursive: true });
  return made;
}

async function browser(more = []) {
  const profile = fs.mkdtempSync(path.join(os.tmpdir(), "kehoach-profile-"));
  const options = { executablePath: "/usr/bin/chromium", args: [...FLAGS, ...more], headless: true };
  const context = await chromium.launchPersistentContext(profile, {
    ...options, viewport: { width: 1280, height: 900 }, locale: "vi-VN", acceptDownloads: true,
  });
  return { context, close: async () => { await context.close(); fs.rmSync(profile, { recursive: true, force: true }); } };
}

// A document of the bench as the program makes it, with other words in its text as a person types them.
function edited(bench, stem, from, to) {
  const out = path.join(bench.folder, "rieng");
  const made = spawnSync(PROGRAM, ["build", "--year", "2025", stem, "--out", out], { cwd: bench.folder, env: bench.environment, encoding: "utf8" });
  const file = path.join(out, `2025/kh-175-2025/${stem}.docx`);
  if (!fs.existsSync(file)) throw new Error(`not made: ${made.stdout} ${made.stderr}`);
  const edit = `
import sys, zipfile
path, old, new = sys.argv[1:]
parts = [(one, data.read(one)) for data in [zipfile.ZipFile(path)] for one in data.namelist()]
assert any(old.encode() in text for name, text in parts if name == "word/document.xml"), old
with zipfile.ZipFile(path, "w") as out:
    for name, text in parts:
        out.writestr(name, text.replace(old.encode(), new.encode(), 1) if name == "word/document.xml" else text)
`;
  const done = spawnSync("python3", ["-c", edit, file, from, to], { encoding: "utf8" });
  if (done.status !== 0) throw new Error(done.stderr);
  return file;
}

module.exports = { start, folder, browser, edited };
