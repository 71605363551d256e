import type { ServerName } from "@/lib/contracts/server-name";
import type { Database } from "../../db/client";
import type { Instance } from "../store/read-instances";
import { findStrata, listStrataInstances, type Strata } from "../store/stratas";
import { refusal } from "./answers";
import { readUuid } from "./pydantic/uuid";

/**
 * A Strata by its id, of which the API's document says only that it is a text.
 * @throws HTTPException 404
 */
export async function findStrataByText(db: Database, account: string, text: string): Promise<Strata> {
  const id = readUuid(text);
  const strata = "value" in id ? await findStrata(db, account, id.value) : undefined;
  if (!strata) throw refusal(404, "Strata not found");
  return strata;
}

/** @throws HTTPException 404 where the Strata does not have that server */
export async function requireServer(db: Database, strata: Strata, serverName: ServerName): Promise<Instance> {
  const instances = await listStrataInstances(db, strata.id);
  const instance = instances.find((one) => one.serverName === serverName);
  if (!instance) throw refusal(404, `This Strata does not have ${serverName}`);
  return instance;
}
