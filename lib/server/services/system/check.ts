import { gt, sql } from "drizzle-orm";
import type { SystemCheck } from "@/lib/contracts/system";
import { UPSTREAM_LABELS } from "@/lib/words/labels";
import type { Database, DatabaseHandle } from "../../db/client";
import { countMigrations } from "../../db/migrations";
import { task } from "../../db/schema/task";
import { PatchbayError } from "../../errors";
import type { Env } from "../../process/env";
import type { UpstreamRegistry } from "../../upstream/port";

export type Installation = {
  env: Pick<
    Env,
    | "appUrl"
    | "appSecret"
    | "previousAppSecret"
    | "auditSigningKey"
    | "databaseUrl"
    | "dataDir"
    | "trustedProxies"
    | "stays"
  >;
  database: Pick<DatabaseHandle, "db" | "kind" | "ping">;
  upstreams: UpstreamRegistry;
};

/** How far this machine's clock may be from the database's, in milliseconds. */
const CLOCK_APART = 5_000;
/** A task that failed so often in a row is told. */
const FAILED_TURNS = 3;

/** Looks at all that an installation hangs on. Nothing in it is a secret. */
export async function checkInstallation(installation: Installation): Promise<SystemCheck[]> {
  const { env, database, upstreams } = installation;
  const parts = await Promise.all([
    checkDatabase(database),
    checkMigrations(database.db),
    checkClock(database.db),
    checkTasks(database.db),
    ...upstreams.summaries().map(({ id }) => checkUpstream(upstreams, id)),
  ]);
  return [checkOrigin(env), checkProxies(env), checkSecrets(env), ...parts];
}

const good = (name: string, finding: string): SystemCheck => ({ name, state: "good", finding, remedy: null });

function checkOrigin({ appUrl }: Installation["env"]): SystemCheck {
  const name = "Address, https and cookies";
  const { protocol, hostname } = new URL(appUrl);
  if (protocol === "https:")
    return good(name, `${appUrl}: cookies are for https alone, and browsers are told to stay there.`);
  if (["localhost", "127.0.0.1", "[::1]"].includes(hostname)) {
    return {
      name,
      state: "caution",
      finding: `${appUrl} is for this machine alone: no agent elsewhere reaches its server URLs.`,
      remedy: "Put a TLS proxy in front, and set APP_URL to its https address.",
    };
  }
  return {
    name,
    state: "bad",
    finding: `${appUrl} is not https: passwords and server URLs travel in the clear.`,
    remedy: "Put a TLS proxy in front, and set APP_URL to its https address.",
  };
}

function checkProxies({ appUrl, trustedProxies }: Installation["env"]): SystemCheck {
  const name = "Proxies";
  if (trustedProxies > 0)
    return good(
      name,
      `${trustedProxies} in front ${trustedProxies === 1 ? "is" : "are"} believed about where requests come from.`,
    );
  if (!appUrl.startsWith("https:")) return good(name, "None in front.");
  return {
    name,
    state: "caution",
    finding: "Served over https, and no proxy is believed: everybody seems to come from the proxy's address.",
    remedy:
      "Set TRUSTED_PROXIES to the number of proxies in front, or limits by address count all people as one.",
  };
}

function checkSecrets({
  appSecret,
  previousAppSecret,
  auditSigningKey,
  databaseUrl,
  dataDir,
}: Installation["env"]): SystemCheck {
  const name = "Secrets";
  if (previousAppSecret) {
    return {
      name,
      state: "caution",
      finding: "Two secrets are read: APP_SECRET, and APP_SECRET_PREVIOUS.",
      remedy:
        "Run npm run secret:rotate, see that every process has the new secret, and take APP_SECRET_PREVIOUS away.",
    };
  }
  if (!auditSigningKey && databaseUrl) {
    return {
      name,
      state: "caution",
      finding: "The record is signed with a key that follows from APP_SECRET.",
      remedy: "Set AUDIT_SIGNING_KEY, and keep it where those who run the database cannot read it.",
    };
  }
  if (appSecret) return good(name, "Set in the environment.");
  return {
    name,
    state: "caution",
    finding: `Generated, and kept in ${dataDir} beside the database that they open.`,
    remedy:
      "Back that folder up as a whole. To keep them apart, set APP_SECRET to what stands in its file app-secret.",
  };
}

