import { and, eq, sql } from "drizzle-orm";
import * as z from "zod/mini";
import type { ServerName } from "@/lib/contracts/server-name";
import { type Readiness, readinessSchema, type TargetForm, targetFormSchema } from "@/lib/contracts/target";
import type { Database } from "../../db/client";
import { prepared } from "../../db/prepared";
import { engineReadiness, engineTarget, type TargetRow } from "../../db/schema/engine-target";
import type { Vault } from "../context";
import { openJson, openText } from "./open-json";

/** What an administrator chose, its secrets opened. */
export type ChosenTarget = {
  serverName: ServerName;
  kind: TargetForm["kind"];
  url: string | null;
  transport: "SSE" | "StreamableHttp" | null;
  registration: NonNullable<TargetForm["registration"]> | null;
  clientId: string | null;
  clientSecret: string | null;
  scopes: string[] | null;
  headers: Record<string, string>;
  keyHeader: string | null;
};

export async function readTarget(vault: Vault, serverName: ServerName): Promise<ChosenTarget | undefined> {
  const [row] = await reading(vault.db).execute({ serverName });
  return row && openChosen(vault, row);
}

const reading = prepared((db) =>
  db
    .select()
    .from(engineTarget)
    .where(eq(engineTarget.serverName, sql.placeholder("serverName")))
    .prepare(""),
);

/** How accounts are let in at the target that was chosen for a server; null where none was. */
export async function readRegistration(
  db: Pick<Database, "select">,
  serverName: ServerName,
): Promise<NonNullable<ChosenTarget["registration"]> | null> {
  const [row] = await db
    .select({ registration: engineTarget.registration })
    .from(engineTarget)
    .where(and(eq(engineTarget.serverName, serverName), eq(engineTarget.kind, "remote")));
  return row ? (row.registration ?? "automatic") : null;
}

/** The same of every server of which a target was chosen that is no sandbox. */
export async function listRegistrations(
  db: Database,
): Promise<Map<string, NonNullable<ChosenTarget["registration"]>>> {
  const rows = await db
    .select({ serverName: engineTarget.serverName, registration: engineTarget.registration })
    .from(engineTarget)
    .where(eq(engineTarget.kind, "remote"));
  return new Map(rows.map(({ serverName, registration }) => [serverName, registration ?? "automatic"]));
}

export async function listTargets(vault: Vault): Promise<ChosenTarget[]> {
  const rows = await vault.db.select().from(engineTarget);
  return rows.map((row) => openChosen(vault, row));
}

/**
 * Keeps a choice in place of the one before. Secrets that the form leaves out stay as they were while the address and
 * the client id stay: with another address, they would be told to somebody else.
 */
export function writeTarget(vault: Vault, serverName: ServerName, form: TargetForm): Promise<void> {
  return vault.db.transaction((tx) => writeTargetIn(tx, vault.cipher, serverName, form));
}

/** The same within a transaction. */
export async function writeTargetIn(
  tx: Pick<Database, "select" | "insert">,
  cipher: Vault["cipher"],
  serverName: ServerName,
  form: TargetForm,
): Promise<void> {
  const [row] = await tx
    .select()
    .from(engineTarget)
    .where(eq(engineTarget.serverName, serverName))
    .for("update");
  const before = row && openChosen({ cipher }, row);
  const sameServer = before?.url != null && before.url === form.url;
  const headers = form.headers === undefined && sameServer ? before.headers : (form.headers ?? {});
  const sameApp = sameServer && before.clientId === form.clientId;
  const clientSecret =
    form.clientSecret === undefined && sameApp ? before.clientSecret : (form.clientSecret ?? null);
  const values = {
    kind: form.kind,
    url: form.url ?? null,
    transport: form.transport ?? null,
    registration: form.registration ?? null,
    clientId: form.clientId ?? null,
    clientSecret: clientSecret === null ? null : cipher.encrypt(clientSecret, secretContext(serverName)),
    scopes: form.scopes?.join(" ") ?? null,
    headers:
      Object.keys(headers).length === 0
        ? null
        : cipher.encrypt(JSON.stringify(headers), headersContext(serverName)),
    keyHeader: form.keyHeader ?? null,
    updatedAt: new Date(),
  };
  await tx
    .insert(engineTarget)
    .values({ serverName, ...values })
    .onConflictDoUpdate({ target: engineTarget.serverName, set: values });
}

export async function deleteTarget(db: Database, serverName: ServerName): Promise<boolean> {
  const deleted = await db
    .delete(engineTarget)
    .where(eq(engineTarget.serverName, serverName))
    .returning({ serverName: engineTarget.serverName });
  return deleted.length > 0;
}

/** With what was found as it is kept: JSON. */
const verdictSchema = z.extend(readinessSchema, {
  words: z.pipe(
    z.string(),
    z.transform((text, context): string[] => {
      try {
        return z.parse(readinessSchema.shape.words, JSON.parse(text));
      } catch {
        context.issues.push({ code: "custom", input: text });
        return z.NEVER;
      }
    }),
  ),
});

/** What the last tests came to, of those addresses that were tested. What cannot be read was not tested. */
export async function listReadiness(db: Database): Promise<Map<string, Readiness & { url: string }>> {
  const rows = await db.select().from(engineReadiness);
  return new Map(
    rows.flatMap(({ serverName, url, verdict, words, testedAt }) => {
      const told = verdictSchema.safeParse({ verdict, words, testedAt: testedAt.toISOString() });
      return told.success ? [[serverName, { ...told.data, url }]] : [];
    }),
  );
}

export async function writeReadiness(
  db: Database,
  serverName: ServerName,
  { url, verdict, words, testedAt }: Readiness & { url: string },
): Promise<void> {
  const values = { url, verdict, words: JSON.stringify(words), testedAt: new Date(testedAt) };
  await db
    .insert(engineReadiness)
    .values({ serverName, ...values })
    .onConflictDoUpdate({ target: engineReadiness.serverName, set: values });
}

/** A row as it was chosen. One that no form could have left, or that cannot be opened, leads nowhere, as if not set up. */
export function openChosen({ cipher }: Pick<Vault, "cipher">, row: TargetRow): ChosenTarget {
  const { serverName, kind, url, transport, registration, clientId, keyHeader } = row;
  const clientSecret = row.clientSecret && openText(cipher, row.clientSecret, secretContext(serverName));
  const headers = row.headers ? openJson(cipher, row.headers, headersContext(serverName), z.unknown()) : {};
  const scopes = row.scopes?.split(" ").filter(Boolean) ?? null;
  const chosen = { kind, url, transport, registration, clientId, clientSecret, scopes, headers, keyHeader };
  const given = Object.entries(chosen).filter(([, value]) => value !== null);
  const isReadable =
    clientSecret !== undefined &&
    headers !== undefined &&
    targetFormSchema.safeParse(Object.fromEntries(given)).success;
  return isReadable ? ({ serverName, ...chosen } as ChosenTarget) : { serverName, ...NOWHERE };
}

const NOWHERE = {
  kind: "remote",
  ...{ url: null, transport: null, registration: null, clientId: null, clientSecret: null },
  ...{ scopes: null, headers: {}, keyHeader: null },
} as const;

export const secretContext = (serverName: string) => `engine_target.client_secret:${serverName}`;
export const headersContext = (serverName: string) => `engine_target.headers:${serverName}`;
