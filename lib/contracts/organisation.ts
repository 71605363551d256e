import * as z from "zod/mini";
import { imageSchema } from "./image";
import { storable } from "./text";

/** `GET` and `PUT /api/organisation`: whose console this is, as the people see it who are sent a link. */
export const organisationSchema = z.object({
  name: z.string(),
  /** Changes with the logo, so that browsers fetch the new one; null where there is none. */
  logoVersion: z.nullable(z.string()),
});
export type Organisation = z.infer<typeof organisationSchema>;

export const organisationFormSchema = z.object({
  name: z
    .string({ error: "Enter the organisation's name." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Enter the organisation's name." }),
      z.maxLength(80, { error: "Use at most 80 characters." }),
      storable,
    ),
  /** Null takes the logo away; left out, it stays. */
  logo: z.optional(z.nullable(imageSchema("logo"))),
});
export type OrganisationForm = z.infer<typeof organisationFormSchema>;
