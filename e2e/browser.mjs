// Sees to it that the browser tests have a Chromium: one that is there, else Playwright's own, else the system's package.
// The one without windows (headless shell) comes first: it takes a quarter less of the processor.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const SYSTEM = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];

/** The browser to start; undefined for Playwright's own. */
export function systemChromium() {
  return process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
}

function present() {
  return systemChromium() !== undefined || existsSync(chromium.executablePath());
}

function attempt(command, ...args) {
  console.log(`No Chromium yet; trying: ${command} ${args.join(" ")}`);
  spawnSync(command, args, { stdio: "inherit", timeout: 10 * 60 * 1000 });
}

// The floor is Node 20.9, which does not know `import.meta.filename` yet.
if (fileURLToPath(import.meta.url) === process.argv[1]) {
  if (!present()) attempt("npx", "playwright", "install", "--only-shell", "chromium");
  if (!present()) {
    const [command, ...before] = process.getuid?.() === 0 ? ["apt-get"] : ["sudo", "-n", "apt-get"];
    attempt(command, ...before, "update", "-qq");
    attempt(command, ...before, "install", "-y", "-qq", "chromium-headless-shell");
    // Older systems have the one with windows alone.
    if (!present()) attempt(command, ...before, "install", "-y", "-qq", "chromium");
  }
  if (!present()) {
    console.error("No Chromium could be found or installed. Set CHROMIUM_PATH to one.");
    process.exit(1);
  }
  console.log(`Chromium: ${systemChromium() ?? chromium.executablePath()}`);
}
