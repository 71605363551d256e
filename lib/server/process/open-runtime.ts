import type { UpstreamId } from "@/lib/contracts/upstream";
import "server-only";
import { ENGINE_SCOPES, type EngineScope } from "@/lib/contracts/api-key";
import { createAuditSigner } from "../audit/signing";
import { createAuth } from "../auth/auth";
import { createSessionReader } from "../auth/session-reader";
import { createAttemptLimiter } from "../auth/throttle";
import { type DatabaseHandle, openEmbedded, openPostgres } from "../db/client";
import { readSnapshot } from "../db/snapshot";
import { addUpstreamHours } from "../db/upstream-hours";
import { createSharedStarts } from "../db/upstream-starts";
import { createOutbound } from "../egress/outbound";
import { createEngine } from "../engine/engine";
import { createMailer } from "../mail/mailer";
import { setTracer } from "../telemetry/traced";
import { createUpstreamMeter } from "../upstream/metrics";
import { createUpstreams } from "../upstream/registry";
import type { Runtime } from "./context";
import { engineKeys } from "./engine-keys";
import { type Env, readEnv } from "./env";
import { openCipher } from "./kept-keys";
import { createLogger, type Logger } from "./log";
import { recordToolChange } from "./record-tool-change";
import { checkSecret } from "./secret-check";
import { appSecrets, auditSigningKey, engineApiKey } from "./secrets";

/** Opens all that lives as long as the process. Loaded by whoever is the first to need it. */
export async function openRuntime(): Promise<Runtime> {
  const env = readEnv();
  const log = createLogger(env.logLevel);
  const database = env.databaseUrl
    ? await openPostgres(env.databaseUrl, env.directDatabaseUrl)
    : await openEmbedded(env.dataDir, readSnapshot);
  try {
    return await build(env, log, database);
  } catch (error) {
    // Or the next try would find the embedded database taken, by this very process.
    await database.close();
    throw error;
  }
}

async function build(env: Env, log: Logger, database: DatabaseHandle): Promise<Runtime> {
  const { db } = database;
  const { appUrl } = env;
  const secrets = await appSecrets(env);
  const secret = secrets.current;
  const cipher = await openCipher(db, secrets, await checkSecret(db, secrets, env));
  const attempts = createAttemptLimiter(db);
  const egress = {
    allowHosts: env.engineAllowHosts,
    // A proxy that nobody vouches for would reach whatever it resolves a stranger's name to.
    proxy: env.proxy?.trusted ? env.proxy : undefined,
  };
  const signer = createAuditSigner(await auditSigningKey(env, cipher));
  const auth = createAuth({ db, secret, appUrl, trustedProxies: env.trustedProxies, attempts, cipher, log });
  const readSession = createSessionReader({ db, secret, appUrl });
  const engineKey = env.embeddedEngine ? await engineApiKey(env, cipher) : undefined;
  const engine = engineKey
    ? createEngine({
        db,
        cipher,
        appUrl,
        returnOrigins: env.engineReturnOrigins,
        hosts: env.engineHosts,
        browserOrigins: env.engineCorsOrigins,
        stays: env.stays,
        shared: env.databaseUrl !== undefined,
        signals: database.signals,
        defaultTarget: env.engineTargets,
        egress,
        onToolChange: recordToolChange,
        apiKey: engineKey,
        scopes: engineScopes(env),
        ...engineKeys(db, env),
        requestsInTenSeconds: env.engineRequests,
        log,
      })
    : undefined;
  const { observe, flush: flushMeter } = createUpstreamMeter((tallies) => addUpstreamHours(db, tallies), log);
  // Others may call the same accounts.
  const shareStarts =
    database.kind === "postgres"
      ? (id: UpstreamId, perSecond: number) => createSharedStarts(db, id, perSecond)
      : undefined;
  const upstreams = createUpstreams({ env, engine, engineApiKey: engineKey, log, observe, shareStarts });
  const tracer = env.telemetry && (await openTelemetry(env, env.telemetry, log));
  const flush = async () => {
    await Promise.all([flushMeter(), engine?.controls.flush(), tracer?.flush()]);
  };
  return {
    env,
    log,
    database,
    cipher,
    attempts,
    audit: { signer, days: env.auditDays },
    auth,
    readSession,
    engine,
    upstreams,
    outbound: createOutbound(egress),
    mailer: createMailer(env, log),
    singleSignOn: env.singleSignOn,
    flush,
    clocks: new Map(),
  };
}

/** Exporters are loaded here alone: whoever sends no telemetry has none of them in memory. */
async function openTelemetry({ engineAllowHosts }: Env, to: NonNullable<Env["telemetry"]>, log: Logger) {
  const { createTracer } = await import("../telemetry/open");
  const tracer = createTracer({ ...to, ownHosts: engineAllowHosts, log });
  setTracer(tracer);
  return tracer;
}

/** A key that nobody set serves the console alone, which asks for no raw tokens. */
function engineScopes(env: Env): readonly EngineScope[] {
  return env.engineApiKey ? ENGINE_SCOPES : ENGINE_SCOPES.filter((scope) => scope !== "secrets");
}
