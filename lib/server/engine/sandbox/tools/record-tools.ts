import * as z from "zod";
import { localTool, ToolRefusal } from "../../targets/local-tool";
import {
  countRecords,
  createRecord,
  deleteRecord,
  getRecord,
  listRecords,
  searchRecords,
  updateRecord,
} from "../records";
import type { Noun } from "./nouns";
import {
  bodyField,
  deletedRecord,
  found,
  idField,
  limitField,
  manyRecords,
  type Naming,
  oneRecord,
  queryField,
  requireRoom,
  sandboxDescription,
  shown,
  titleField,
} from "./shapes";
import type { OpenCollection, SandboxTool } from "./tool";

/** Reading and writing one kind of record, for the categories whose services keep things. */
export function recordTools({ service, prefix }: Naming, { one, many }: Noun): SandboxTool[] {
  const id = idField.describe(`The ${one}'s id, as the other tools return it`);
  return [
    localTool({
      name: `${prefix}list_${many}`,
      title: `List ${many}`,
      description: sandboxDescription(service, `Lists ${many}, the newest first.`),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ limit: limitField }),
      outputSchema: manyRecords,
      run: async (collection: OpenCollection, { limit }) => ({
        records: (await listRecords(collection(one), limit)).map(shown),
      }),
    }),
    localTool({
      name: `${prefix}get_${one}`,
      title: `Get one ${one}`,
      description: sandboxDescription(service, `Returns one ${one} by its id.`),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ id }),
      outputSchema: oneRecord,
      run: async (collection: OpenCollection, input) => ({
        record: shown(found(await getRecord(collection(one), input.id), one)),
      }),
    }),
    localTool({
      name: `${prefix}search_${many}`,
      title: `Search ${many}`,
      description: sandboxDescription(service, `Finds the ${many} that hold a text, the newest first.`),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ query: queryField, limit: limitField }),
      outputSchema: manyRecords,
      run: async (collection: OpenCollection, { query, limit }) => ({
        records: (await searchRecords(collection(one), query, limit)).map(shown),
      }),
    }),
    localTool({
      name: `${prefix}create_${one}`,
      title: `Create a new ${one}`,
      description: sandboxDescription(service, `Adds a new ${one}.`),
      annotations: { readOnlyHint: false, destructiveHint: false },
      inputSchema: z.strictObject({ title: titleField, body: bodyField.default("") }),
      outputSchema: oneRecord,
      async run(collection: OpenCollection, content) {
        requireRoom(await countRecords(collection(one)), many);
        return { record: shown(await createRecord(collection(one), content)) };
      },
    }),
    localTool({
      name: `${prefix}update_${one}`,
      title: `Change one ${one}`,
      description: sandboxDescription(
        service,
        `Changes the title or the body of one ${one}; what is left out stays.`,
      ),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
      inputSchema: z.strictObject({ id, title: titleField.optional(), body: bodyField.optional() }),
      outputSchema: oneRecord,
      async run(collection: OpenCollection, input) {
        const { id, ...change } = input;
        if (change.title === undefined && change.body === undefined) {
          throw new ToolRefusal("Give a title or a body to change.");
        }
        return { record: shown(found(await updateRecord(collection(one), id, change), one)) };
      },
    }),
    localTool({
      name: `${prefix}delete_${one}`,
      title: `Delete one ${one}`,
      description: sandboxDescription(service, `Deletes one ${one} for good.`),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
      inputSchema: z.strictObject({ id }),
      outputSchema: deletedRecord,
      run: async (collection: OpenCollection, input) => ({
        deleted: found(await deleteRecord(collection(one), input.id), one).id,
      }),
    }),
  ];
}
