import { organisationFormSchema, organisationSchema } from "@/lib/contracts/organisation";
import { route } from "@/lib/server/http/route";
import { updateOrganisation } from "@/lib/server/services/organisation/update";

export const PUT = route({
  allow: "administrator",
  body: organisationFormSchema,
  answer: organisationSchema,
  handle: (context, { body }) => updateOrganisation(context, body),
});
