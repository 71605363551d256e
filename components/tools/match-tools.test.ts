import { describe, expect, it } from "vitest";
import type { Tool } from "@/lib/contracts/tool";
import { matchTools } from "./match-tools";

const tool = (name: string, description = "", title: string | null = null): Tool => ({
  name,
  title,
  description,
  readOnly: false,
  destructive: true,
  inputSchema: {},
});
const tools = [
  tool("github_list_issues", "Lists issues, the newest first."),
  tool("github_create_issue", "Adds a new issue."),
  tool("sendMail", "", "Send a message"),
];
const names = (typed: string) => matchTools(tools, typed).map(({ name }) => name);

describe("matchTools", () => {
  it.each(["nothing like it", "list create"])("finds none for %j", (typed) => {
    expect(names(typed)).toEqual([]);
  });

  it.each([
    ["", ["github_list_issues", "github_create_issue", "sendMail"]],
    ["  ", ["github_list_issues", "github_create_issue", "sendMail"]],
    ["LIST issues", ["github_list_issues"]],
    ["list_issues", ["github_list_issues"]],
    ["newest", ["github_list_issues"]],
    ["issue github", ["github_list_issues", "github_create_issue"]],
    ["send mail", ["sendMail"]],
    ["message", ["sendMail"]],
  ])("finds by every word: %j", (typed, found) => {
    expect(names(typed)).toEqual(found);
  });
});
