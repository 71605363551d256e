import { LOGO_LIMIT, type LOGO_TYPES, type OrganisationForm } from "@/lib/contracts/organisation";
import { recordAudit } from "../../audit/record";
import { organisation } from "../../db/schema/organisation";
import { PatchbayError } from "../../errors";
import { verb } from "../../verb";
import { readOrganisation } from "./read";

type LogoType = (typeof LOGO_TYPES)[number];

/** Names the organisation, and sets, keeps or removes its logo. @throws PatchbayError */
export const updateOrganisation = verb("organisation.update", async (context, input: OrganisationForm) => {
  const { name, logo } = input;
  const { db } = context;
  const image = logo == null ? { logo: null, logoType: null } : readImage(logo);
  const values = { name, updatedAt: new Date(), ...(logo !== undefined && image) };
  await db.transaction(async (tx) => {
    await tx
      .insert(organisation)
      .values({ id: 1, ...values })
      .onConflictDoUpdate({ target: organisation.id, set: values });
    await recordAudit(tx, context, {
      action: "organisation.update",
      subject: "1",
      details: { name, logo: logo === undefined ? "kept" : logo === null ? "removed" : "changed" },
    });
  });
  return readOrganisation(context);
});

function readImage(base64: string): { logo: Uint8Array; logoType: LogoType } {
  const logo = Buffer.from(base64, "base64");
  const logoType = imageType(logo);
  if (logoType && logo.byteLength <= LOGO_LIMIT) return { logo, logoType };
  throw new PatchbayError("invalid", "The logo cannot be used.", {
    fields: { logo: [`Use a PNG, JPEG or WebP of at most ${LOGO_LIMIT / 1024} KiB.`] },
  });
}

/** By what the bytes begin with: a name or a declared type is only a claim. */
function imageType(bytes: Buffer): LogoType | undefined {
  if (bytes.subarray(0, 8).toString("hex") === "89504e470d0a1a0a") return "image/png";
  if (bytes.subarray(0, 3).toString("hex") === "ffd8ff") return "image/jpeg";
  const riff = bytes.subarray(0, 4).toString("latin1") === "RIFF";
  return riff && bytes.subarray(8, 12).toString("latin1") === "WEBP" ? "image/webp" : undefined;
}
