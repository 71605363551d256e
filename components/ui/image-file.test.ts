import { describe, expect, it } from "vitest";
import { IMAGE_LIMIT, IMAGE_TYPES } from "@/lib/contracts/image";
import { organisationFormSchema } from "@/lib/contracts/organisation";
import { base64Of, refuseImage } from "./image-file";

describe("an image file", () => {
  it.each(["image/svg+xml", "image/gif", "text/html", "application/octet-stream", ""])(
    "of type %j is refused",
    (type) => {
      expect(refuseImage({ type, size: 10 })).toBe("Choose a PNG, JPEG or WebP image.");
    },
  );

  it("is refused from the first byte over the limit, and says how large it is", () => {
    expect(refuseImage({ type: "image/png", size: IMAGE_LIMIT + 1 })).toBe(
      "Choose an image of at most 32 KiB. This one has 33.",
    );
  });

  it.each(IMAGE_TYPES)("of type %s is taken up to the limit", (type) => {
    expect(refuseImage({ type, size: IMAGE_LIMIT })).toBeUndefined();
  });

  it("at the limit is not too long for the form, in base64", () => {
    const dataUrl = `data:image/png;base64,${Buffer.alloc(IMAGE_LIMIT, 7).toString("base64")}`;
    const form = { name: "Acme", logo: base64Of(dataUrl) };
    expect(organisationFormSchema.safeParse(form).success).toBe(true);
  });
});
