import { noticesTestedSchema } from "@/lib/contracts/notice";
import { json } from "@/lib/server/http/json";
import { sendTestNotice } from "@/lib/server/services/notices/send-test";

export const POST = json({ service: sendTestNotice, answer: noticesTestedSchema });