async function checkDatabase({ kind, ping }: Installation["database"]): Promise<SystemCheck> {
  const name = "Database";
  const started = performance.now();
  try {
    await ping();
  } catch {
    return {
      name,
      state: "bad",
      finding: "It does not answer.",
      remedy: "See that it runs, and look at the log.",
    };
  }
  const took = `answers in ${Math.max(1, Math.round(performance.now() - started))} ms`;
  if (kind === "postgres") return good(name, `Postgres ${took}.`);
  return good(name, `The embedded one ${took}. It has one process; for several, set DATABASE_URL.`);
}

async function checkMigrations(db: Database): Promise<SystemCheck> {
  const name = "Migrations";
  return tryCheck(name, async () => {
    const { applied, known } = await countMigrations(db);
    if (applied === known) return good(name, `All ${known} are applied.`);
    if (applied < known) {
      const finding = `${applied} of ${known} are applied.`;
      return { name, state: "bad", finding, remedy: "Restart the console: it applies them when it starts." };
    }
    return {
      name,
      state: "caution",
      finding: `${applied} are applied, and this version knows ${known}: a newer one has been here.`,
      remedy: "Finish the update on every process. An older one beside it works for one version.",
    };
  });
}

async function checkClock(db: Database): Promise<SystemCheck> {
  const name = "Clock";
  return tryCheck(name, async () => {
    const before = Date.now();
    const { rows } = (await db.execute(
      sql`select extract(epoch from clock_timestamp()) * 1000 as now`,
    )) as unknown as { rows: { now: string }[] };
    const apart = Number(rows[0]?.now) - (before + Date.now()) / 2;
    if (Math.abs(apart) < CLOCK_APART) return good(name, "Goes with the database's.");
    return {
      name,
      state: "bad",
      finding: `It is ${Math.round(Math.abs(apart) / 1000)} seconds ${apart > 0 ? "behind" : "ahead of"} the database's.`,
      remedy: "Let this machine and the database's keep their time by NTP.",
    };
  });
}

async function checkTasks(db: Database): Promise<SystemCheck> {
  const name = "Background tasks";
  return tryCheck(name, async () => {
    const failing = await db
      .select({ kind: task.kind, lastError: task.lastError })
      .from(task)
      .where(gt(task.attempts, FAILED_TURNS))
      .limit(5);
    if (failing.length === 0) return good(name, "None fails.");
    const finding = failing.map(({ kind, lastError }) => `${kind}: ${lastError ?? "unknown"}`).join("; ");
    return { name, state: "caution", finding, remedy: "The log says more, under “a task failed”." };
  });
}

async function checkUpstream(
  upstreams: UpstreamRegistry,
  id: keyof typeof UPSTREAM_LABELS,
): Promise<SystemCheck> {
  const name = UPSTREAM_LABELS[id];
  try {
    await upstreams.get(id).users({ page: 1, size: 1 }, AbortSignal.timeout(10_000));
    return good(name, "Answers, and takes its key.");
  } catch (error) {
    const finding = error instanceof PatchbayError ? error.message : "It could not be asked.";
    const refused = error instanceof PatchbayError && error.code === "upstream-unauthorized";
    const remedy = refused
      ? "Set the key of this upstream anew in the environment."
      : "See that this machine reaches it, through HTTPS_PROXY where one is needed, and look at its status page.";
    return { name, state: "bad", finding, remedy };
  }
}

/** Where the database does not answer, its own line says what to do. */
function tryCheck(name: string, check: () => Promise<SystemCheck>): Promise<SystemCheck> {
  return check().catch(() => ({
    name,
    state: "bad" as const,
    finding: "It could not be read from the database.",
    remedy: null,
  }));
}
