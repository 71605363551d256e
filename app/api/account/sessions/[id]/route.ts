import { sessionIdParamsSchema } from "@/lib/contracts/account";
import { endedSessionsAnswerSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { endSession } from "@/lib/server/services/account/end-sessions";

export const DELETE = json({
  service: endSession,
  params: sessionIdParamsSchema,
  answer: endedSessionsAnswerSchema,
});
