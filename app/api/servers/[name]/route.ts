import { serverDeletedSchema, serverParamsSchema, updateServerFormSchema } from "@/lib/contracts/server";
import { targetSchema } from "@/lib/contracts/target";
import { json } from "@/lib/server/http/json";
import { deleteServer } from "@/lib/server/services/servers/delete";
import { updateServer } from "@/lib/server/services/servers/update";

export const PUT = json({
  service: updateServer,
  params: serverParamsSchema,
  body: updateServerFormSchema,
  answer: targetSchema,
});

export const DELETE = json({
  service: deleteServer,
  params: serverParamsSchema,
  answer: serverDeletedSchema,
});
