import {
  listSavedViewsAnswerSchema,
  savedViewAnswerSchema,
  savedViewFormSchema,
} from "@/lib/contracts/saved-view";
import { json } from "@/lib/server/http/json";
import { createView } from "@/lib/server/services/views/create";
import { listViews } from "@/lib/server/services/views/list";

export const GET = json({ service: listViews, answer: listSavedViewsAnswerSchema });

export const POST = json({ service: createView, body: savedViewFormSchema, answer: savedViewAnswerSchema });
