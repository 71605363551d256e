import { type CreateServerForm, serverDeletedSchema, type UpdateServerForm } from "@/lib/contracts/server";
import {
  type ReadTargetAnswer,
  readTargetSchema,
  type Target,
  type TargetForm,
  type TargetList,
  targetListSchema,
  targetSchema,
} from "@/lib/contracts/target";
import { request } from "./request";

const addressOf = (server: string) => `/api/targets/${encodeURIComponent(server)}`;

/** `GET /api/targets` */
export function listTargets(signal?: AbortSignal): Promise<TargetList> {
  return request("/api/targets", { answer: targetListSchema, signal });
}

/** `GET /api/targets/{server}`, with whose connections a change would touch */
export function readTarget(server: string, signal?: AbortSignal): Promise<ReadTargetAnswer> {
  return request(addressOf(server), { answer: readTargetSchema, signal });
}

/** `PUT /api/targets/{server}` */
export function updateTarget({ server, form }: { server: string; form: TargetForm }): Promise<Target> {
  return request(addressOf(server), { method: "PUT", body: form, answer: targetSchema });
}

/** `DELETE /api/targets/{server}`: goes back to what the environment says */
export function resetTarget(server: string): Promise<Target> {
  return request(addressOf(server), { method: "DELETE", answer: targetSchema });
}

/** `POST /api/servers` */
export function createServer(form: CreateServerForm): Promise<Target> {
  return request("/api/servers", { method: "POST", body: form, answer: targetSchema });
}

/** `PUT /api/servers/{name}` */
export function updateServer({ name, form }: { name: string; form: UpdateServerForm }): Promise<Target> {
  return request(`/api/servers/${encodeURIComponent(name)}`, {
    method: "PUT",
    body: form,
    answer: targetSchema,
  });
}

/** `DELETE /api/servers/{name}` */
export function deleteServer(name: string): Promise<{ deleted: true }> {
  return request(`/api/servers/${encodeURIComponent(name)}`, {
    method: "DELETE",
    answer: serverDeletedSchema,
  });
}

/** `POST /api/targets/{server}/test` */
export function testTarget({ server, register }: { server: string; register: boolean }): Promise<Target> {
  return request(`${addressOf(server)}/test`, { method: "POST", body: { register }, answer: targetSchema });
}
