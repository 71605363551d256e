import type { messages, PGlite, protocol, QueryOptions, Results } from "@electric-sql/pglite";

/** Statements that are parsed are kept by the database until it closes; their texts come from this code, and are few. */
const MOST = 200;

/**
 * What a plan for any values at all may serve badly: how many rows a text finds, or what of an order is met first, depends
 * on the values. Such statements are planned anew each time.
 */
const DEPENDS_ON_VALUES = /\b(?:i?like|where\b.*\border by|group by|offset|exists|any|count)\b|~|\bin \(/is;

/** Stands in a statement whose best plan is the same for any values, though a word in it says otherwise. */
export const ANY_VALUES = "/* any values */";

const CHANGES_OR_READS = /^\s*(?:select|insert|update|delete|with)\b/i;

type Statement = { name: string; types: number[]; fields: { name: string; type: number }[] };
type BackendMessage = messages.BackendMessage;

/**
 * Has the embedded database parse and plan a statement once where only its values change. PGlite's `query` sends six
 * messages for each, every one an entry into WebAssembly, and plans anew, which for a row by its key is most of the work.
 * Statements in a transaction stay as they are.
 */
export function keepStatements(client: PGlite, { serialize }: typeof protocol): void {
  const kept = new Map<string, Statement>();
  let made = 0;
  const plain = client.query.bind(client);

  async function statementOf(text: string): Promise<Statement> {
    const known = kept.get(text);
    if (known) return known;
    made += 1;
    const name = `kept_${made}`;
    const answer = await send(
      serialize.parse({ name, text }),
      serialize.describe({ type: "S", name }),
      serialize.sync(),
    );
    const statement = { name, ...readDescription(answer) };
    kept.set(text, statement);
    return statement;
  }

  async function send(...messages: Uint8Array[]): Promise<BackendMessage[]> {
    const answer = await client.execProtocol(Buffer.concat(messages), { syncToFs: false });
    return answer.messages;
  }

  async function run<Row>(text: string, params: unknown[], options?: QueryOptions): Promise<Results<Row>> {
    const { name, types, fields } = await statementOf(text);
    const values = params.map((value, index) => {
      if (value === null || value === undefined) return null;
      const write = client.serializers[types[index] ?? 0];
      return write ? write(value) : String(value);
    });
    const answer = await send(
      serialize.bind({ statement: name, values }),
      serialize.execute({}),
      serialize.sync(),
    );
    await client.syncToFs();
    return readResults(answer, fields, (type) => options?.parsers?.[type] ?? client.parsers[type], options);
  }

  client.query = async <Row>(text: string, params: unknown[] = [], options?: QueryOptions) => {
    if (!isKept(text) || (made >= MOST && !kept.has(text))) return plain<Row>(text, params, options);
    await client.waitReady;
    try {
      return await client._runExclusiveTransaction(() =>
        client.runExclusive(() => run<Row>(text, params, options)),
      );
    } catch (error) {
      if (!isOutdated(error)) throw error;
      // What the statement reads has changed its shape since.
      kept.delete(text);
      return plain<Row>(text, params, options);
    }
  };
}

/** Whether a statement is kept, which its text alone decides. */
export function isKept(text: string): boolean {
  return CHANGES_OR_READS.test(text) && (text.includes(ANY_VALUES) || !DEPENDS_ON_VALUES.test(text));
}

/** Postgres's `feature_not_supported` (cached plan must not change result type) and `invalid_sql_statement_name`. */
function isOutdated(error: unknown): boolean {
  return error instanceof Error && "code" in error && (error.code === "0A000" || error.code === "26000");
}

function readDescription(answer: BackendMessage[]): Pick<Statement, "types" | "fields"> {
  const described: Pick<Statement, "types" | "fields"> = { types: [], fields: [] };
  for (const message of answer) {
    if ("dataTypeIDs" in message) described.types = message.dataTypeIDs as number[];
    if ("fieldCount" in message && message.name === "rowDescription" && "fields" in message) {
      const fields = message.fields as { name: string; dataTypeID: number }[];
      described.fields = fields.map(({ name, dataTypeID }) => ({ name, type: dataTypeID }));
    }
  }
  return described;
}

type Read = ((text: string, type: number) => unknown) | undefined;

function readResults<Row>(
  answer: BackendMessage[],
  fields: Statement["fields"],
  readerOf: (type: number) => Read,
  options?: QueryOptions,
): Results<Row> {
  const readers = fields.map(({ type }) => readerOf(type));
  const rows: unknown[] = [];
  let affectedRows = 0;
  for (const message of answer) {
    if (message.name === "dataRow" && "fields" in message) {
      const values = (message.fields as (string | null)[]).map((text, index) => {
        const read = readers[index];
        return text === null || !read ? text : read(text, fields[index]?.type ?? 0);
      });
      rows.push(
        options?.rowMode === "array"
          ? values
          : Object.fromEntries(values.map((value, index) => [fields[index]?.name, value])),
      );
    } else if (message.name === "commandComplete" && "text" in message) {
      const [, changed] = /^(?:INSERT \d+|UPDATE|DELETE|MERGE) (\d+)$/.exec(String(message.text)) ?? [];
      affectedRows = Number(changed ?? 0);
    }
  }
  return {
    rows: rows as Row[],
    fields: fields.map(({ name, type }) => ({ name, dataTypeID: type })),
    affectedRows,
  };
}
