import * as z from "zod/mini";
import { storable } from "./text";

/** A logo has this many bytes at the most; it is kept in the database. */
export const LOGO_LIMIT = 32 * 1024;

export const LOGO_TYPES = ["image/png", "image/jpeg", "image/webp"] as const;

/** `GET` and `PUT /api/organisation`: whose console this is, as the people see it who are sent a link. */
export const organisationSchema = z.object({
  name: z.string(),
  /** Changes with the logo, so that browsers fetch the new one; null where there is none. */
  logoVersion: z.nullable(z.string()),
});
export type Organisation = z.infer<typeof organisationSchema>;

/** Base64 of a PNG, JPEG or WebP. */
const logoSchema = z.base64({ error: "The logo did not arrive whole." }).check(
  z.maxLength(Math.ceil(LOGO_LIMIT / 3) * 4, {
    error: `Use an image of at most ${LOGO_LIMIT / 1024} KiB.`,
  }),
);

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
  logo: z.optional(z.nullable(logoSchema)),
});
export type OrganisationForm = z.infer<typeof organisationFormSchema>;
