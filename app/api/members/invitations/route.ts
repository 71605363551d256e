import { inviteMemberAnswerSchema, inviteMemberRequestSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { inviteMember } from "@/lib/server/services/members/invite";

export const POST = json({
  service: inviteMember,
  body: inviteMemberRequestSchema,
  answer: inviteMemberAnswerSchema,
});
