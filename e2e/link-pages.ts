import type { Page } from "@playwright/test";
import type { Instance } from "@/lib/contracts/instance";
import type { CreateLinkAnswer, CreateLinkRequestInput } from "@/lib/contracts/link";
import type { ServerName } from "@/lib/contracts/server-name";
import { connectByWindow, somebody } from "./create-page";
import { expect } from "./test";

/** The dialog in which an operator makes a link, in the words that stand in it. */
export function linkDialog(page: Page) {
  const dialog = page.getByRole("dialog");
  return {
    dialog,
    open: page.getByRole("button", { name: "Create connect link" }),
    user: dialog.getByRole("combobox", { name: "User" }),
    server: (name: string) => dialog.getByRole("checkbox", { name: new RegExp(`^${name}`) }),
    person: dialog.getByRole("textbox", { name: "Name of the person" }),
    worksFor: dialog.getByRole("combobox", { name: "Expires after" }),
    hours: dialog.getByRole("spinbutton", { name: "Hours" }),
    create: dialog.getByRole("button", { name: "Create link" }),
    link: dialog.getByRole("region", { name: "connect link" }),
    done: dialog.getByRole("button", { name: "Done" }),
    /** The link in full, as somebody reads it off the dialog. */
    async read(): Promise<string> {
      await expect(this.link).toContainText("/c/");
      return (await this.link.textContent())?.trim() ?? "";
    },
  };
}

/** The operator's list of links. */
export function linksPage(page: Page) {
  const list = page.getByRole("region", { name: "Connect links" });
  return {
    list,
    row: (person: string) => list.getByRole("row").filter({ hasText: person }).first(),
    menu: (person: string) =>
      list.getByRole("button", { name: `Actions for the link for ${person}` }).first(),
    /** In the menu of its row, once that is open. */
    revoke: page.getByRole("menuitem", { name: "Revoke" }),
    async open() {
      await page.goto("/links");
      await expect(page.getByRole("heading", { name: "Connect links" })).toBeVisible();
    },
  };
}

/** The page of somebody who was sent a link. */
export function personPage(page: Page) {
  return {
    heading: page.getByRole("heading", { name: "Connect your accounts" }),
    question: (person: string) => page.getByRole("heading", { name: `Are you ${person}?` }),
    yes: page.getByRole("button", { name: "Yes, that is me" }),
    no: page.getByRole("button", { name: "No", exact: true }),
    progress: (done: number, all: number) => page.getByText(`${done} of ${all} connected`, { exact: true }),
    account: (server: string) =>
      page.getByRole("listitem").filter({ has: page.getByRole("heading", { name: server, exact: true }) }),
    end: page.getByText("All done. You can close this page."),
    gone: page.getByRole("heading", { name: "This link does not work" }),
  };
}

/** A name that no other test knows. */
export const named = (): string => `Ana ${somebody().slice(0, 8)}`;

export const ids = (instances: readonly Instance[]): string[] => instances.map(({ id }) => id);

/** Instances of one person whom no other test knows, created by the API. */
export async function recordFor(
  page: Page,
  origin: string,
  servers: readonly ServerName[],
  more: { isReadOnly?: boolean } = {},
): Promise<Instance[]> {
  const userId = somebody();
  const made: Instance[] = [];
  for (const serverName of servers) {
    const answer = await page.request.post(`${origin}/api/instances`, {
      headers: { origin },
      data: { serverName, userId, ...more },
    });
    expect(answer.ok(), await answer.text()).toBe(true);
    made.push((await answer.json()).instance);
  }
  return made;
}

/** A link by the API; answers where it leads. */
export async function makeLink(
  page: Page,
  origin: string,
  request: CreateLinkRequestInput,
): Promise<CreateLinkAnswer> {
  const answer = await page.request.post(`${origin}/api/links`, { headers: { origin }, data: request });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

/** Opens a link and says that one is who it is for. */
export async function confirmOn(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await personPage(page).yes.click();
  await expect(page.getByRole("heading", { name: /^Accounts of/ })).toBeFocused();
}

/** From the opening of a link to its plain end, for services that ask for consent. */
export async function useUp(page: Page, url: string, ...servers: string[]): Promise<void> {
  await confirmOn(page, url);
  for (const [done, server] of servers.entries()) {
    await connectByWindow(page, server);
    await expect(personPage(page).progress(done + 1, servers.length)).toBeVisible();
  }
  await expect(personPage(page).end).toBeVisible();
}
