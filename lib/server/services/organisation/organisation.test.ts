import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { IMAGE_LIMIT } from "@/lib/contracts/image";
import { organisationFormSchema } from "@/lib/contracts/organisation";
import { TEST_DATABASES } from "../../db/testing";
import { failureOf } from "../../upstream/testing";
import { openTestConsole, type TestConsole } from "../testing";
import { readLogo, readOrganisation } from "./read";
import { updateOrganisation } from "./update";

/** The beginnings by which images are known, with something behind them. */
const IMAGES = {
  "image/png": Buffer.from("89504e470d0a1a0a0000", "hex"),
  "image/jpeg": Buffer.from("ffd8ffe000104a464946", "hex"),
  "image/webp": Buffer.from("RIFF\0\0\0\0WEBPVP8 ", "latin1"),
};
const PNG = IMAGES["image/png"].toString("base64");

describe("what is asked for is refused", () => {
  it.each<[string, object, string]>([
    ["without a name", { name: "  " }, "name"],
    ["with a name that is too long", { name: "x".repeat(81) }, "name"],
    ["with a logo that is not base64", { name: "Acme", logo: "<svg>" }, "logo"],
    ["with a logo that is too large", { name: "Acme", logo: "A".repeat(IMAGE_LIMIT * 2) }, "logo"],
  ])("%s", (_, form, field) => {
    expect(organisationFormSchema.safeParse(form).error?.issues[0]?.path[0]).toBe(field);
  });
});

describe.each(TEST_DATABASES)("on %s", (_, open) => {
  let stage: TestConsole;
  beforeAll(async () => {
    stage = await openTestConsole(open);
  });
  afterAll(() => stage.close());

  const auditOf = () => stage.auditOf("1", "organisation.update");

  it("nobody has named it to begin with, and it has no logo", async () => {
    expect(await readOrganisation(stage.visitor())).toEqual({ name: "Your organisation", logoVersion: null });
    expect(await readLogo(stage.visitor())).toBeUndefined();
  });

  it.each(["viewer", "operator"] as const)("a change is refused to a %s", async (role) => {
    const error = await failureOf(updateOrganisation(stage.as(role), { name: "Mine now" }));
    expect(error).toMatchObject({ code: "forbidden", effect: "nothing-changed" });
    expect((await readOrganisation(stage.visitor())).name).toBe("Your organisation");
    expect(await auditOf()).toEqual([]);
  });

  it.each([
    ["an SVG, which may hold a script", "<svg xmlns='http://www.w3.org/2000/svg'/>"],
    ["HTML", "<!doctype html>"],
    ["nothing", ""],
    ["a GIF", "GIF89a"],
    ["a sound that is RIFF too", "RIFF\0\0\0\0WAVEfmt "],
  ])("a logo is refused that is %s, whatever it is called", async (_what, content) => {
    const logo = Buffer.from(content, "latin1").toString("base64");
    const error = await failureOf(updateOrganisation(stage.as("administrator"), { name: "Acme", logo }));
    expect(error).toMatchObject({ code: "invalid", effect: "nothing-changed" });
    expect(error.fields).toHaveProperty("logo");
    expect((await readOrganisation(stage.visitor())).name).toBe("Your organisation");
  });

  it("a logo over the limit is refused, though its beginning is right", async () => {
    const logo = Buffer.concat([IMAGES["image/png"], Buffer.alloc(IMAGE_LIMIT)]).toString("base64");
    const error = await failureOf(updateOrganisation(stage.as("administrator"), { name: "Acme", logo }));
    expect(error.fields).toHaveProperty("logo");
  });

  it.each(Object.entries(IMAGES))("a logo is kept as %s by what its bytes say", async (type, bytes) => {
    const logo = bytes.toString("base64");
    const { logoVersion } = await updateOrganisation(stage.as("administrator"), { name: "Acme", logo });
    expect(logoVersion).toEqual(expect.any(String));
    const kept = await readLogo(stage.visitor());
    expect(kept?.type).toBe(type);
    expect(Buffer.from(kept?.bytes ?? []).equals(bytes)).toBe(true);
  });

  it("a change of the name leaves the logo, null takes it away, and each is audited without the image", async () => {
    const admin = stage.as("administrator");
    const before = (await auditOf()).length;
    await updateOrganisation(admin, { name: "Acme", logo: PNG });
    expect(await updateOrganisation(admin, { name: "Acme Works" })).toEqual({
      name: "Acme Works",
      logoVersion: expect.any(String),
    });
    expect(await readLogo(stage.visitor())).toBeDefined();
    expect(await updateOrganisation(admin, { name: "Acme Works", logo: null })).toEqual({
      name: "Acme Works",
      logoVersion: null,
    });
    expect(await readLogo(stage.visitor())).toBeUndefined();
    const events = (await auditOf()).slice(before);
    expect(events.map(({ details }) => details)).toEqual([
      { name: "Acme", logo: "changed" },
      { name: "Acme Works", logo: "kept" },
      { name: "Acme Works", logo: "removed" },
    ]);
    expect(events.every(({ actorId }) => actorId === "member-administrator")).toBe(true);
    expect(JSON.stringify(events)).not.toContain(PNG);
  });
});
