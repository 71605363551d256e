import {
  type CodeRequest,
  type NewSecondFactor,
  newSecondFactorSchema,
  type RecoveryCodes,
  recoveryCodesSchema,
  removedSecondFactorSchema,
  type Verified,
  verifiedSchema,
} from "@/lib/contracts/second-factor";
import { request } from "./request";

const PATH = "/api/account/second-factor";

/** `POST /api/account/second-factor` */
export function beginSecondFactor(): Promise<NewSecondFactor> {
  return request(PATH, { method: "POST", answer: newSecondFactorSchema });
}

/** `POST /api/account/second-factor/confirm` */
export function confirmSecondFactor(body: CodeRequest): Promise<RecoveryCodes> {
  return request(`${PATH}/confirm`, { method: "POST", body, answer: recoveryCodesSchema });
}

/** `POST /api/account/second-factor/verify` */
export function verifySecondFactor(body: CodeRequest): Promise<Verified> {
  return request(`${PATH}/verify`, { method: "POST", body, answer: verifiedSchema });
}

/** `POST /api/account/second-factor/recovery-codes` */
export function renewRecoveryCodes(body: CodeRequest): Promise<RecoveryCodes> {
  return request(`${PATH}/recovery-codes`, { method: "POST", body, answer: recoveryCodesSchema });
}

/** `POST /api/account/second-factor/remove` */
export function removeSecondFactor(body: CodeRequest): Promise<{ removed: boolean }> {
  return request(`${PATH}/remove`, { method: "POST", body, answer: removedSecondFactorSchema });
}

/** `DELETE /api/members/{id}/second-factor` */
export function resetSecondFactor(id: string): Promise<{ removed: boolean }> {
  return request(`/api/members/${encodeURIComponent(id)}/second-factor`, {
    method: "DELETE",
    answer: removedSecondFactorSchema,
  });
}
