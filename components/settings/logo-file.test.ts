import { describe, expect, it } from "vitest";
import { LOGO_LIMIT, LOGO_TYPES, organisationFormSchema } from "@/lib/contracts/organisation";
import { base64Of, refuseLogo } from "./logo-file";

describe("a logo file", () => {
  it.each(["image/svg+xml", "image/gif", "text/html", "application/octet-stream", ""])(
    "of type %j is refused",
    (type) => {
      expect(refuseLogo({ type, size: 10 })).toBe("Choose a PNG, JPEG or WebP image.");
    },
  );

  it("is refused from the first byte over the limit, and says how large it is", () => {
    expect(refuseLogo({ type: "image/png", size: LOGO_LIMIT + 1 })).toBe(
      "Choose an image of at most 32 KiB. This one has 33.",
    );
  });

  it.each(LOGO_TYPES)("of type %s is taken up to the limit", (type) => {
    expect(refuseLogo({ type, size: LOGO_LIMIT })).toBeUndefined();
  });

  it("at the limit is not too long for the form, in base64", () => {
    const dataUrl = `data:image/png;base64,${Buffer.alloc(LOGO_LIMIT, 7).toString("base64")}`;
    const form = { name: "Acme", logo: base64Of(dataUrl) };
    expect(organisationFormSchema.safeParse(form).success).toBe(true);
  });
});
