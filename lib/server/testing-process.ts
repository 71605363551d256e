import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Another process, which runs the same code.
 * @param file from the root of the project, whose exported function is called with `given`, which must go through JSON
 */
export function startProcess<Given extends unknown[]>(
  file: string,
  { name }: (...given: Given) => Promise<void>,
  ...given: Given
): ChildProcess {
  const script = `
    import { createViteServer } from "vitest/node";
    const vite = await createViteServer({ configFile: "vitest.config.ts", server: { middlewareMode: true, ws: false, watch: null }, appType: "custom" });
    const { ${name}: run } = await vite.ssrLoadModule(${JSON.stringify(file)});
    await run(...${JSON.stringify(given)});
    await vite.close();`;
  return spawn(process.execPath, ["--input-type=module", "--eval", script], {
    stdio: ["ignore", "ignore", "inherit"],
  });
}

/** As an out-of-memory killer would: no handler of the process runs. */
export async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGKILL");
  await once(child, "exit");
}
