import { organisationFormSchema, organisationSchema } from "@/lib/contracts/organisation";
import { json } from "@/lib/server/http/json";
import { updateOrganisation } from "@/lib/server/services/organisation/update";

export const PUT = json({
  service: updateOrganisation,
  body: organisationFormSchema,
  answer: organisationSchema,
});
