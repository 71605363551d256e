import { randomUUID } from "node:crypto";
import type { Locator, Page } from "@playwright/test";
import { expect } from "./test";

/** A person whom no other test knows. */
export function somebody(): string {
  return `${randomUUID().slice(0, 8)}@example.com`;
}

/** The create page, in the words that stand on it. */
export function createPage(page: Page) {
  const outcome = page.getByRole("region", { name: "Outcome" });
  const latest = page.getByRole("region", { name: "Latest instances" });
  return {
    outcome,
    latest,
    picker: page.getByRole("button", { name: /^Server / }),
    search: page.getByRole("combobox", { name: "Search servers" }),
    user: page.getByRole("combobox", { name: "User" }),
    platform: page.getByRole("combobox", { name: "Platform" }),
    readOnly: page.getByRole("switch", { name: "Read-only" }),
    submit: page.getByRole("button", { name: "Create server URL" }),
    tab: (name: string) => page.getByRole("tab", { name }),
    json: page.getByRole("region", { name: "request as JSON" }),
    curl: page.getByRole("region", { name: "request as curl" }),
    url: page.getByRole("region", { name: "server URL" }),
    reveal: page.getByRole("button", { name: "Reveal server URL" }),
    connect: (server: string) => page.getByRole("button", { name: `Connect ${server}`, exact: true }),
    /** The sign-in state that stands in the result, in the one vocabulary. */
    status: (label: string) => outcome.getByText(label, { exact: true }),
    listed: (server: string, user: string) =>
      latest.getByRole("listitem").filter({ hasText: user }).filter({ hasText: server }),

    async open() {
      await page.goto("/instances/new");
      await expect(page.getByRole("heading", { name: "Create a server URL" })).toBeVisible();
    },
    async choose(typed: string, name: string) {
      await this.picker.click();
      await this.search.fill(typed);
      await page.getByRole("option", { name }).first().click();
      await expect(this.picker).toContainText(name);
    },
    /** Opens the request as it will be sent. */
    async showRequest() {
      await page.getByText("The request as JSON and curl").click();
      await expect(this.json).toBeVisible();
    },
    /** Creates an instance and answers its address on this page, from which it can be opened again. */
    async create(server: string, user: string, { readOnly = false } = {}): Promise<string> {
      await this.choose(server, server);
      await this.user.fill(user);
      await this.readOnly.setChecked(readOnly);
      await this.submit.click();
      await expect(outcome.getByRole("heading", { name: server })).toBeVisible();
      await expect(page).toHaveURL(/\?instance=/);
      return page.url();
    },
    /** The URL in full, as somebody reads it off the page. */
    async readUrl(): Promise<string> {
      await this.reveal.click();
      await expect(this.url).toContainText("/engine/mcp/");
      return (await this.url.textContent())?.trim() ?? "";
    },
  };
}

/** Presses a button and answers the window that opens. */
export async function openWindow(page: Page, button: Locator): Promise<Page> {
  const opening = page.waitForEvent("popup");
  await button.click();
  return opening;
}

/** The sandbox's consent page, wherever it is shown. */
export function consentPage(page: Page, server: string) {
  return {
    heading: page.getByRole("heading", { name: `Sandbox, standing in for ${server}` }),
    allow: page.getByRole("button", { name: "Allow", exact: true }),
    deny: page.getByRole("button", { name: "Deny", exact: true }),
    cutOff: page.getByRole("link", { name: "Reload this page cut off from its opener" }),
    isCutOff: page.getByText("This page is cut off from its opener"),
    ending: (label: string) => page.getByRole("button", { name: label }),
    /** Shows what the sandbox does on request, as providers do that misbehave. */
    async showEndings() {
      await page.getByText("Try the flow's other endings").click();
    },
  };
}

/** From the Connect button to the window's closing of itself. */
export async function connectByWindow(page: Page, server: string): Promise<void> {
  const window = await openWindow(page, createPage(page).connect(server));
  const closed = window.waitForEvent("close");
  await consentPage(window, server).allow.click();
  await closed;
}
