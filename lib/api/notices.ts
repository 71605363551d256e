import {
  type Notices,
  type NoticesForm,
  type NoticesTested,
  noticesAnswerSchema,
  noticesTestedSchema,
} from "@/lib/contracts/notice";
import { request } from "./request";

/** `GET /api/account/notices` */
export function readNotices(signal?: AbortSignal): Promise<{ notices: Notices }> {
  return request("/api/account/notices", { answer: noticesAnswerSchema, signal });
}

/** `PUT /api/account/notices` */
export function updateNotices(body: NoticesForm): Promise<{ notices: Notices }> {
  return request("/api/account/notices", { method: "PUT", body, answer: noticesAnswerSchema });
}

/** `POST /api/account/notices/test` */
export function sendTestNotice(): Promise<NoticesTested> {
  return request("/api/account/notices/test", { method: "POST", answer: noticesTestedSchema });
}
