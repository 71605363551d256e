import { randomBytes } from "node:crypto";
import { expectAccessibleEverywhere } from "./axe";
import { connectByWindow, consentPage, createPage, openWindow, somebody } from "./create-page";
import {
  confirmOn,
  ids,
  linkDialog,
  linksPage,
  makeLink,
  named,
  personPage,
  recordFor,
  useUp,
} from "./link-pages";
import { administratorEnv, expect, test } from "./test";

const guess = () => randomBytes(32).toString("base64url");

test.describe("a link leads nowhere", () => {
  test("that is unknown, revoked, used up or no link at all, and all of these look alike", async ({
    page,
    meet,
    app,
  }) => {
    const revoked = await makeLink(page, app.origin, {
      instanceIds: ids(await recordFor(page, app.origin, ["GitHub"])),
      person: named(),
    });
    await page.request.delete(`${app.origin}/api/links/${revoked.link.id}`, {
      headers: { origin: app.origin },
    });
    const used = await makeLink(page, app.origin, {
      instanceIds: ids(await recordFor(page, app.origin, ["GitHub"])),
      person: named(),
    });
    await useUp(await meet(), used.url, "GitHub");

    const stranger = await meet();
    const shown: string[] = [];
    for (const url of [revoked.url, used.url, `${app.origin}/c/${guess()}`, `${app.origin}/c/made-up`]) {
      const answer = await stranger.goto(url);
      expect(answer?.status(), url).toBe(404);
      await expect(personPage(stranger).gone).toBeVisible();
      shown.push(await stranger.locator("body").innerHTML().then(withoutScripts));
      const api = await stranger.request.get(url.replace("/c/", "/api/c/"));
      expect(api.status(), url).toBe(url.endsWith("made-up") ? 422 : 410);
    }
    expect(new Set(shown).size).toBe(1);
  });

  test("and who guesses too often is not answered for a while", async ({ meet, start }) => {
    const app = await start({ env: administratorEnv() });
    const page = await meet({ baseURL: app.origin });
    await page.goto(`/c/${guess()}`);
    // By the browser itself: another client may reach the console from another of the machine's addresses.
    const statuses = await page.evaluate(
      async (tokens) => {
        const answered: number[] = [];
        for (const token of tokens) answered.push((await fetch(`/api/c/${token}`)).status);
        return answered;
      },
      Array.from({ length: 30 }, guess),
    );
    expect(statuses.slice(0, 29)).toEqual(Array(29).fill(410));
    expect(statuses.at(-1)).toBe(429);
    await page.reload();
    await expect(page.getByRole("heading", { name: "Too many tries" })).toBeVisible();
    await expect(page.getByText(/Wait (a minute|\d+ minutes)/)).toBeVisible();
  });

  test("that is revoked while somebody has it open", async ({ page, meet, app }) => {
    const person = named();
    const instances = await recordFor(page, app.origin, ["GitHub"]);
    const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person });
    const theirs = await meet();
    await confirmOn(theirs, url);

    const on = linksPage(page);
    await on.open();
    await on.menu(person).click();
    await on.revoke.click();
    const question = page.getByRole("alertdialog");
    await expect(question).toContainText("Accounts that were connected with it stay connected.");
    await expect(question.getByRole("button", { name: "Keep it" })).toBeFocused();
    await question.getByRole("button", { name: "Revoke link" }).click();
    await expect(on.row(person)).toContainText("Revoked");
    await on.menu(person).click();
    await expect(page.getByRole("menuitem", { name: "Create a new link" })).toBeVisible();
    await expect(on.revoke).toHaveCount(0);

    const window = await openWindow(theirs, createPage(theirs).connect("GitHub"));
    await expect(window.getByRole("alert")).toContainText("This link does not work any more.");
    await expect(personPage(theirs).gone).toBeVisible();
  });
});

