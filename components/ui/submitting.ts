import type { FieldValues, UseFormReturn } from "react-hook-form";
import { placeProblem } from "./place-problem";

/** What a form does when it is submitted: it sends what is valid, and shows a refusal with everything typed kept. */
export function submitting<Values extends FieldValues, Context, Sent>(
  form: UseFormReturn<Values, Context, Sent>,
  /** @throws RequestError where it is refused */
  send: (values: Sent) => unknown,
) {
  return form.handleSubmit(async (values) => {
    try {
      await send(values);
    } catch (error) {
      placeProblem(form, error);
    }
  });
}
