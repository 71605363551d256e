import { eq, isNull, sql } from "drizzle-orm";
import type { PgColumn } from "drizzle-orm/pg-core";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type * as z from "zod/mini";
import type { AuditedAction } from "@/lib/contracts/action";
import { activityQuerySchema, exportActivityQuerySchema } from "@/lib/contracts/activity";
import { AUDIT_DETAILS } from "@/lib/contracts/audit-details";
import { runDue } from "../background/run";
import { SYSTEM } from "../context";
import { openPostgres } from "../db/client";
import { auditEvent, auditHead, auditSegment, auditSignedHead } from "../db/schema/audit";
import { createTestPostgres, TEST_DATABASES } from "../db/testing";
import { exportActivity } from "../services/activity/export";
import { listActivity } from "../services/activity/list";
import { createInstance } from "../services/instances/create";
import { everyRow, instanceRequest, openTestConsole, type TestConsole } from "../services/testing";
import { eraseUser } from "./erase";
import { signHead } from "./heads";
import { type AuditEntry, recordAudit } from "./record";
import { closeSegment, closeSegmentZero } from "./segments";
import { createAuditSigner } from "./signing";
import { verifyDatabase } from "./verify-database";
import { verifyFile } from "./verify-file";

const DAY = 24 * 60 * 60 * 1000;

/** Some events, also of texts that nobody should have let in. */
async function recordSome(stage: TestConsole, count = 6): Promise<void> {
  const by = stage.as("operator");
  for (let each = 0; each < count; each += 1) {
    await recordAudit(stage.db, by, {
      action: "link.confirm",
      subject: `link ${each} \0 \ud800 "' \u2028`,
      details: { person: `ann ${each} 😀 é` },
    });
  }
}

const AUDITED_ACTIONS = Object.keys(AUDIT_DETAILS) as AuditedAction[];

/** Something that the schema takes, with every field that it knows. */
function sampleOf(schema: z.core.$ZodType): unknown {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  switch (def.type) {
    case "object":
      return Object.fromEntries(Object.entries(def.shape).map(([name, field]) => [name, sampleOf(field)]));
    case "array":
      return [sampleOf(def.element)];
    case "record":
      return { key: "value" };
    case "optional":
    case "nullable":
      return sampleOf(def.innerType);
    case "union":
      return sampleOf(def.options[0] as z.core.$ZodType);
    case "enum":
      return Object.values(def.entries)[0];
    case "literal":
      return def.values[0];
    case "boolean":
      return true;
    case "number":
      return 1;
    case "string":
      return "text";
    default:
      throw new Error(`no sample of a ${def.type}`);
  }
}

/** The way to each value in it that is no object. */
function leavesOf(value: unknown): string[][] {
  if (typeof value !== "object" || value === null || Object.keys(value).length === 0) return [[]];
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner).map((path) => [key, ...path]));
}

function change(value: Record<string, unknown>, [key = "", ...rest]: string[]): void {
  if (rest.length > 0) change(value[key] as Record<string, unknown>, rest);
  else value[key] = typeof value[key] === "number" ? (value[key] as number) + 1 : `${value[key]}x`;
}

/** One event of every kind that there is, with all that it can say. */
async function recordEveryKind(stage: TestConsole): Promise<void> {
  for (const action of AUDITED_ACTIONS) {
    const details = sampleOf(AUDIT_DETAILS[action]);
    await recordAudit(stage.db, stage.as("operator"), { action, subject: action, details } as AuditEntry);
  }
}

async function exported(stage: TestConsole, query: object = {}): Promise<string> {
  let file = "";
  for await (const line of await exportActivity(
    stage.as("administrator"),
    exportActivityQuerySchema.parse(query),
  ))
    file += line;
  return file;
}

