import { invitationAnswerSchema, invitationIdParamsSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { withdrawInvitation } from "@/lib/server/services/members/withdraw";

export const DELETE = json({
  service: withdrawInvitation,
  params: invitationIdParamsSchema,
  answer: invitationAnswerSchema,
});
