import type { OrganisationForm } from "@/lib/contracts/organisation";
import { recordAudit } from "../../audit/record";
import { organisation } from "../../db/schema/organisation";
import { changeOfImage, readImage } from "../../image";
import { verb } from "../../verb";
import { readOrganisation } from "./read";

/** Names the organisation, and sets, keeps or removes its logo. @throws PatchbayError */
export const updateOrganisation = verb("organisation.update", async (context, input: OrganisationForm) => {
  const { name, logo } = input;
  const { db } = context;
  const image = readImage("logo", logo);
  const values = {
    name,
    updatedAt: new Date(),
    ...(image !== undefined && { logo: image?.bytes ?? null, logoType: image?.type ?? null }),
  };
  await db.transaction(async (tx) => {
    await tx
      .insert(organisation)
      .values({ id: 1, ...values })
      .onConflictDoUpdate({ target: organisation.id, set: values });
    await recordAudit(tx, context, {
      action: "organisation.update",
      subject: "1",
      details: { name, logo: changeOfImage(logo) },
    });
  });
  return readOrganisation(context);
});
