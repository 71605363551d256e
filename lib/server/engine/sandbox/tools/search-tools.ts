import * as z from "zod";
import { localTool } from "../../targets/local-tool";
import { countRecords, createRecord, deleteRecord, getRecord, listRecords, searchRecords } from "../records";
import { NOUNS, SAVED_SEARCH } from "./nouns";
import {
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

const PAGE = NOUNS["Search & web"].one;

/** Searching pages that nobody can change, and keeping searches, for the services that look things up. */
export function searchTools({ service, prefix }: Naming): SandboxTool[] {
  return [
    localTool({
      name: `${prefix}search_pages`,
      title: "Search pages",
      description: sandboxDescription(service, "Finds the pages that hold a text."),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ query: queryField, limit: limitField }),
      outputSchema: manyRecords,
      run: async (collection: OpenCollection, { query, limit }) => ({
        records: (await searchRecords(collection(PAGE), query, limit)).map(shown),
      }),
    }),
    localTool({
      name: `${prefix}get_page`,
      title: "Get one page",
      description: sandboxDescription(service, "Returns one page by its id."),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ id: idField.describe("The page's id, as a search returns it") }),
      outputSchema: oneRecord,
      run: async (collection: OpenCollection, { id }) => ({
        record: shown(found(await getRecord(collection(PAGE), id), PAGE)),
      }),
    }),
    localTool({
      name: `${prefix}list_saved_searches`,
      title: "List saved searches",
      description: sandboxDescription(service, "Lists the searches that were saved, the newest first."),
      annotations: { readOnlyHint: true },
      inputSchema: z.strictObject({ limit: limitField }),
      outputSchema: manyRecords,
      run: async (collection: OpenCollection, { limit }) => ({
        records: (await listRecords(collection(SAVED_SEARCH.one), limit)).map(shown),
      }),
    }),
    localTool({
      name: `${prefix}save_search`,
      title: "Save a search",
      description: sandboxDescription(service, "Saves a search under a title."),
      annotations: { readOnlyHint: false, destructiveHint: false },
      inputSchema: z.strictObject({ title: titleField, query: queryField }),
      outputSchema: oneRecord,
      async run(collection: OpenCollection, { title, query }) {
        requireRoom(await countRecords(collection(SAVED_SEARCH.one)), SAVED_SEARCH.many);
        return { record: shown(await createRecord(collection(SAVED_SEARCH.one), { title, body: query })) };
      },
    }),
    localTool({
      name: `${prefix}delete_saved_search`,
      title: "Delete a saved search",
      description: sandboxDescription(service, "Deletes one saved search for good."),
      annotations: { readOnlyHint: false, destructiveHint: true, idempotentHint: true },
      inputSchema: z.strictObject({ id: idField.describe("The saved search's id") }),
      outputSchema: deletedRecord,
      run: async (collection: OpenCollection, { id }) => ({
        deleted: found(await deleteRecord(collection(SAVED_SEARCH.one), id), SAVED_SEARCH.one).id,
      }),
    }),
  ];
}
