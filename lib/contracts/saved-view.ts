import * as z from "zod/mini";
import { storable } from "./text";

/** More than a sidebar is of use with. */
export const MOST_VIEWS = 50;

/** `POST /api/views`: how the list of instances is narrowed and sorted, under a name. */
export const savedViewFormSchema = z.object({
  name: z
    .string({ error: "Name the view." })
    .check(
      z.trim(),
      z.minLength(1, { error: "Name the view." }),
      z.maxLength(60, { error: "Use at most 60 characters." }),
      storable,
    ),
  /** The query of the list's address, with its question mark. */
  search: z
    .string()
    .check(z.regex(/^\?[\w%=&.+*~-]+$/, { error: "That is no address of the list." }), z.maxLength(4000)),
});
export type SavedViewForm = z.output<typeof savedViewFormSchema>;

export const savedViewSchema = z.object({ id: z.string(), name: z.string(), search: z.string() });
export type SavedView = z.infer<typeof savedViewSchema>;

export const savedViewAnswerSchema = z.object({ view: savedViewSchema });
export const listSavedViewsAnswerSchema = z.object({ views: z.array(savedViewSchema) });
export type ListSavedViewsAnswer = z.infer<typeof listSavedViewsAnswerSchema>;
export const savedViewIdParamsSchema = z.object({ id: z.uuid() });
export const savedViewDeletedSchema = z.object({ deleted: z.literal(true) });
