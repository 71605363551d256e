import type { Page } from "@playwright/test";
import type { Instance } from "@/lib/contracts/instance";
import { createManyPath, instancePath, instancesPath, jobPath, PATHS, userPath } from "@/lib/paths";
import { somebody } from "./create-page";
import { expect, test } from "./test";

/** Narrow ones of WCAG's reflow and of a phone, and wide ones on both sides of where the frame changes. */
const WIDTHS = [320, 390, 768, 1280];

const NAMES = {
  "200 letters without a gap": `${"Wagenladungen".repeat(15)}@example.com`,
  "letters from right to left": "مريم بنت عبد الرحمن الطويلة الاسم جدا جدا جدا",
  ideographs: "張偉王芳李娜劉洋陳靜楊洋趙敏".repeat(6),
  emoji: "👩🏽‍💻🧑‍🚀👨‍👩‍👧‍👦".repeat(10),
};

type Made = { instances: Instance[]; job: string; bundle: string };

/** Everything that can hold the name: instances, a link, a job, a bundle, a saved view. */
async function fillWith(page: Page, origin: string, name: string): Promise<Made> {
  const headers = { origin };
  const post = async (address: string, data: object) => {
    const answer = await page.request.post(origin + address, { headers, data });
    expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true);
    return answer.json();
  };
  const userId = `${name} ${somebody()}`.slice(0, 300);
  const instances: Instance[] = [];
  for (const serverName of ["GitHub", "Google Calendar"]) {
    instances.push((await post("/api/instances", { serverName, userId, platformName: userId })).instance);
  }
  const instanceIds = instances.map(({ id }) => id);
  await post("/api/links", { instanceIds, person: userId });
  const { job } = await post("/api/jobs", { action: "refresh", instanceIds });
  const short = name.slice(0, 40);
  const { bundle } = await post("/api/bundles", {
    name: `${short} ${somebody()}`,
    serverNames: ["GitHub", "Google Calendar", "Hacker News"],
  });
  await post("/api/views", { name: `${short} ${somebody()}`.slice(0, 60), search: "?status=waiting" });
  return { instances, job: job.id, bundle: bundle.id };
}

/** What sticks out of the page sideways: the page itself, or a control that nothing scrolls to. */
const sticksOut = (page: Page) =>
  page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    const scrolls = (element: Element | null): boolean =>
      element !== null &&
      (/(auto|scroll)/.test(getComputedStyle(element).overflowX) || scrolls(element.parentElement));
    const controls = [
      ...document.querySelectorAll<HTMLElement>("main :is(a, button, input, select, textarea)"),
    ];
    const out = controls.filter((control) => {
      const { left, right, width: own } = control.getBoundingClientRect();
      const shown = control.checkVisibility({ visibilityProperty: true }) && own > 1;
      return shown && (right > width + 1 || left < -1) && !scrolls(control.parentElement);
    });
    const page =
      document.documentElement.scrollWidth > width + 1
        ? [`the page: ${document.documentElement.scrollWidth}`]
        : [];
    return [...page, ...out.map((control) => control.outerHTML.slice(0, 120))];
  });

for (const [what, name] of Object.entries(NAMES)) {
  test(`every page holds its shape with ${what} in a name`, async ({ page, app }) => {
    // Every page at four widths.
    test.slow();
    const { instances, job, bundle } = await fillWith(page, app.origin, name);
    const [first] = instances;
    if (!first) throw new Error("nothing was made");
    const addresses = [
      PATHS.overview,
      `${PATHS.create}?instance=${first.id}`,
      createManyPath({ bundle }),
      PATHS.bundles,
      instancesPath({ userId: first.userId }),
      instancePath(first.id),
      PATHS.users,
      userPath(first.userId),
      PATHS.links,
      PATHS.jobs,
      jobPath(job),
      PATHS.activity,
      PATHS.settings,
      PATHS.account,
    ];
    const found: string[] = [];
    for (const address of addresses) {
      await page.setViewportSize({ width: WIDTHS.at(-1) ?? 1280, height: 800 });
      await page.goto(address);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        for (const one of await sticksOut(page)) found.push(`${address.slice(0, 60)} at ${width}: ${one}`);
      }
    }
    expect(found).toEqual([]);
  });
}

test("text spaced as WCAG allows it stays on the page", async ({ page }) => {
  const style = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }`;
  await page.setViewportSize({ width: 390, height: 800 });
  for (const address of [PATHS.create, PATHS.instances, PATHS.users, PATHS.links, PATHS.bundles]) {
    await page.goto(address);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.evaluate((text) => {
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(text);
      document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
    }, style);
    expect(await sticksOut(page), address).toEqual([]);
  }
});

test("the browser's title names the record, and the focus after a move is on the heading", async ({
  page,
  app,
}) => {
  const { instances, job } = await fillWith(page, app.origin, "Ana");
  const [first] = instances;
  await page.goto(instancePath(first?.id ?? ""));
  await expect(page).toHaveTitle(/GitHub of Ana/);
  await page.goto(jobPath(job));
  await expect(page).toHaveTitle(/Refresh(ing)? the state of 2 instances/);
  await page.goto(userPath(first?.userId ?? ""));
  await expect(page).toHaveTitle(/^Ana/);
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Jobs" }).click();
  await expect(page.getByRole("heading", { name: "Jobs", level: 1 })).toBeFocused();
});
