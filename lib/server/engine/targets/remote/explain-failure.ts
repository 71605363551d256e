import { ProtocolError, SdkError, SdkErrorCode, SdkHttpError } from "@modelcontextprotocol/client";
import { EgressError } from "../../../egress/egress-error";
import type { Logger } from "../../../process/log";
import type { TargetInstance } from "../port";
import { INTERNAL_ERROR, RpcError } from "../rpc-error";
import { CredentialExpired, CredentialRefused } from "./authorized-fetch";
import type { RemoteSettings } from "./settings";

export type ExplainOptions = {
  log: Logger;
  /** Where an instance's account is connected. */
  connectAt(instance: TargetInstance, settings: RemoteSettings): string | undefined;
};

/** What a caller is told: whose fault it is, and what to do. */
export function explainFailure(
  error: unknown,
  instance: TargetInstance,
  settings: RemoteSettings,
  { connectAt, log }: ExplainOptions,
): RpcError {
  const { id, serverName, userId } = instance;
  const connection = { rule: "connection" };
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof RpcError) return cause;
    if (cause instanceof ProtocolError) return new RpcError(cause.code, cause.message, cause.data);
    if (cause instanceof CredentialRefused) {
      const address = connectAt(instance, settings);
      const how = address ? `Open ${address} to connect it.` : "Its key has to be set anew in Patchbay.";
      const text = `${serverName} does not let ${userId} in, or not any more. ${how}`;
      return new RpcError(INTERNAL_ERROR, text, connection);
    }
    if (cause instanceof CredentialExpired) {
      const text = `${serverName}'s sign-in could not be renewed for now. Try again in a minute.`;
      return new RpcError(INTERNAL_ERROR, text, connection);
    }
    if (cause instanceof EgressError) return new RpcError(INTERNAL_ERROR, `${serverName}: ${cause.message}`);
    if (cause instanceof SdkHttpError) {
      return new RpcError(INTERNAL_ERROR, `${serverName} answered HTTP ${cause.status}. Try again later.`);
    }
    if (cause instanceof SdkError && cause.code === SdkErrorCode.RequestTimeout) {
      return new RpcError(
        INTERNAL_ERROR,
        `${serverName} took too long to answer. Whether it did it is not known.`,
      );
    }
  }
  log.warn({ instanceId: id, err: error }, "a server elsewhere failed");
  return new RpcError(INTERNAL_ERROR, `${serverName} did not answer in a way that makes sense.`);
}
