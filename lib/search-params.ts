/** Reads a text as a schema does; most are one. */
type Reader<Value> = { safeParse: (text: string) => { success: true; data: Value } | { success: false } };

/** What reads each parameter. */
export type Shape = Record<string, Reader<unknown>>;

/** What an address may say, by parameter; undefined for what it does not say. */
export type SearchValues<Of extends Shape> = {
  [Name in keyof Of]?: (Of[Name] extends Reader<infer Value> ? Value : never) | undefined;
};

/** Several values of one parameter are separated by commas. Undefined, and what is empty, takes the parameter away. */
export type SearchChanges<Of extends Shape> = {
  [Name in keyof Of]?: string | readonly string[] | undefined;
};

export type SearchParams<Of extends Shape> = {
  shape: Of;
  read: (address: URLSearchParams | Record<string, string | string[] | undefined>) => SearchValues<Of>;
  write: (search: string, changes: SearchChanges<Of>) => string;
};

/**
 * The parameters of a page's address, declared once for the server and the browser: what reads each
 * from a text. What makes no sense is left out, so that an old link still shows something.
 */
export function declareSearchParams<Of extends Shape>(shape: Of): SearchParams<Of> {
  return {
    shape,
    read(address) {
      const values: SearchValues<Of> = {};
      for (const [name, schema] of Object.entries(shape)) {
        // Of a parameter that is repeated, the first counts.
        const text = address instanceof URLSearchParams ? address.get(name) : [address[name]].flat()[0];
        const read = text ? schema.safeParse(text) : undefined;
        if (read?.success) Object.assign(values, { [name]: read.data });
      }
      return values;
    },
    write(search, changes) {
      const params = new URLSearchParams(search);
      for (const [name, value] of Object.entries<string | readonly string[] | undefined>(changes)) {
        const text = [value ?? []].flat().join(",");
        if (text === "") params.delete(name);
        else params.set(name, text);
      }
      return params.size > 0 ? `?${params}` : "";
    },
  };
}

/** A parameter that a function reads: for pages whose first load has no schemas. Undefined makes no sense of the text. */
export function readBy<Value>(read: (text: string) => Value | undefined): Reader<Value> {
  return {
    safeParse: (text) => {
      const data = read(text);
      return data === undefined ? { success: false } : { success: true, data };
    },
  };
}
