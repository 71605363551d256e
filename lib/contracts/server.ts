import * as z from "zod/mini";
import { imageSchema } from "./image";
import { serverNameSchema, toldServerNameSchema } from "./server-name";
import { ownAppHasId, targetFieldsSchema, webAddressSchema } from "./target";
import { ALL_CATEGORIES } from "./terms/category";
import { SIGN_IN_KINDS } from "./terms/sign-in";
import { told } from "./told";

const fields = z.extend(targetFieldsSchema, {
  category: z.enum(ALL_CATEGORIES, { error: "Choose a category." }),
  url: webAddressSchema,
  /** Null takes the icon away; left out, it stays. */
  icon: z.optional(z.nullable(imageSchema("icon"))),
});

/** `PUT /api/servers/{name}`: a server of the organisation's own, which always leads to its own address. */
export const updateServerFormSchema = fields.check(ownAppHasId());
export type UpdateServerForm = z.infer<typeof updateServerFormSchema>;

/** `POST /api/servers` */
export const createServerFormSchema = z
  .extend(fields, {
    name: z.pipe(
      z.string({ error: "Name the server." }).check(z.minLength(1, { error: "Name the server." })),
      serverNameSchema,
    ),
  })
  .check(ownAppHasId());
export type CreateServerForm = z.infer<typeof createServerFormSchema>;

export const serverParamsSchema = z.object({ name: serverNameSchema });

/** A server that the organisation added, as the picker shows it. */
export const ownServerSchema = z.object({
  name: toldServerNameSchema,
  category: told(z.enum(ALL_CATEGORIES)),
  auth: told(z.enum(SIGN_IN_KINDS)),
});
export type OwnServer = z.infer<typeof ownServerSchema>;

export const serverDeletedSchema = z.object({ deleted: z.literal(true) });
