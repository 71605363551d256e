import type { Database } from "../../db/client";
import { findInstance, type Instance } from "../store/read-instances";
import { unknownInstance } from "./answers";
import { readUuid } from "./pydantic/uuid";

/**
 * An instance by its id, where the API's document declares a text and no UUID: one that is none is nobody's.
 * @throws HTTPException 404
 */
export async function findByText(db: Database, account: string, text: string): Promise<Instance> {
  const id = readUuid(text);
  const instance = "value" in id ? await findInstance(db, account, id.value) : undefined;
  if (!instance) throw unknownInstance();
  return instance;
}