test.describe("nobody connects in another's place", () => {
  test("before saying who they are, or from a browser that has not said so", async ({ page, meet, app }) => {
    const instances = await recordFor(page, app.origin, ["GitHub", "Brave Search"]);
    const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
    await confirmOn(await meet(), url);
    const stranger = await meet();
    await stranger.goto(url);
    await expect(personPage(stranger).yes).toBeVisible();
    await expect(createPage(stranger).connect("GitHub")).toHaveCount(0);
    expect((await stranger.goto(`${url}/start/0`))?.status()).toBe(403);
    await expect(stranger.getByRole("alert")).toContainText("Say first that you are the person");
    const key = await stranger.request.post(`${url.replace("/c/", "/api/c/")}/items/1/key`, {
      headers: { origin: app.origin },
      data: { key: "mine" },
    });
    expect(key.status()).toBe(403);
  });

  test("by opening the way back from the provider in another browser", async ({ page, meet, app }) => {
    const instances = await recordFor(page, app.origin, ["GitHub"]);
    const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
    const person = await meet();
    const stranger = await meet();
    for (const opened of [person, stranger]) await confirmOn(opened, url);
    const begun = await person.request.get(`${url}/start/0`, { maxRedirects: 0 });
    const back = new URL(begun.headers().location ?? "").searchParams.get("redirect_url") ?? "";
    for (const other of [stranger, page]) {
      expect((await other.goto(back))?.status()).toBe(404);
      await expect(other.getByRole("alert")).toContainText("does not belong to a window that is open");
    }
    expect((await person.goto(back))?.status()).toBe(200);
  });
});

test("an operator sends a link for two servers, and follows it to the end", async ({ page, meet, app }) => {
  const person = named();
  const [github] = await recordFor(page, app.origin, ["GitHub", "Slack", "Notion"], { isReadOnly: true });
  await page.goto(`/instances/new?instance=${github?.id}`);
  const dialog = linkDialog(page);
  await dialog.open.click();

  await test.step("what is wrong is said on the field, and what was typed stays", async () => {
    await expect(dialog.server("GitHub")).toBeChecked();
    for (const server of ["GitHub", "Slack", "Notion"]) await dialog.server(server).uncheck();
    await expect(dialog.person).toHaveValue(github?.userId ?? "");
    await dialog.person.fill("  ");
    await dialog.worksFor.selectOption("Another time");
    await dialog.hours.fill("721");
    await dialog.create.click();
    await expect(dialog.dialog.getByText("Choose at least one server.")).toBeVisible();
    await expect(dialog.dialog.getByText("Say whom the link is for.")).toBeVisible();
    await expect(dialog.dialog.getByText("A link lives for 30 days at the most.")).toBeVisible();
  });

  const url = await test.step("the link is shown once", async () => {
    await dialog.server("GitHub").check();
    await dialog.server("Slack").check();
    await dialog.person.fill(person);
    await dialog.hours.fill("2");
    await dialog.create.click();
    await expect(dialog.dialog.getByText("Copy it now: it will not be shown again")).toBeVisible();
    const link = await dialog.read();
    await expect(dialog.dialog.getByText(`The page asks whether you are ${person}`)).toBeVisible();
    await page.mouse.click(2, 2);
    await expect(dialog.link, "a slip of the pointer does not lose it").toBeVisible();
    await dialog.done.click();
    await dialog.open.click();
    await expect(dialog.create).toBeVisible();
    await expect(dialog.link).toHaveCount(0);
    await page.keyboard.press("Escape");
    return link;
  });

  const on = linksPage(page);
  await on.open();
  await expect(on.row(person)).toContainText("Not opened yet");
  await expect(on.row(person)).toContainText("Expires in 2 hours");
  await expect(on.row(person)).not.toContainText("Notion");
  expect(await page.content()).not.toContain(new URL(url).pathname);

  const theirs = await meet();
  const at = personPage(theirs);
  await test.step("the person sees what is asked, and is asked who they are", async () => {
    await theirs.goto(url);
    await expect(at.question(person)).toBeVisible();
    await expect(theirs.getByText("Your agent can look, and change nothing.")).toHaveCount(2);
    await expect(on.row(person)).toContainText("Opened once");
    await at.no.click();
    await expect(theirs.getByRole("heading", { name: "Then please close this page" })).toBeVisible();
    await theirs.getByRole("button", { name: "Back to the question" }).click();
    await at.yes.click();
    await expect(at.progress(0, 2)).toBeVisible();
  });

  await test.step("Deny is told, and can be followed by Allow", async () => {
    const window = await openWindow(theirs, createPage(theirs).connect("GitHub"));
    await consentPage(window, "GitHub").deny.click();
    await expect(at.account("GitHub").getByRole("alert")).toContainText("Access was denied.");
    await window.close();
    await connectByWindow(theirs, "GitHub");
    await expect(at.progress(1, 2)).toBeVisible();
    await expect(at.account("GitHub")).toContainText("Connected");
  });

  await test.step("the operator sees it live", async () => {
    await expect(on.row(person)).toContainText("Partly connected");
    await connectByWindow(theirs, "Slack");
    await expect(at.end).toBeVisible();
    await expect(on.row(person).getByText("2 of 2")).toBeVisible();
    await expect(on.row(person).getByText("Connected", { exact: true })).toBeVisible();
    // It still opens where it was used, to look back.
    await on.menu(person).click();
    await expect(on.revoke).toBeVisible();
    await page.keyboard.press("Escape");
  });

  await test.step("the finished link opens here, and in no other browser", async () => {
    await theirs.reload();
    await expect(at.end).toBeVisible();
    const other = await meet();
    await other.goto(url);
    await expect(personPage(other).gone).toBeVisible();
    await expect(on.row(person)).toContainText("Opened once");
  });
});

