import { index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { encrypted } from "../encrypted";
import { timestamp } from "../timestamp";
import { engineInstance } from "./engine";

/** Sessions and streams of MCP clients, by the process that has them open. */
export const gatewaySession = pgTable(
  "gateway_session",
  {
    idHash: text().primaryKey(),
    instanceId: uuid()
      .notNull()
      .references(() => engineInstance.id, { onDelete: "cascade" }),
    owner: uuid().notNull(),
    /** When its owner last said that it is still there. */
    seenAt: timestamp().notNull().defaultNow(),
  },
  (table) => [index("gateway_session_owner").on(table.owner)],
);

/** Requests of a session that reached another process than its owner, until they are answered. */
export const gatewayRequest = pgTable(
  "gateway_request",
  {
    id: uuid().primaryKey().defaultRandom(),
    owner: uuid().notNull(),
    /** Method, address, headers and body, encrypted. */
    request: encrypted().notNull(),
    createdAt: timestamp().notNull().defaultNow(),
    takenAt: timestamp(),
  },
  (table) => [index("gateway_request_owner").on(table.owner, table.takenAt)],
);

/** What such a request is answered, part by part, until it is read. With its request, the rest of the answer is gone. */
export const gatewayAnswer = pgTable(
  "gateway_answer",
  {
    requestId: uuid()
      .notNull()
      .references(() => gatewayRequest.id, { onDelete: "cascade" }),
    position: integer().notNull(),
    kind: text({ enum: ["head", "chunk", "end"] }).notNull(),
    /** Encrypted; empty at the end. */
    content: encrypted().notNull(),
  },
  (table) => [primaryKey({ columns: [table.requestId, table.position] })],
);
