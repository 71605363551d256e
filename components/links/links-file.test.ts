import { expect, test } from "vitest";
import type { CreateLinkAnswer } from "@/lib/contracts/link";
import { linksFile } from "./links-file";

const made = (person: string): CreateLinkAnswer => ({
  url: "https://console.example.com/c/secret",
  link: {
    id: "1",
    person,
    userId: person,
    state: "not-opened",
    openings: 0,
    items: [
      { instanceId: "a", serverName: "GitHub", status: "waiting" },
      { instanceId: "b", serverName: "Gmail", status: "waiting" },
    ],
    createdBy: "Ana",
    createdAt: "2026-03-12T14:05:00.000Z",
    expiresAt: "2026-03-19T14:05:00.000Z",
  },
});

test("each link is a line with whom it is for, what it connects and until when", async () => {
  const file = linksFile([made("ana@example.com")]);
  expect(file.name).toBe("connect-links-2026-03-12.csv");
  expect([...new Uint8Array(await file.arrayBuffer()).slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  expect(await file.text()).toBe(
    '"person","user","servers","link","expires_at"\r\n' +
      '"ana@example.com","ana@example.com","GitHub, Gmail","https://console.example.com/c/secret","2026-03-19T14:05:00.000Z"\r\n',
  );
});

test("no user becomes a formula", async () => {
  expect(await linksFile([made("=HYPERLINK(1)")]).text()).toContain(`\r\n"'=HYPERLINK(1)","'=HYPERLINK(1)",`);
});