describe.each(TEST_DATABASES)("the record on %s", (_, open) => {
  let stage: TestConsole;
  beforeEach(async () => {
    stage = await openTestConsole(open);
  });
  afterEach(() => stage.close());

  const findings = async () => (await verifyDatabase(stage.db)).findings;
  const at = (position: number) => eq(auditEvent.position, position);

  it("is whole, from its first event on, whatever stands in it", async () => {
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 0, findings: [] });
    await recordSome(stage);
    await recordAudit(
      stage.db,
      stage.as("viewer"),
      ...["a", "b", "c"].map((subject) => ({ action: "instance.reveal", subject }) as const),
    );
    await recordAudit(stage.db, { caller: SYSTEM, request: { id: null, address: null } });
    await signHead(stage.db, stage.signer);
    expect(await verifyDatabase(stage.db)).toEqual({ events: 9, erased: 0, signatures: 1, findings: [] });
  });

  /** Another value for each column of an event. */
  const OTHER: Record<string, unknown> = {
    id: "00000000-0000-4000-8000-000000000000",
    at: new Date(0),
    actorKind: "system",
    outcome: "refused",
    details: { person: "eve" },
    position: 999,
    hash: "f".repeat(64),
    previousHash: "f".repeat(64),
    personalHash: "f".repeat(64),
    personalSalt: null,
  };
  // The order in which the database counted them proves nothing: the chain's own place does.
  const columns = Object.entries(auditEvent)
    .filter(
      (entry): entry is [string, PgColumn] =>
        typeof entry[1] === "object" && entry[1] !== null && "columnType" in entry[1],
    )
    .map(([name]) => name)
    .filter((name) => name !== "sequence");

  it("shows a change of any field of any event", async () => {
    await recordSome(stage, 3);
    expect(columns).toHaveLength(18);
    for (const position of [1, 2, 3]) {
      for (const name of columns) {
        const [before] = await stage.db.select().from(auditEvent).where(at(position));
        if (!before) throw new Error("the event is gone");
        const change = { [name]: name in OTHER ? OTHER[name] : "changed" };
        await stage.db.update(auditEvent).set(change).where(eq(auditEvent.id, before.id));
        const found = await findings();
        expect(found.length, `${name} of event ${position}`).toBeGreaterThan(0);
        expect(JSON.stringify(found), name).toMatch(
          new RegExp(`event ${name === "position" ? "(999|\\d)" : position}`),
        );
        const id = String(change.id ?? before.id);
        await stage.db.update(auditEvent).set(before).where(eq(auditEvent.id, id));
        expect(await findings()).toEqual([]);
      }
    }
  });

  it("shows a change of any field of an event of every kind", async () => {
    await recordEveryKind(stage);
    const whole = await stage.db.select().from(auditEvent);
    expect(whole).toHaveLength(AUDITED_ACTIONS.length);
    for (const name of columns.filter((each) => each !== "id" && each !== "position")) {
      await stage.db.update(auditEvent).set({ [name]: name in OTHER ? OTHER[name] : "changed" });
      const told = (await findings()).map(({ where }) => where);
      for (const { position, action } of whole)
        expect(told, `${name} of ${action}`).toContainEqual(expect.stringMatching(`^event ${position} `));
      await stage.db.delete(auditEvent);
      await stage.db.insert(auditEvent).values(whole);
    }
    expect(await findings()).toEqual([]);
  });

  it("shows gaps, a changed order, what was cut off and what was put in, and where", async () => {
    await recordSome(stage);
    const whole = await stage.db.select().from(auditEvent);
    const restore = async () => {
      await stage.db.delete(auditEvent);
      await stage.db.insert(auditEvent).values(whole);
      expect(await findings()).toEqual([]);
    };
    const remove = (...positions: number[]) =>
      stage.db.delete(auditEvent).where(sql`${auditEvent.position} in ${positions}`);

    await remove(1);
    expect(await findings()).toEqual([{ where: "event 1", problem: "missing" }]);
    await restore();
    await remove(3, 4);
    expect(await findings()).toEqual([{ where: "events 3 to 4", problem: "missing" }]);
    await restore();
    await remove(5, 6);
    expect(await findings()).toEqual([{ where: "events 5 to 6", problem: "missing at the end" }]);
    await restore();
    for (const [from, to] of [
      [2, 100],
      [3, 2],
      [100, 3],
    ] as const) {
      await stage.db.update(auditEvent).set({ position: to }).where(at(from));
    }
    expect((await findings()).map(({ where }) => where)).toEqual([
      expect.stringMatching(/^event 2 /),
      expect.stringMatching(/^event 2 /),
      expect.stringMatching(/^event 3 /),
      expect.stringMatching(/^event 3 /),
      expect.stringMatching(/^event 4 /),
    ]);
    await restore();
    await closeSegmentZero(stage.db, stage.signer);
    const { position: _position, sequence: _sequence, ...first } = whole[0] ?? {};
    const planted = { ...(first as (typeof whole)[number]), id: OTHER.id as string, position: null };
    await stage.db.insert(auditEvent).values({ ...planted, sequence: 1_000 });
    expect(await findings()).toEqual([
      { where: `event ${OTHER.id}`, problem: "stands outside of the chain: it was added by other means" },
    ]);
  });

  it("shows a chain that was made anew from where it was signed, or cut before that", async () => {
    await recordSome(stage, 4);
    await signHead(stage.db, stage.signer);
    await stage.db.delete(auditEvent).where(sql`${auditEvent.position} > 2`);
    const [second] = await stage.db.select().from(auditEvent).where(at(2));
    await stage.db
      .update(auditHead)
      .set({ position: 2, hash: second?.hash ?? "", previous: second?.previousHash ?? "" });
    expect(await findings()).toEqual([{ where: "events 3 to 4", problem: "missing at the end" }]);
    await recordSome(stage, 3);
    expect(await findings()).toEqual([
      { where: "event 4", problem: "is not the one at which the end was signed" },
    ]);
    const forger = createAuditSigner("another key than the console's");
    await stage.db
      .update(auditSignedHead)
      .set({ hash: (await stage.db.select().from(auditEvent).where(at(4)))[0]?.hash ?? "" });
    expect(await findings()).toEqual([
      { where: "the end signed at event 4", problem: "its signature is not right" },
    ]);
    await stage.db.update(auditSignedHead).set({ keyId: forger.keyId });
    expect(await findings()).toHaveLength(1);
  });

  it("stays one chain where many add to it at once", async () => {
    await Promise.all(
      Array.from({ length: 30 }, (_, each) =>
        stage.db.transaction((tx) =>
          recordAudit(tx, stage.as("operator"), { action: "instance.reveal", subject: String(each) }),
        ),
      ),
    );
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 30, findings: [] });
  });

  it("stays one chain where many instances are made at once, each by one statement", async () => {
    const by = stage.as("operator");
    const requests = Array.from({ length: 12 }, () => instanceRequest());
    await Promise.all([...requests, ...requests].map((request) => createInstance(by, request)));
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 24, findings: [] });
    expect(await stage.db.$count(auditEvent, isNull(auditEvent.position))).toBe(0);
  });

  it("loses nothing and gives no place away where a change is taken back", async () => {
    await recordSome(stage, 1);
    const taken = stage.db.transaction(async (tx) => {
      await recordAudit(tx, stage.as("operator"), { action: "instance.reveal", subject: "a" });
      throw new Error("taken back");
    });
    await expect(taken).rejects.toThrow("taken back");
    await recordSome(stage, 1);
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 2, findings: [] });
  });

  it("is not added to where its head is gone", async () => {
    await stage.db.delete(auditHead);
    await expect(recordSome(stage, 1)).rejects.toThrow("no head");
    expect(await stage.db.$count(auditEvent)).toBe(0);
  });

  describe("from before the chain", () => {
    beforeEach(async () => {
      const old = Array.from({ length: 3 }, (_, each) => ({
        actorId: "ana",
        actorName: "Ana",
        action: "instance.create",
        subjectType: "instance",
        subjectId: String(each),
        outcome: "succeeded" as const,
        details: { userId: "ada@example.com" },
      }));
      await stage.db.insert(auditEvent).values(old);
      await recordSome(stage, 2);
    });

    it("is closed as segment 0, once, and held to from then on", async () => {
      expect(await closeSegmentZero(stage.db, stage.signer)).toBe(true);
      expect(await closeSegmentZero(stage.db, stage.signer)).toBe(false);
      expect(await verifyDatabase(stage.db)).toMatchObject({ events: 5, findings: [] });
      const first = eq(auditEvent.subjectId, "1");
      await stage.db.update(auditEvent).set({ action: "instance.delete" }).where(first);
      expect(await findings()).toEqual([{ where: "segment 0", problem: "one of its events was changed" }]);
      await stage.db.delete(auditEvent).where(first);
      expect(await findings()).toEqual([{ where: "segment 0", problem: "has 2 events of 3" }]);
      await stage.db.update(auditSegment).set({ events: 2 });
      expect((await findings()).map(({ problem }) => problem)).toContain("its signature is not right");
    });

    it("and after it: a user is erased from it, and it stays whole", async () => {
      await closeSegmentZero(stage.db, stage.signer);
      await recordAudit(stage.db, stage.as("operator"), {
        action: "user.offboard",
        subject: "ada@example.com",
        details: { userId: "ada@example.com", job: "j", action: "offboard", total: 1 },
      });
      expect(await eraseUser(stage.db, "ada@example.com")).toBe(4);
      expect(await everyRow(stage.db)).not.toContain("ada@example.com");
      expect(await verifyDatabase(stage.db)).toMatchObject({ events: 7, erased: 4, findings: [] });
      expect(await eraseUser(stage.db, "ada@example.com")).toBe(0);
    });
  });

  it("lets go of what is too old, and the rest stays whole", async () => {
    await recordSome(stage, 5);
    const longAgo = new Date(Date.now() - 100 * DAY);
    // As they would be after a hundred days; their own times are part of the chain.
    const cut = new Date(Date.now() + 1);
    await signHead(stage.db, stage.signer);
    expect(await closeSegment(stage.db, stage.signer, longAgo)).toBe(0);
    expect(await closeSegment(stage.db, stage.signer, cut)).toBe(5);
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 0, signatures: 2, findings: [] });
    await recordSome(stage, 2);
    expect(await verifyDatabase(stage.db)).toMatchObject({ events: 2, findings: [] });
    expect(verifyFile(await exported(stage)).findings).toEqual([]);
    await stage.db.update(auditSegment).set({ last: 4 });
    expect((await findings()).map(({ where }) => where)).toContain("segment 1");
  });

  it("is seen to by a task of its own", async () => {
    await recordSome(stage, 2);
    await runDue(stage.system(), { kind: "keep-audit" });
    expect(await verifyDatabase(stage.db)).toMatchObject({ signatures: 2, findings: [] });
  });

  describe("as a file", () => {
    it.each(["viewer", "operator"] as const)("is not for a %s", async (role) => {
      const asked = exportActivity(stage.as(role), exportActivityQuerySchema.parse({}));
      await expect(asked).rejects.toMatchObject({ code: "forbidden" });
      expect(await stage.db.$count(auditEvent)).toBe(0);
    });

    it("holds the whole record, and shows every change of a line", async () => {
      await recordSome(stage);
      const file = await exported(stage);
      const { keyId } = stage.signer;
      expect(verifyFile(file, [keyId])).toEqual({ events: 7, erased: 0, signatures: 1, findings: [], keyId });
      const lines = file.trimEnd().split("\n");
      const withLines = (changed: string[]) => verifyFile(`${changed.join("\n")}\n`).findings;
      for (const [index, line] of lines.entries()) {
        const more = lines.map((each, at) => (at === index ? each.replace(/[a-z](?=[^a-z]*$)/, "Z") : each));
        expect(withLines(more).length, `line ${index}: ${line}`).toBeGreaterThan(0);
        expect(
          withLines(lines.filter((_, at) => at !== index)).length,
          `without line ${index}`,
        ).toBeGreaterThan(0);
        expect(withLines(lines.slice(0, index)).length, `up to line ${index}`).toBeGreaterThan(0);
      }
      const swapped = [...lines];
      [swapped[2], swapped[3]] = [lines[3] ?? "", lines[2] ?? ""];
      expect(withLines(swapped).map(({ where }) => where)).toContainEqual(expect.stringMatching(/^event 2 /));
      expect(withLines(lines.filter((_, at) => at !== 3))).toContainEqual({
        where: "event 3",
        problem: "missing",
      });
      expect(verifyFile("").findings).toHaveLength(2);
    });

    it("shows a change of any field of an event of every kind, in a line and in a cell", async () => {
      await recordEveryKind(stage);
      const lines = (await exported(stage)).trimEnd().split("\n");
      const rows = (await exported(stage, { format: "csv" })).split("\r\n");
      const [head = "", ...rest] = lines;
      const signature = rest.pop() ?? "";
      const events = rest.map((line) => JSON.parse(line));
      const paths = events.map((event) => leavesOf(event).filter((path) => path.at(-1) !== "position"));
      // One field of every event at a time; those that have fewer are changed in their first again.
      for (let field = 0; field < Math.max(...paths.map(({ length }) => length)); field += 1) {
        const changed = structuredClone(events);
        const chosen = paths.map((each) => each[field] ?? each[0] ?? []);
        for (const [index, path] of chosen.entries()) change(changed[index], path);
        const file = [head, ...changed.map((event) => JSON.stringify(event)), signature].join("\n");
        const told = verifyFile(`${file}\n`).findings.map(({ where }) => where);
        for (const [index, path] of chosen.entries())
          expect(told, path.join(".")).toContainEqual(
            expect.stringMatching(`^(event ${index + 1}|line ${index + 2})\\b`),
          );
      }
      const [names = [], ...cells] = rows.map((row) => row.split(/(?<=",)(?=")/));
      expect(names.length).toBeGreaterThan(16);
      for (const [index, cell] of names.entries()) {
        const changed = cells.map((row) =>
          row.with(index % row.length, `"x${row[index]?.slice(1)}`).join(""),
        );
        const { findings: told } = verifyFile([names, ...changed].join("\r\n"));
        expect(told.length, cell).toBeGreaterThan(0);
      }
    }, 120_000);

    it("is refused where it is signed by a key that is not trusted", async () => {
      await recordSome(stage, 1);
      const { findings: found } = verifyFile(await exported(stage), ["another key"]);
      expect(found).toEqual([{ where: "the signature", problem: expect.stringContaining("none of those") }]);
    });

    it("holds what a filter chooses, and proves that it is all of that", async () => {
      await recordSome(stage, 4);
      await recordAudit(stage.db, stage.as("operator"), { action: "instance.reveal", subject: "a" });
      const filter = { action: "link.confirm" };
      const file = await exported(stage, filter);
      expect(verifyFile(file)).toMatchObject({ events: 4, findings: [] });
      const lines = file.split("\n");
      expect(verifyFile(lines.filter((_, at) => at !== 2).join("\n")).findings).toContainEqual({
        where: "the file",
        problem: "is not as it was signed: it has 3 events of 4",
      });
      const { events } = await listActivity(stage.as("administrator"), activityQuerySchema.parse(filter));
      expect(events).toHaveLength(4);
    });

    it("may be CSV, which shows where it was changed", async () => {
      await recordSome(stage, 6);
      await recordAudit(stage.db, stage.as("operator"), {
        action: "link.confirm",
        subject: "=1+1\r\n,'\"",
        details: { person: "'=cmd|' /C" },
      });
      await eraseUser(stage.db, "ann 0 😀 é");
      const file = await exported(stage, { format: "csv" });
      const { keyId } = stage.signer;
      expect(verifyFile(file, [keyId])).toEqual({ events: 9, erased: 1, signatures: 1, findings: [], keyId });
      const whole = { where: "the file", problem: expect.stringContaining("is not as it was signed") };
      expect(verifyFile(file.replace("ann 1", "eve 1")).findings).toEqual([
        { where: expect.stringMatching(/^event 2 /), problem: expect.stringContaining("was changed") },
        whole,
      ]);
      const lines = file.split(/(?<=\r\n)(?="\d+"|"signature")/);
      const without = (index: number) => verifyFile(lines.filter((_, each) => each !== index).join(""));
      expect(without(4).findings).toEqual([
        { where: "event 4", problem: "missing" },
        { where: "the file", problem: "is not as it was signed: it has 8 events of 9" },
      ]);
      const swapped = [...lines];
      [swapped[2], swapped[3]] = [lines[3] ?? "", lines[2] ?? ""];
      expect(verifyFile(swapped.join("")).findings).toContainEqual({
        where: expect.stringMatching(/^event 2 /),
        problem: expect.stringContaining("the order was changed"),
      });
      for (const [index, line] of lines.slice(0, -1).entries()) {
        const changed = line.replace(/[0-9a-f](?=[^0-9a-f]*$)/, (sign) => (sign === "0" ? "1" : "0"));
        const more = lines.map((each, place) => (place === index ? changed : each)).join("");
        expect(verifyFile(more).findings.length, `line ${index}`).toBeGreaterThan(0);
      }
      expect(verifyFile(file.slice(0, -10)).findings.length).toBeGreaterThan(0);
    });

    it.each(["jsonl", "csv"])(
      "as %s it carries the ends that were signed before, by whichever key",
      async (format) => {
        await recordSome(stage, 2);
        const former = createAuditSigner("the key of before, which is another one");
        await signHead(stage.db, former);
        await recordSome(stage, 2);
        await signHead(stage.db, stage.signer);
        const file = await exported(stage, { format });
        const keys = [stage.signer.keyId, former.keyId];
        expect(verifyFile(file, keys)).toMatchObject({ events: 5, signatures: 1, findings: [] });
        expect(verifyFile(file, [stage.signer.keyId]).findings).toEqual([
          {
            where: expect.stringMatching(/^the end that was signed /),
            problem: expect.stringContaining("none of those that are trusted"),
          },
        ]);
      },
    );

    it.each(["jsonl", "csv"])(
      "as %s it gives away a chain that was made anew since an end was signed",
      async (format) => {
        await recordSome(stage, 4);
        await signHead(stage.db, stage.signer);
        await stage.db.delete(auditEvent).where(sql`${auditEvent.position} > 2`);
        const [second] = await stage.db.select().from(auditEvent).where(at(2));
        await stage.db
          .update(auditHead)
          .set({ position: 2, hash: second?.hash ?? "", previous: second?.previousHash ?? "" });
        await recordSome(stage, 3);
        expect(verifyFile(await exported(stage, { format })).findings).toEqual([
          {
            where: expect.stringMatching(/^the end that was signed /),
            problem: "is another one than event 4 in this file: the chain was made anew",
          },
        ]);
        await stage.db.update(auditSignedHead).set({ signature: "x" });
        expect(verifyFile(await exported(stage, { format })).findings).toEqual([
          {
            where: expect.stringMatching(/^the end that was signed /),
            problem: "its signature is not right",
          },
          expect.anything(),
        ]);
      },
    );

    it("of what a part was closed before, proves that nothing lies between", async () => {
      await recordSome(stage, 3);
      await closeSegment(stage.db, stage.signer, new Date(Date.now() + 1));
      await recordSome(stage, 2);
      expect(verifyFile(await exported(stage))).toMatchObject({ events: 3, findings: [] });
      await stage.db.update(auditSegment).set({ hash: "0".repeat(64) });
      const found = verifyFile(await exported(stage)).findings.map(({ where }) => where);
      expect(found).toContainEqual(expect.stringMatching(/^the part that was closed /));
    });

    it("leaves an event, which it holds too", async () => {
      await exported(stage, { action: "activity.export", format: "csv" });
      const [event] = await stage.auditOf("record");
      expect(event).toMatchObject({
        action: "activity.export",
        details: { format: "csv", filter: { action: "activity.export" } },
      });
      expect(await stage.db.$count(auditEvent, isNull(auditEvent.position))).toBe(0);
    });
  });
});

it("two processes add to one chain, and neither forks it", async () => {
  const { url, drop } = await createTestPostgres();
  const [one, other] = await Promise.all([openPostgres(url), openPostgres(url)]);
  try {
    const by = { caller: SYSTEM, request: { id: null, address: null } };
    const add = ({ db }: typeof one, each: number) =>
      db.transaction((tx) => recordAudit(tx, by, { action: "instance.reveal", subject: String(each) }));
    await Promise.all(Array.from({ length: 60 }, (_, each) => add(each % 2 ? one : other, each)));
    expect(await verifyDatabase(one.db)).toMatchObject({ events: 60, findings: [] });
  } finally {
    await Promise.all([one.close(), other.close()]);
    await drop();
  }
});
