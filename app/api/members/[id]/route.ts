import {
  memberAnswerSchema,
  memberIdParamsSchema,
  removeMemberAnswerSchema,
  updateMemberRequestSchema,
} from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { removeMember } from "@/lib/server/services/members/remove";
import { updateMember } from "@/lib/server/services/members/update";

export const PATCH = json({
  service: updateMember,
  params: memberIdParamsSchema,
  body: updateMemberRequestSchema,
  answer: memberAnswerSchema,
});

export const DELETE = json({
  service: removeMember,
  params: memberIdParamsSchema,
  answer: removeMemberAnswerSchema,
});
