import { describe, expect, it, test } from "vitest";
import type { Instance } from "@/lib/contracts/instance";
import { SERVER_NAMES } from "@/lib/contracts/klavis/server-name";
import {
  AT_ONCE,
  adoptable,
  adoptRequests,
  candidateKey,
  candidates,
  outcomesOf,
  type UpstreamUser,
} from "./adoption";

const USERS: UpstreamUser[] = [
  {
    userId: "ana",
    createdAt: "2026-03-12T14:05:00.000Z",
    recorded: 1,
    unrecorded: [
      { serverName: "GitHub", connected: true },
      { serverName: "Slack", connected: false },
    ],
  },
  { userId: "ben", createdAt: "2026-03-12T14:05:00.000Z", recorded: 2, unrecorded: [] },
  {
    userId: 'an"a',
    createdAt: "2026-03-12T14:05:00.000Z",
    recorded: 0,
    unrecorded: [{ serverName: "GitHub", connected: false }],
  },
];

test("a request holds what was chosen of one user, a few at a time, and nobody else is asked for", () => {
  const chosen = new Set([candidateKey("ana", "Slack"), candidateKey('an"a', "GitHub")]);
  expect(adoptRequests(USERS, chosen)).toEqual([
    { userId: "ana", serverNames: ["Slack"] },
    { userId: 'an"a', serverNames: ["GitHub"] },
  ]);
  expect(adoptRequests(USERS, new Set())).toEqual([]);

  const names = SERVER_NAMES.slice(0, AT_ONCE + 1);
  const unrecorded = names.map((serverName) => ({ serverName, connected: false }));
  const all = new Set(names.map((serverName) => candidateKey("ben", serverName)));
  expect(adoptRequests([{ userId: "ben", createdAt: "", recorded: 0, unrecorded }], all)).toEqual([
    { userId: "ben", serverNames: names.slice(0, AT_ONCE) },
    { userId: "ben", serverNames: names.slice(AT_ONCE) },
  ]);
});

test("what failed may be chosen again, what was adopted may not", () => {
  const instance = { serverName: "GitHub" } as Instance;
  const outcomes = new Map(
    outcomesOf("ana", { adopted: [instance], failures: [{ serverName: "Slack", reason: "It is full." }] }),
  );
  expect(candidates(USERS, outcomes)).toEqual([candidateKey("ana", "Slack"), candidateKey('an"a', "GitHub")]);
});

describe("adoptable", () => {
  const users = [
    { userId: "Ana@acme.example", createdAt: null, recorded: 1, unrecorded: [] },
    {
      userId: "Ben@acme.example",
      createdAt: null,
      recorded: 0,
      unrecorded: [{ serverName: "GitHub" as const, connected: true }],
    },
  ];
  it.each([
    ["", ["Ben@acme.example"]],
    ["ACME ben", ["Ben@acme.example"]],
    ["ana", []],
    [".*", []],
  ])("finds for %j %j, and nobody who has nothing to adopt", (q, found) => {
    expect(adoptable(users, q).map(({ userId }) => userId)).toEqual(found);
  });
});
