import { describe, expect, it } from "vitest";
import type { CreateLinkAnswer } from "@/lib/contracts/link";
import type { ServerName } from "@/lib/contracts/server-name";
import { linkMessage, mailAddress } from "./link-message";

const made = (...names: ServerName[]): CreateLinkAnswer => ({
  url: "https://console.example.com/c/secret",
  link: {
    id: "b8b8fe44-1f3e-4a43-9d43-0b8a6a0a8a11",
    person: "Ana Ferreira",
    userId: "user-7",
    state: "not-opened",
    openings: 0,
    items: names.map((serverName, index) => ({
      instanceId: `instance-${index}`,
      serverName,
      status: "waiting",
    })),
    createdBy: "Olga Operator",
    createdAt: "2030-01-01T00:00:00.000Z",
    expiresAt: "2030-01-08T09:30:00.000Z",
  },
});

describe("the message that a connect link is sent with", () => {
  it("tells no id of ours and no user id", () => {
    const message = linkMessage(made("GitHub"));
    for (const inner of ["b8b8fe44", "instance-0", "user-7"]) expect(message).not.toContain(inner);
  });

  it("says what it is for, where it leads, whom it is for and until when it works", () => {
    const message = linkMessage(made("GitHub"));
    expect(message).toContain("please connect GitHub, so that your AI agent can work with it:");
    expect(message).toContain("\n\nhttps://console.example.com/c/secret\n\n");
    expect(message).toContain("whether you are Ana Ferreira");
    expect(message).toContain("works until 8 Jan 2030, 09:30 UTC");
  });

  it("names every service, and each once", () => {
    expect(linkMessage(made("GitHub", "Slack", "Slack", "Jira"))).toContain(
      "connect GitHub, Slack and Jira, so that your AI agent can work with them",
    );
  });
});

describe("as a mail", () => {
  it.each([
    [{ userId: "ana@acme.example" }, "ana%40acme.example"],
    [{ userId: "u-1", person: "ana@acme.example" }, "ana%40acme.example"],
    [{ userId: "u-1", person: "Ana" }, ""],
    // What could add a recipient or a header is no address.
    [{ userId: "a@b.c,evil@b.c", person: "a@b.c?bcc=d <e@f.g>" }, ""],
  ])("for %o goes to %j", (who, to) => {
    const answer = made("GitHub");
    const address = mailAddress({ ...answer, link: { ...answer.link, person: "Ana", ...who } });
    expect(address.startsWith(`mailto:${to}?subject=`)).toBe(true);
    expect(new URLSearchParams(address.split("?")[1]).get("body")).toContain(answer.url);
  });
});
