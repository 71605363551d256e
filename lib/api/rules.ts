import {
  type ApproveToolForm,
  type DriftRule,
  type ToolChanges,
  toolChangesSchema,
} from "@/lib/contracts/drift";
import {
  type InstanceAnswer,
  instanceAnswerSchema,
  type RevealAnswer,
  revealAnswerSchema,
} from "@/lib/contracts/instance";
import { toolSwitchAnswerSchema } from "@/lib/contracts/tool-switch";
import {
  type CredentialHistory,
  callerTokenGoneSchema,
  callerTokenSchema,
  callLimitAnswerSchema,
  credentialHistorySchema,
  type Suspensions,
  suspensionsSchema,
} from "@/lib/contracts/usage";
import { request } from "./request";

type SwitchedOff = { switchedOff: string[] };
const ofInstance = (id: string) => `/api/instances/${id}`;
const ofServer = (name: string) => `/api/servers/${encodeURIComponent(name)}`;

/** `GET /api/instances/{id}/credential` */
export function readCredentialHistory(id: string, signal?: AbortSignal): Promise<CredentialHistory> {
  return request(`${ofInstance(id)}/credential`, { answer: credentialHistorySchema, signal });
}

/** `PUT /api/instances/{id}/call-limit` */
export function limitCalls(id: string, callLimit: number | null): Promise<{ callLimit: number | null }> {
  return request(`${ofInstance(id)}/call-limit`, {
    method: "PUT",
    body: { callLimit },
    answer: callLimitAnswerSchema,
  });
}

/** `POST /api/instances/{id}/rotation`: the URL of before is dead at once. */
export function rotateUrl(id: string): Promise<InstanceAnswer> {
  return request(`${ofInstance(id)}/rotation`, { method: "POST", answer: instanceAnswerSchema });
}

/** `POST /api/instances/{id}/read-only-address`; each call is audited. */
export function revealReadOnly(id: string): Promise<RevealAnswer> {
  return request(`${ofInstance(id)}/read-only-address`, { method: "POST", answer: revealAnswerSchema });
}

/** `POST /api/instances/{id}/token`: told once. */
export function makeToken(id: string): Promise<{ token: string }> {
  return request(`${ofInstance(id)}/token`, { method: "POST", answer: callerTokenSchema });
}

/** `DELETE /api/instances/{id}/token` */
export function removeToken(id: string): Promise<{ hasToken: false }> {
  return request(`${ofInstance(id)}/token`, { method: "DELETE", answer: callerTokenGoneSchema });
}

/** `PUT /api/instances/{id}/tools/{name}` */
export function switchTool(id: string, tool: string, isOn: boolean): Promise<SwitchedOff> {
  return request(`${ofInstance(id)}/tools/${encodeURIComponent(tool)}`, {
    method: "PUT",
    body: { isOn },
    answer: toolSwitchAnswerSchema,
  });
}

/** `GET /api/servers/{name}/tools`: those that are switched off at every instance. */
export function listSwitchedOff(name: string, signal?: AbortSignal): Promise<SwitchedOff> {
  return request(`${ofServer(name)}/tools`, { answer: toolSwitchAnswerSchema, signal });
}

/** `PUT /api/servers/{name}/tools` */
export function switchServerTool(name: string, tool: string, isOn: boolean): Promise<SwitchedOff> {
  return request(`${ofServer(name)}/tools`, {
    method: "PUT",
    body: { tool, isOn },
    answer: toolSwitchAnswerSchema,
  });
}

/** `GET /api/suspensions` */
export function listSuspensions(signal?: AbortSignal): Promise<Suspensions> {
  return request("/api/suspensions", { answer: suspensionsSchema, signal });
}

export type SuspendForm = { isSuspended: boolean } & (
  | { scope: "user" | "server"; name: string }
  | { scope: "everything" }
);

/** `PUT /api/users/suspension`, `PUT /api/servers/{name}/suspension` or `PUT /api/organisation/suspension` */
export function suspend({ isSuspended, ...what }: SuspendForm): Promise<Suspensions> {
  const put = (path: string, body: object) =>
    request(path, { method: "PUT", body, answer: suspensionsSchema });
  if (what.scope === "user") return put("/api/users/suspension", { userId: what.name, isSuspended });
  if (what.scope === "server") return put(`${ofServer(what.name)}/suspension`, { isSuspended });
  return put("/api/organisation/suspension", { isSuspended });
}

/** `GET /api/tool-changes` */
export function listToolChanges(signal?: AbortSignal): Promise<ToolChanges> {
  return request("/api/tool-changes", { answer: toolChangesSchema, signal });
}

/** `POST /api/tool-changes/approve` */
export function approveTool(body: ApproveToolForm): Promise<ToolChanges> {
  return request("/api/tool-changes/approve", { method: "POST", body, answer: toolChangesSchema });
}

/** `PUT /api/tool-changes/rule` */
export function ruleToolChanges(rule: DriftRule): Promise<ToolChanges> {
  return request("/api/tool-changes/rule", { method: "PUT", body: { rule }, answer: toolChangesSchema });
}
