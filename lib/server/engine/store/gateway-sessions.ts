import { and, asc, count, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import * as z from "zod/mini";
import { hashToken } from "../../cipher";
import type { Database } from "../../db/client";
import { gatewayAnswer, gatewayRequest, gatewaySession } from "../../db/schema/gateway";
import type { Vault } from "../context";

/** Seconds after which an owner that says nothing is taken for dead. */
const SILENCE = 30;

/** Parts of an answer that wait to be read; an owner stops at what nobody reads. */
const UNREAD_AT_MOST = 500;

const relayedSchema = z.object({
  url: z.url(),
  method: z.string(),
  headers: z.array(z.tuple([z.string(), z.string()])),
  body: z.nullable(z.string()),
});
export type RelayedRequest = z.infer<typeof relayedSchema>;
export type AnswerPart =
  | { kind: "head"; content: { status: number; headers: [string, string][] } }
  | { kind: "chunk"; content: string }
  | { kind: "end"; content?: undefined };

/** Says whose a session is. */
export async function keepSession(
  db: Database,
  { id, instanceId, owner }: { id: string; instanceId: string; owner: string },
): Promise<void> {
  await db.insert(gatewaySession).values({ idHash: hashToken(id), instanceId, owner });
}

export async function forgetSession(db: Database, id: string): Promise<void> {
  await db.delete(gatewaySession).where(eq(gatewaySession.idHash, hashToken(id)));
}

/** An owner is still there, with all of its sessions. */
export async function keepSessionsAlive(db: Database, owner: string): Promise<void> {
  await db.update(gatewaySession).set({ seenAt: sql`now()` }).where(eq(gatewaySession.owner, owner));
}

/** The living owner of a session, if it is one of that instance. */
export async function findOwner(db: Database, id: string, instanceId: string): Promise<string | undefined> {
  const { idHash, seenAt, owner } = gatewaySession;
  const [found] = await db
    .select({ owner })
    .from(gatewaySession)
    .where(
      and(
        eq(idHash, hashToken(id)),
        eq(gatewaySession.instanceId, instanceId),
        gt(seenAt, sql`now() - make_interval(secs => ${SILENCE})`),
      ),
    );
  return found?.owner;
}

/** Sets a request down for the owner of its session. @returns its id */
export async function relayRequest(
  { db, cipher }: Vault,
  owner: string,
  request: RelayedRequest,
): Promise<string> {
  const id = crypto.randomUUID();
  const sealed = cipher.encrypt(JSON.stringify(request), requestContext(id));
  await db.insert(gatewayRequest).values({ id, owner, request: sealed });
  return id;
}

/** Takes back a request that its owner has not taken. @returns whether it had not */
export async function withdrawRequest(db: Database, id: string): Promise<boolean> {
  const gone = await db
    .delete(gatewayRequest)
    .where(and(eq(gatewayRequest.id, id), isNull(gatewayRequest.takenAt)))
    .returning({ id: gatewayRequest.id });
  return gone.length > 0;
}

/** Lets go of a request with what is left of its answer, which its owner finds out with the next part. */
export async function endRequest(db: Database, id: string): Promise<void> {
  await db.delete(gatewayRequest).where(eq(gatewayRequest.id, id));
}

/** Takes the requests that wait for an owner; one that cannot be read says so and takes no other with it. */
export async function takeRequests(
  { db, cipher }: Vault,
  owner: string,
): Promise<{ id: string; request: RelayedRequest | "unreadable" }[]> {
  const taken = await db
    .update(gatewayRequest)
    .set({ takenAt: sql`now()` })
    .where(and(eq(gatewayRequest.owner, owner), isNull(gatewayRequest.takenAt)))
    .returning({ id: gatewayRequest.id, request: gatewayRequest.request });
  return taken.map(({ id, request }) => {
    try {
      return { id, request: relayedSchema.parse(JSON.parse(cipher.decrypt(request, requestContext(id)))) };
    } catch {
      return { id, request: "unreadable" };
    }
  });
}

/** Adds a part to an answer. @returns whether anybody still reads it */
export async function addPart(
  { db, cipher }: Vault,
  requestId: string,
  position: number,
  { kind, content }: AnswerPart,
): Promise<boolean> {
  const sealed =
    content === undefined ? "" : cipher.encrypt(JSON.stringify(content), partContext(requestId, position));
  const unread = db
    .select({ count: count() })
    .from(gatewayAnswer)
    .where(eq(gatewayAnswer.requestId, requestId));
  const part = db
    .select({
      requestId: gatewayRequest.id,
      position: sql<number>`${position}::int`.as("position"),
      kind: sql<AnswerPart["kind"]>`${kind}::text`.as("kind"),
      content: sql<string>`${sealed}::text`.as("content"),
    })
    .from(gatewayRequest)
    .where(and(eq(gatewayRequest.id, requestId), sql`${unread} < ${UNREAD_AT_MOST}`));
  const added = await db.insert(gatewayAnswer).select(part).returning({ position: gatewayAnswer.position });
  return added.length > 0;
}

/** Reads what has come of an answer since, and lets go of it. */
export async function readParts({ db, cipher }: Vault, requestId: string): Promise<AnswerPart[]> {
  const { position, kind, content } = gatewayAnswer;
  const come = await db
    .select({ position, kind, content })
    .from(gatewayAnswer)
    .where(eq(gatewayAnswer.requestId, requestId))
    .orderBy(asc(position));
  if (come.length === 0) return [];
  const read = come.map((part) => part.position);
  await db.delete(gatewayAnswer).where(and(eq(gatewayAnswer.requestId, requestId), inArray(position, read)));
  return come.map(({ position: at, kind: what, content: sealed }) =>
    what === "end"
      ? { kind: what }
      : { kind: what, content: JSON.parse(cipher.decrypt(sealed, partContext(requestId, at))) },
  );
}

export const requestContext = (id: string) => `gateway_request.request:${id}`;
export const partContext = (id: string, position: number) => `gateway_answer.content:${id}:${position}`;
