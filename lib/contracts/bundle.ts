import * as z from "zod/mini";
import { createInstanceRequestSchema } from "./instance";
import { LINK_ITEMS } from "./link";
import { toldServerNameSchema } from "./server-name";
import { storable } from "./text";

/** `POST /api/bundles`, `PUT /api/bundles/{id}`: a named set of servers, no more than one connect link holds. */
export const bundleFormSchema = z.object({
  name: z
    .string({ error: "Name the bundle." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Name the bundle." }),
      z.maxLength(80, { error: "Use at most 80 characters." }),
      storable,
    ),
  serverNames: z
    .array(createInstanceRequestSchema.shape.serverName, { error: "Choose at least one server." })
    .check(
      z.minLength(1, { error: "Choose at least one server." }),
      z.maxLength(LINK_ITEMS, { error: `Choose at most ${LINK_ITEMS} servers.` }),
    ),
  isReadOnly: z._default(z.boolean({ error: "Yes or no." }), false),
});
export type BundleForm = z.output<typeof bundleFormSchema>;
export type BundleFormInput = z.input<typeof bundleFormSchema>;

export const bundleSchema = z.object({
  id: z.string(),
  name: z.string(),
  serverNames: z.array(toldServerNameSchema),
  isReadOnly: z.boolean(),
  createdBy: z.string(),
  updatedAt: z.string(),
});
export type Bundle = z.infer<typeof bundleSchema>;

export const bundleIdParamsSchema = z.object({ id: z.uuid() });
export const bundleAnswerSchema = z.object({ bundle: bundleSchema });
export const listBundlesAnswerSchema = z.object({ bundles: z.array(bundleSchema) });
export type ListBundlesAnswer = z.infer<typeof listBundlesAnswerSchema>;
export const bundleDeletedSchema = z.object({ deleted: z.literal(true) });