test("a link can be made from the list, for a user who is typed in", async ({ page, app }) => {
  const [made] = await recordFor(page, app.origin, ["GitHub"]);
  await linksPage(page).open();
  const dialog = linkDialog(page);
  await dialog.open.click();
  await expect(dialog.create).toBeDisabled();
  // Enter that ends a conversion belongs to the input method.
  await dialog.user.fill("やま");
  await dialog.user.dispatchEvent("keydown", { key: "Enter", isComposing: true, bubbles: true });
  await dialog.user.dispatchEvent("keydown", { key: "Enter", keyCode: 229, bubbles: true });
  await expect(dialog.dialog.getByText(/Nothing waits to be connected|Looking for servers/)).toHaveCount(0);
  await dialog.user.fill(somebody());
  await dialog.user.press("Enter");
  await expect(dialog.dialog.getByText("Nothing waits to be connected")).toBeVisible();
  await dialog.user.fill(made?.userId ?? "");
  await dialog.user.press("Enter");
  await dialog.create.click();
  await dialog.read();
  // The habit of pressing Escape must not lose what is shown once.
  await page.keyboard.press("Escape");
  await dialog.read();
  await dialog.done.click();
  await expect(linksPage(page).row(made?.userId ?? "")).toContainText("Not opened yet");
});

test("a person is reminded by a new address, and the old one works no more", async ({ page, meet, app }) => {
  const [waiting] = await recordFor(page, app.origin, ["GitHub"]);
  const person = somebody();
  const { url } = await makeLink(page, app.origin, { instanceIds: [waiting?.id ?? ""], person });
  const on = linksPage(page);
  await on.open();
  await on.menu(person).click();
  await page.getByRole("menuitem", { name: "Remind" }).click();
  const dialog = page.getByRole("dialog", { name: `Remind ${person}` });
  await expect(dialog).toContainText("The address that was sent before works no more");
  await dialog.getByRole("button", { name: "Remind" }).click();
  const renewed = await linkDialog(page).read();
  expect(renewed).not.toBe(url);
  await expectAccessibleEverywhere(page);
  const other = await meet();
  await other.goto(url);
  await expect(personPage(other).gone).toBeVisible();
  await other.goto(renewed);
  await expect(personPage(other).question(person)).toBeVisible();
});

test("axe finds nothing on the list, in its dialogs and in the message", async ({ page, app }) => {
  const person = named();
  const [made] = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const on = linksPage(page);
  await on.open();
  const dialog = linkDialog(page);
  await dialog.open.click();
  await expectAccessibleEverywhere(page);
  await dialog.user.fill(made?.userId ?? "");
  await dialog.user.press("Enter");
  await dialog.person.fill("");
  await dialog.create.click();
  await expect(dialog.dialog.getByText("Say whom the link is for.")).toBeVisible();
  await expectAccessibleEverywhere(page);
  await dialog.person.fill(person);
  await dialog.create.click();
  await dialog.read();
  await expectAccessibleEverywhere(page);
  await dialog.done.click();
  await expect(on.row(person)).toBeVisible();
  await expectAccessibleEverywhere(page);
  await on.menu(person).click();
  await on.revoke.click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await expectAccessibleEverywhere(page);
});

test("the signed-out neither see nor make nor revoke links", async ({ page, app, meet }) => {
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { link } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const stranger = await meet({ baseURL: app.origin });
  await stranger.goto("/links");
  await expect(stranger).toHaveURL(/\/sign-in\?next=%2Flinks$/);
  const headers = { origin: app.origin };
  const answers = [
    await stranger.request.get("/api/links"),
    await stranger.request.post("/api/links", {
      headers,
      data: { instanceIds: ids(instances), person: "Eve" },
    }),
    await stranger.request.delete(`/api/links/${link.id}`, { headers }),
  ];
  expect(answers.map((answer) => answer.status())).toEqual([401, 401, 401]);
});

/** The body without what carries the address itself. */
function withoutScripts(html: string): string {
  return html.replace(/<script[\s\S]*?<\/script>/g, "");
}
