import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { countWords } from "@/lib/words/count";
import { usersIn, withUser } from "./users-text";

type UsersFieldProps = {
  text: string;
  onChange: (text: string) => void;
  /** Users who have something already, the latest first. */
  known: readonly string[];
  error: string | undefined;
};

/** For whom: a pasted list, or known users who are checked, which writes them into it. */
export function UsersField({ text, onChange, known, error }: UsersFieldProps) {
  const users = usersIn(text);
  return (
    <div className="flex flex-col">
      <Field
        label={users.length > 0 ? `Users, ${countWords(users.length, "name")}` : "Users"}
        description="One a line, or separated by commas: email addresses or ids of yours."
        error={error}
      >
        {(ids) => (
          <Textarea
            {...ids}
            rows={6}
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            placeholder={"ana@example.com\nbo@example.com"}
            value={text}
            onChange={({ target }) => onChange(target.value)}
            className="font-mono text-xs"
          />
        )}
      </Field>
      {known.length > 0 && (
        <Disclosure summary="Choose among known users" className="-mt-2 mb-4">
          <ul
            aria-label="Known users"
            className="max-h-44 overflow-y-auto rounded-md border border-border p-1"
          >
            {known.map((user) => (
              <li key={user}>
                <label className="flex min-h-8 items-center gap-2 rounded-md px-2 text-sm hover:bg-hover pointer-coarse:min-h-11">
                  <input
                    type="checkbox"
                    className="size-4 shrink-0 accent-accent"
                    checked={users.includes(user)}
                    onChange={({ target }) => onChange(withUser(text, user, target.checked))}
                  />
                  <span className="min-w-0 truncate">{user}</span>
                </label>
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
    </div>
  );
}
