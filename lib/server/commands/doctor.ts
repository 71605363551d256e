import type { SystemCheck } from "@/lib/contracts/system";
import { createLogger } from "../process/log";
import { checkInstallation } from "../services/system/check";
import { createRegistry, createUpstreams } from "../upstream/registry";
import { Refusal, runCommand, withDatabase } from "./open";

const MARKS: Record<SystemCheck["state"], string> = { good: "ok  ", caution: "look", bad: "BAD " };

/** Says how the installation stands that the environment names. The embedded engine is in the console, which is not asked. */
function main(): Promise<string> {
  return withDatabase(async (database, env) => {
    const hasKeys = env.klavis.us !== undefined || env.klavis.eu !== undefined;
    const upstreams = hasKeys
      ? createUpstreams({ env, engine: undefined, engineApiKey: undefined, log: createLogger("silent") })
      : createRegistry([]);
    const checks = await checkInstallation({ env, database, upstreams });
    const lines = checks.map(
      ({ name, state, finding, remedy }) =>
        `${MARKS[state]}  ${name}: ${finding}${remedy ? `\n      ${remedy}` : ""}`,
    );
    if (checks.some(({ state }) => state === "bad")) throw new Refusal(lines.join("\n"));
    return lines.join("\n");
  });
}

runCommand(main());
