import { connectWindowSchema } from "@/lib/contracts/connect";

/**
 * What is wrong with the values that a service asks for before its window can open, by name; empty where nothing is.
 * @param asked names as in the catalogue's `oauthRequired`
 */
export function checkParameters(
  asked: readonly string[],
  values: Record<string, string>,
): Record<string, string> {
  const parsed = connectWindowSchema.safeParse(values);
  const issues = parsed.success ? [] : parsed.error.issues;
  const errors: Record<string, string> = {};
  for (const name of asked) {
    const message = values[name]
      ? issues.find(({ path }) => path[0] === name)?.message
      : `Enter the ${name}.`;
    if (message) errors[name] = message;
  }
  return errors;
}
