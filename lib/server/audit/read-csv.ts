import { csvLines } from "@/lib/words/csv";
import { CSV_COLUMNS } from "./export-file";

/** A line of a CSV file as the event that it says, its fields not checked yet; undefined where it is none. */
export type CsvEvents = { line: number; event: unknown }[];

/**
 * The events of a CSV file's body. Undefined for a file of the version before, which has not all that an event hashes.
 * @param body without the signature
 */
export function readCsvEvents(body: string): CsvEvents | undefined {
  const [columns, ...rows] = csvLines(body) ?? [];
  if (columns && !columns.includes("personal_hash")) return undefined;
  if (columns?.join() !== CSV_COLUMNS.join()) return [{ line: 1, event: undefined }];
  return rows.map((cells, index) => ({ line: index + 2, event: eventOf(cells) }));
}

function eventOf(cells: readonly string[]): unknown {
  const cell = (name: string) => cells[CSV_COLUMNS.indexOf(name)] ?? "";
  const orNull = (name: string) => cell(name) || null;
  const position = cell("position");
  const link = { position: Number(position), previousHash: cell("previous_hash"), hash: cell("hash") };
  return {
    content: {
      id: cell("id"),
      at: cell("at"),
      actorKind: orNull("actor_kind"),
      actorId: cell("actor_id"),
      action: cell("action"),
      subjectType: cell("subject_type"),
      requestId: orNull("request_id"),
      outcome: cell("outcome"),
      personalHash: cell("personal_hash"),
    },
    personal: {
      actorName: cell("actor_name"),
      actorEmail: orNull("actor_email"),
      subjectId: cell("subject_id"),
      address: orNull("address"),
      details: parsed(cell("details")),
    },
    salt: orNull("personal_salt"),
    link: position === "" ? null : link,
  };
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}
