import type { Page } from "@playwright/test";
import { activityPath } from "@/lib/paths";
import { localWords } from "@/lib/words/time";
import { expectAccessibleEverywhere } from "./axe";
import { connectByWindow, consentPage, createPage, openWindow } from "./create-page";
import { confirmOn, ids, linkDialog, linksPage, makeLink, named, personPage, recordFor } from "./link-pages";
import { expect, test } from "./test";

test("an account that stopped being valid is connected again, by the same link", async ({
  page,
  meet,
  app,
}) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet();
  await confirmOn(theirs, url);
  await connectByWindow(theirs, "GitHub");
  await expect(personPage(theirs).progress(1, 2)).toBeVisible();
  await page.request.delete(`/api/instances/${instances[0]?.id}/authorization`, {
    headers: { origin: app.origin },
  });
  await theirs.reload();
  await expect(personPage(theirs).progress(0, 2)).toBeVisible();
  await connectByWindow(theirs, "GitHub");
  await expect(personPage(theirs).progress(1, 2)).toBeVisible();
});

test("the person's page tells nothing that is not theirs to know, and asks nobody else for anything", async ({
  page,
  meet,
  app,
}) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const [github] = instances;
  const revealed = await page.request.post(`/api/instances/${github?.id}/reveal`, {
    headers: { origin: app.origin },
  });
  const { serverUrl } = await revealed.json();
  const { link, url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });

  const theirs = await meet();
  const seen = collect(theirs);
  const answer = await theirs.goto(url);
  const headers = answer?.headers() ?? {};
  expect(headers["referrer-policy"]).toBe("no-referrer");
  expect(headers["cross-origin-opener-policy"]).toBe("same-origin-allow-popups");
  expect(headers["content-security-policy"]).toMatch(/script-src 'self' 'nonce-[^']+' 'strict-dynamic';/);
  await expect(theirs.locator('meta[name="robots"]')).toHaveAttribute("content", /noindex/);
  await personPage(theirs).yes.click();
  await connectByWindow(theirs, "GitHub");
  await expect(personPage(theirs).progress(1, 2)).toBeVisible();
  await theirs.reload();

  expect([...seen.origins]).toEqual([app.origin]);
  const told = (await Promise.all(seen.bodies)).join("\n") + (await theirs.content());
  const hidden = [serverUrl, new URL(serverUrl).pathname, link.id, link.userId, "Embedded engine", "Klavis"];
  for (const secret of [...hidden, ...instances.flatMap(({ id, instanceId }) => [id, instanceId])]) {
    expect(told).not.toContain(secret);
  }
});

test("a name that is written as markup is shown as it was written", async ({ page, meet, app }) => {
  const person = `<img src=x onerror="document.title='taken'"><script>document.title='taken'</script>`;
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person });
  const theirs = await meet();
  await theirs.goto(url);
  await expect(personPage(theirs).question(person)).toBeVisible();
  await personPage(theirs).yes.click();
  await expect(theirs.getByRole("heading", { name: `Accounts of ${person}` })).toBeVisible();
  await linksPage(page).open();
  await expect(linksPage(page).row(person)).toBeVisible();
  for (const opened of [theirs, page]) await expect(opened).not.toHaveTitle("taken");
});

test("everything can be done by keyboard", async ({ page, meet, app }) => {
  const person = named();
  const [github] = await recordFor(page, app.origin, ["GitHub"]);
  await page.goto(`/instances/new?instance=${github?.id}`);
  const dialog = linkDialog(page);
  await dialog.open.focus();
  await page.keyboard.press("Enter");
  await expect(dialog.server("GitHub")).toBeChecked();
  await tabTo(page, dialog.person);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(person);
  await page.keyboard.press("Enter");
  const url = await dialog.read();
  await tabTo(page, dialog.done);
  await page.keyboard.press("Enter");
  await expect(dialog.dialog).toHaveCount(0);
  await expect(dialog.open).toBeFocused();

  const theirs = await meet();
  await theirs.goto(url);
  await tabTo(theirs, personPage(theirs).yes);
  await theirs.keyboard.press("Enter");
  await expect(theirs.getByRole("heading", { name: `Accounts of ${person}` })).toBeFocused();
  await tabTo(theirs, createPage(theirs).connect("GitHub"));
  const opening = theirs.waitForEvent("popup");
  await theirs.keyboard.press("Enter");
  const window = await opening;
  const closed = window.waitForEvent("close");
  await tabTo(window, consentPage(window, "GitHub").allow);
  await window.keyboard.press("Enter");
  await closed;
  await expect(personPage(theirs).end).toBeFocused();
  await expect(theirs.getByRole("button", { name: "Reconnect GitHub" })).toHaveCount(0);
});

