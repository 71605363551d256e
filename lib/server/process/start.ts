import "server-only";
import { runHere } from "../background/run-here";
import { TASK_KINDS } from "../background/tasks";
import { createFirstAdministrator } from "../services/setup/complete";
import { openSetupLink } from "../services/setup/open";
import { refuseForgedForwarding } from "./address";
import { startClock } from "./clock";
import { readEnv } from "./env";
import { runtime } from "./runtime";
import { handOver } from "./serving";
import { startFailureWords } from "./start-failure";
import { takeOverTerminal, tellPerson } from "./terminal";

/** How often it is asked what is due, in milliseconds. */
const ASK_EVERY = 5_000;

/**
 * Runs once, before the first request. Half a console is worse than none: a process that cannot open its database says
 * why and ends, so that it does not look alive.
 */
export async function start(): Promise<void> {
  try {
    await prepare();
  } catch (error) {
    tellPerson(`Patchbay cannot start.\n\n${startFailureWords(error, environment())}`, "stderr");
    process.exit(1);
  }
}

/** Checks the environment, opens the database, and sees to it that somebody can sign in. */
async function prepare(): Promise<void> {
  const process = await runtime();
  const { env, database, log, upstreams, clocks } = process;
  if (env.production) takeOverTerminal(log);
  if (env.trustedProxies === 0) refuseForgedForwarding();
  if (env.firstAdministrator) {
    const made = await createFirstAdministrator(database.db, {
      name: "Administrator",
      ...env.firstAdministrator,
    });
    if (!made) log.warn(NOT_APPLIED);
  }
  const token = await openSetupLink(database.db);
  if (token) announce(`${env.appUrl}/setup/${token}`);
  if (env.stays) {
    for (const kind of TASK_KINDS) {
      clocks.set(
        kind,
        startClock((signal) => runHere({ kind, signal }), ASK_EVERY),
      );
    }
  }
  handOver(process);
  log.info({ appUrl: env.appUrl, database: database.kind, upstreams: upstreams.summaries() }, "ready");
}

const NOT_APPLIED =
  'ADMIN_EMAIL and ADMIN_PASSWORD make the first administrator and were not applied: somebody can sign in already. "npm run admin -- reset-password EMAIL" sets another password';

/** What could be read of it; a failure of that is told by itself. */
function environment() {
  try {
    return readEnv();
  } catch {
    return undefined;
  }
}

/** Past the log: the link is a secret, and it is for the person who sits there. */
function announce(link: string): void {
  tellPerson(
    `Nobody can sign in yet. Open this link to make the first administrator.\nIt works once, for 24 hours:\n\n${link}`,
  );
}
