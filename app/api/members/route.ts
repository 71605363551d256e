import { listMembersAnswerSchema } from "@/lib/contracts/member-list";
import { json } from "@/lib/server/http/json";
import { listMembers } from "@/lib/server/services/members/list";

export const GET = json({ service: listMembers, answer: listMembersAnswerSchema });
