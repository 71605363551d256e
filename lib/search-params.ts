import type * as z from "zod/mini";

/** A schema for each parameter. */
export type Shape = Record<string, z.ZodMiniType>;

/** What an address may say, by parameter; undefined for what it does not say. */
export type SearchValues<Of extends Shape> = { [Name in keyof Of]?: z.output<Of[Name]> | undefined };

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
 * The parameters of a page's address, declared once for the server and the browser: a schema for each, which reads it
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
