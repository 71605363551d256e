import { randomUUID } from "node:crypto";
import { instance } from "../../db/schema/instance";
import type { TestConsole } from "../testing";
import { sealUrls } from "./secrets";
import type { InstanceRow } from "./serialize";

/** Puts an instance into the record, as if it had been created; the upstream knows nothing of it. */
export async function record(
  { db, cipher }: Pick<TestConsole, "db" | "cipher">,
  more: Partial<typeof instance.$inferInsert> = {},
): Promise<InstanceRow> {
  const id = more.id ?? randomUUID();
  const serverUrl = `https://console.example.com/engine/mcp/${id}/a-key`;
  const [row] = await db
    .insert(instance)
    .values({
      id,
      upstream: "embedded",
      upstreamInstanceId: randomUUID(),
      serverName: "GitHub",
      userId: `user-${id}`,
      connectionType: "StreamableHttp",
      legacy: false,
      isReadOnly: false,
      ...sealUrls({ cipher }, { id, upstream: more.upstream ?? "embedded" }, { serverUrl, oauthUrl: null }),
      status: "waiting",
      createdBy: "member-operator",
      createdByName: "Some operator",
      ...more,
    })
    .returning();
  if (!row) throw new Error("the instance was not recorded");
  return row;
}
