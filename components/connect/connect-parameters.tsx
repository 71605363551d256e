import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { ServerName } from "@/lib/contracts/server-name";
import { fill } from "@/lib/words/visitor/fill";
import { useVisitorWords } from "./visitor-words";

type ConnectParametersProps = {
  serverName: ServerName;
  asked: readonly string[];
  values: Record<string, string>;
  errors: Record<string, string>;
  onChange: (name: string, value: string) => void;
};

/** What a service has to know before its window can open, such as whose Zendesk it is. */
export function ConnectParameters({ serverName, asked, values, errors, onChange }: ConnectParametersProps) {
  const { language, words } = useVisitorWords();
  return asked.map((name) => (
    <Field
      key={name}
      label={`${serverName} ${name}`}
      description={fill(words.parameterHint, { server: serverName })}
      error={errors[name] && language !== "en" ? words.fieldWrong : errors[name]}
      className="max-w-sm"
    >
      {(control) => (
        <Input
          {...control}
          name={name}
          value={values[name] ?? ""}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          onChange={(event) => onChange(name, event.target.value.trim())}
        />
      )}
    </Field>
  ));
}
