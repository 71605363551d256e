import { endedSessionsAnswerSchema, memberIdParamsSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { endMemberSessions } from "@/lib/server/services/members/end-sessions";

export const DELETE = json({
  service: endMemberSessions,
  params: memberIdParamsSchema,
  answer: endedSessionsAnswerSchema,
});