test("on a touch device everything happens in one tab", async ({ page, meet, app }) => {
  const person = named();
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person });
  const phone = await meet({
    hasTouch: true,
    isMobile: true,
    viewport: { width: 390, height: 844 },
  });
  const at = personPage(phone);
  await phone.goto(url);
  await at.yes.tap();
  await createPage(phone).connect("GitHub").tap();
  await consentPage(phone, "GitHub").deny.tap();
  await expect(phone).toHaveURL(url);
  await expect(at.account("GitHub").getByRole("alert")).toContainText("Access was denied.");
  const returns: string[] = [];
  phone.on("request", (request) => {
    if (request.url().includes("/connect/done?")) returns.push(request.url());
  });
  for (const [done, server] of ["GitHub", "Slack"].entries()) {
    await createPage(phone).connect(server).tap();
    await consentPage(phone, server).allow.tap();
    await expect(phone).toHaveURL(url);
    await expect(at.progress(done + 1, 2)).toBeVisible();
  }
  await phone.goto(returns[0] ?? "");
  await phone.getByRole("link", { name: "Back to your accounts" }).tap();
  await expect(phone).toHaveURL(url);
  await expect(at.end).toBeVisible();
  expect(phone.context().pages()).toHaveLength(1);
  await linksPage(page).open();
  await expect(linksPage(page).row(person), "a way back is no further opening").toContainText("Opened once");
});

test("where windows are blocked, it goes on in the same tab", async ({ page, meet, app }) => {
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet({ permissions: ["clipboard-read", "clipboard-write"] });
  await theirs.addInitScript(() => {
    window.open = () => null;
  });
  await confirmOn(theirs, url);
  await createPage(theirs).connect("GitHub").click();
  await expect(theirs.getByText("Your browser did not open the window")).toBeVisible();
  await theirs.getByRole("button", { name: "Copy the sign-in link" }).click();
  const read = () => theirs.evaluate(() => navigator.clipboard.readText());
  await expect.poll(read).not.toBe("");
  const copied = await read();
  const pasted = await theirs.context().newPage();
  await pasted.goto(copied);
  await consentPage(pasted, "GitHub").allow.click();
  await expect(pasted).toHaveURL(url);
  await expect(personPage(theirs).end).toBeVisible();
});

test("two tabs of the person follow each other", async ({ page, meet, app }) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const first = await meet();
  await confirmOn(first, url);
  const second = await first.context().newPage();
  await second.goto(url);
  await expect(personPage(second).progress(0, 2)).toBeVisible();
  await connectByWindow(first, "GitHub");
  await expect(personPage(second).progress(1, 2)).toBeVisible();
});

test("axe finds nothing on the person's page, in any of its states", async ({ page, meet, app }) => {
  const instances = await recordFor(page, app.origin, ["GitHub", "Zendesk", "Brave Search"], {
    isReadOnly: true,
  });
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet();
  const at = personPage(theirs);
  await theirs.goto(url);
  await expectAccessibleEverywhere(theirs);
  await at.no.click();
  await expectAccessibleEverywhere(theirs);
  await theirs.getByRole("button", { name: "Back to the question" }).click();
  await at.yes.click();
  await createPage(theirs).connect("Zendesk").click();
  await expect(theirs.getByText("Enter the subdomain.")).toBeVisible();
  await expectAccessibleEverywhere(theirs);

  const window = await openWindow(theirs, createPage(theirs).connect("GitHub"));
  await expect(at.account("GitHub").getByText("Waiting for consent in the other window.")).toBeVisible();
  await expectAccessibleEverywhere(theirs);
  await consentPage(window, "GitHub").deny.click();
  await expect(at.account("GitHub").getByRole("alert")).toBeVisible();
  await expectAccessibleEverywhere(theirs);
  await window.close();

  await connectByWindow(theirs, "GitHub");
  await theirs.getByLabel("Brave Search key", { exact: true }).fill("a-key");
  await createPage(theirs).connect("Brave Search").click();
  await expect(at.progress(2, 3)).toBeVisible();
  await theirs.getByRole("textbox", { name: "Zendesk subdomain" }).fill("acme");
  await connectByWindow(theirs, "Zendesk");
  await expect(at.end).toBeVisible();
  await expectAccessibleEverywhere(theirs);
  await theirs.goto(`${app.origin}/c/made-up`);
  await expectAccessibleEverywhere(theirs);
});

