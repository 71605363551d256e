import { PatchbayError } from "../../errors";

/** A bundle's name is what people choose it by, so there is one of each. */
export function nameTaken(name: string): PatchbayError {
  return new PatchbayError("conflict", `There is a bundle called "${name}" already.`, {
    fields: { name: ["Another bundle has this name."] },
  });
}

export function noSuchBundle(): PatchbayError {
  return new PatchbayError("not-found", "There is no such bundle.");
}
