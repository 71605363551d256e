import type { EventType } from "@/lib/contracts/event";
import { runDue } from "../../background/run";
import { startServer, type TestServer } from "../../upstream/testing";
import type { TestConsole } from "../testing";
import { createWebhook } from "./create";

/** An endpoint of a test: a real server, which answers with what it is told to. */
export type Receiver = TestServer & { host: string; answers: (number | "slowly")[] };

/** It answers 204, unless `answers` holds what comes next; to `slowly`, it answers nothing. */
export async function startReceiver(): Promise<Receiver> {
  const answers: Receiver["answers"] = [];
  const server = await startServer((response) => {
    const status = answers.shift() ?? 204;
    if (status === "slowly") return;
    const elsewhere = status >= 300 && status < 400 ? { location: "/elsewhere" } : {};
    response.writeHead(status, elsewhere).end(status === 204 ? undefined : `answered ${status}`);
  });
  return Object.assign(server, { answers, host: new URL(server.url).host });
}

/** Adds an endpoint at a receiver. */
export function addWebhook(stage: TestConsole, { url }: Receiver, events: EventType[], path = "/hooks") {
  return createWebhook(stage.as("administrator"), { url: url + path, events });
}

/** What the tasks do with the outbox and with what is due, once. */
export function deliver(stage: TestConsole) {
  return runDue(stage.system(), { kind: "deliver-events" });
}
