import { noticesAnswerSchema, noticesFormSchema } from "@/lib/contracts/notice";
import { json } from "@/lib/server/http/json";
import { readNotices } from "@/lib/server/services/notices/read";
import { updateNotices } from "@/lib/server/services/notices/update";

export const GET = json({ service: readNotices, answer: noticesAnswerSchema });

export const PUT = json({ service: updateNotices, body: noticesFormSchema, answer: noticesAnswerSchema });
