import type { FieldPath, FieldValues, UseFormReturn } from "react-hook-form";
import { RequestError } from "@/lib/api/request-error";

/**
 * Puts a refusal on the fields that it is about, with the focus on the first of them; what is about none of the form's
 * is told as its `root` error, for the form to show.
 */
export function placeProblem<Values extends FieldValues, Context, Sent>(
  { getValues, setError }: Pick<UseFormReturn<Values, Context, Sent>, "getValues" | "setError">,
  error: unknown,
): void {
  if (!(error instanceof RequestError)) {
    setError("root", { message: "Something went wrong here. Try again." });
    return;
  }
  const { fields = {} } = error.problem;
  const own = Object.keys(getValues()) as FieldPath<Values>[];
  const placed = own.filter((name) => fields[name]?.[0]);
  for (const [index, name] of placed.entries()) {
    setError(name, { message: fields[name]?.[0] }, { shouldFocus: index === 0 });
  }
  const rest = Object.keys(fields).length - placed.length;
  if (placed.length === 0 || rest > 0) setError("root", { message: error.message });
}
