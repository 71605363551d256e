import { spawnSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { EMPTY, NEXT, ROOT } from "./app.mjs";

/**
 * Sees to it that both apps are built, the empty one anew where it is older than the console.
 * @throws Error where the console is not built: that is left to whoever measures, who knows what of
 */
export function ensureBuilt() {
  const built = builtAt(ROOT);
  if (built === undefined) throw new Error("The console is not built yet. Run `npm run build` first.");
  if ((builtAt(EMPTY) ?? 0) > built) return;
  console.log("Building the empty app that the console is compared with.");
  const { status } = spawnSync(process.execPath, [NEXT, "build", EMPTY], {
    cwd: ROOT,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" },
    stdio: ["ignore", "ignore", "inherit"],
  });
  if (status !== 0) throw new Error("The empty app could not be built.");
}

function builtAt(directory) {
  return statSync(path.join(directory, ".next/BUILD_ID"), { throwIfNoEntry: false })?.mtimeMs;
}
