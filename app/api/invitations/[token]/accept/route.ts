import {
  acceptInvitationRequestSchema,
  memberTokenParamsSchema,
  signInAsAnswerSchema,
} from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { acceptInvitation } from "@/lib/server/services/members/accept";

export const POST = json({
  service: acceptInvitation,
  params: memberTokenParamsSchema,
  body: acceptInvitationRequestSchema,
  answer: signInAsAnswerSchema,
});
