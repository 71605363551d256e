import { type Organisation, type OrganisationForm, organisationSchema } from "@/lib/contracts/organisation";
import { request } from "./request";

/** `PUT /api/organisation` */
export function updateOrganisation(body: OrganisationForm): Promise<Organisation> {
  return request("/api/organisation", { method: "PUT", body, answer: organisationSchema });
}

/** Where an organisation's logo is to be had; null where it has none. */
export function logoAddress({ logoVersion }: Pick<Organisation, "logoVersion">): string | null {
  return logoVersion === null ? null : `/api/organisation/logo?v=${logoVersion}`;
}
