// Sees to it that the browser tests have a Chromium: one that is there, else Playwright's own, else the system's package.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

const SYSTEM = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome", "/usr/bin/google-chrome-stable"];

/** The browser to start; undefined for Playwright's own. */
export function systemChromium() {
  return process.env.CHROMIUM_PATH ?? SYSTEM.find((path) => existsSync(path));
}

function present() {
  return systemChromium() !== undefined || existsSync(chromium.executablePath());
}

function attempt(command, args) {
  console.log(`No Chromium yet; trying: ${command} ${args.join(" ")}`);
  spawnSync(command, args, { stdio: "inherit", timeout: 10 * 60 * 1000 });
}

if (import.meta.filename === process.argv[1]) {
  if (!present()) attempt("npx", ["playwright", "install", "chromium"]);
  if (!present()) {
    const asRoot = process.getuid?.() === 0 ? [] : ["sudo", "-n"];
    const apt = (...args) => attempt([...asRoot, "apt-get"][0], [...asRoot, "apt-get", ...args].slice(1));
    apt("update", "-qq");
    apt("install", "-y", "-qq", "chromium");
  }
  if (!present()) {
    console.error("No Chromium could be found or installed. Set CHROMIUM_PATH to one.");
    process.exit(1);
  }
  console.log(`Chromium: ${systemChromium() ?? chromium.executablePath()}`);
}