/** Presses Tab until something has the focus. */
async function tabTo(page: Page, target: ReturnType<Page["getByRole"]>): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < 40; pressed++) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(target).toBeFocused();
}

/** Whom a page asks, and what it is told; its scripts are the same for everybody. */
function collect(page: Page): { origins: Set<string>; bodies: Promise<string>[] } {
  const origins = new Set<string>();
  const bodies: Promise<string>[] = [];
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  page.on("response", (response) => {
    if (["document", "fetch"].includes(response.request().resourceType()))
      bodies.push(response.text().catch(() => ""));
  });
  return { origins, bodies };
}

test("what does not work is said in the language of the page", async ({ page, meet, app }) => {
  const person = named();
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person });
  const theirs = await meet({ locale: "de-AT" });
  await theirs.goto(url);
  await theirs.context().setOffline(true);
  await theirs.getByRole("button", { name: "Ja, das bin ich" }).click();
  await expect(theirs.getByText("Gerade besteht keine Verbindung.")).toBeVisible();
  await theirs.context().setOffline(false);
  await theirs.getByRole("button", { name: "Ja, das bin ich" }).click();
  await expect(theirs.getByRole("button", { name: "GitHub verbinden" })).toBeVisible();
  const refused = await theirs.goto(new URL("/connect/done?state=nobody-knows-this", url).href);
  expect(refused?.status()).toBe(404);
  await expect(theirs.getByRole("heading", { name: "Das hat nicht funktioniert" })).toBeVisible();
  await expect(theirs.getByRole("button", { name: "Dieses Fenster schließen" })).toBeVisible();
});

test("the page is in the language of the person's browser, mirrored where it is read so, and can be switched", async ({
  page,
  meet,
  app,
}) => {
  const person = named();
  const instances = await recordFor(page, app.origin, ["GitHub", "Slack"]);
  const { url } = await makeLink(page, app.origin, { instanceIds: ids(instances), person });
  const theirs = await meet({ locale: "de-AT" });
  await theirs.goto(url);
  await expect(theirs.getByRole("heading", { name: `Sind Sie ${person}?` })).toBeVisible();
  await expect(theirs).toHaveTitle("Verbinden Sie Ihre Konten");
  await theirs.getByRole("combobox", { name: "Sprache" }).selectOption({ label: "العربية" });
  await expect(theirs.getByRole("heading", { name: `هل أنت ${person}؟` })).toBeVisible();
  await expect(theirs.locator("main")).toHaveAttribute("dir", "rtl");
  await expect(theirs.locator("main")).toHaveAttribute("lang", "ar");
  await expectAccessibleEverywhere(theirs);
  await theirs.getByRole("button", { name: "نعم، هذا أنا" }).click();
  await expect(theirs.getByText("تم ربط 0 من 2")).toBeVisible();
  await expect(theirs.getByRole("button", { name: "ربط GitHub" })).toBeVisible();
  await expectAccessibleEverywhere(theirs);
  await theirs.goto(`${url.slice(0, -1)}-`);
  await expect(theirs.getByRole("heading", { name: "Dieser Link funktioniert nicht" })).toBeVisible();
});

test("times are those of whoever reads them, half an hour off as they may be", async ({
  page,
  meet,
  app,
  session,
}) => {
  const timezoneId = "Asia/Kolkata";
  const instances = await recordFor(page, app.origin, ["GitHub"]);
  const { url, link } = await makeLink(page, app.origin, { instanceIds: ids(instances), person: named() });
  const theirs = await meet({ timezoneId });
  await confirmOn(theirs, url);
  const until = localWords(new Date(link.expiresAt), timezoneId);
  expect(until).toContain("GMT+5:30");
  await expect(theirs.getByText(`This link works until ${until}.`)).toBeVisible();

  const member = await meet({ timezoneId, storageState: session });
  await member.goto(activityPath({ subject: link.id }));
  const at = member.getByRole("main").getByRole("listitem").locator("time").first();
  const written = (await at.getAttribute("datetime")) ?? "";
  await expect(at).toHaveText(localWords(new Date(written), timezoneId));
});
