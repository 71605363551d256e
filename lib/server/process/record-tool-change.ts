import { recordAudit } from "../audit/record";
import { SYSTEM } from "../context";
import type { OnChange } from "../engine/store/tool-versions";

/** Keeps in the record that tools of a server describe themselves in another way than was approved. */
export const recordToolChange: OnChange = (tx, { serverName, versions }) =>
  recordAudit(
    tx,
    { caller: SYSTEM, request: { id: null, address: null } },
    ...versions.map(({ tool, hash }) => ({
      action: "server.observe-tool" as const,
      subject: serverName,
      details: { tool, hash },
    })),
  );
