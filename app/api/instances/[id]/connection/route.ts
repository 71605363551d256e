import { connectionSchema } from "@/lib/contracts/connect";
import { instanceIdParamsSchema } from "@/lib/contracts/instance";
import { json } from "@/lib/server/http/json";
import { cancelConnect } from "@/lib/server/services/connect/cancel";
import { readConnection } from "@/lib/server/services/connect/read";

export const GET = json({
  service: readConnection,
  params: instanceIdParamsSchema,
  answer: connectionSchema,
});

/** Cancels the attempt that is under way; the account's authorization is left as it is. */
export const DELETE = json({
  service: cancelConnect,
  params: instanceIdParamsSchema,
  answer: connectionSchema,
});
