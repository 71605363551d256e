import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Disclosure } from "@/components/ui/disclosure";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { serverToolsQuery, useSwitchServerTool } from "@/lib/queries/rules";
import { showUnseen } from "@/lib/words/unseen";
import { SuspendButton } from "./suspend-button";

/** What holds for every instance of a server: whether it is suspended, and which tools are switched off. */
export function ServerRules({ name }: { name: string }) {
  const { data } = useQuery(serverToolsQuery(name));
  const change = useSwitchServerTool(name);
  const [tool, setTool] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    change.mutate({ tool: tool.trim(), isOn: false }, { onSuccess: () => setTool("") });
  };
  return (
    <Disclosure summary="Rules for every instance" className="-ml-1 mt-4">
      <div className="mb-3 flex items-center justify-between gap-3 text-sm">
        <span className="text-muted">Refuse every call of {name}</span>
        <SuspendButton what={{ scope: "server", name }} words={`every instance of ${name}`} size="small" />
      </div>
      <form noValidate onSubmit={submit}>
        <Field
          label="Tools that are switched off"
          description="By the name that the server gives them; agents neither see nor call them."
          error={change.error?.message}
        >
          {(ids) => (
            <span className="flex gap-2">
              <Input
                {...ids}
                autoComplete="off"
                spellCheck={false}
                maxLength={512}
                value={tool}
                onChange={(event) => setTool(event.target.value)}
              />
              <Button
                type="submit"
                disabled={tool.trim() === ""}
                busy={change.isPending}
                busyLabel="Switching"
              >
                Switch off
              </Button>
            </span>
          )}
        </Field>
      </form>
      <ul className="divide-y divide-border">
        {data?.switchedOff.map((each) => (
          <li key={each} className="flex items-center justify-between gap-2 py-1.5">
            <code className="min-w-0 font-mono text-xs [overflow-wrap:anywhere]">{showUnseen(each)}</code>
            <Button
              size="small"
              aria-label={`Switch ${showUnseen(each)} on`}
              onClick={() => change.mutate({ tool: each, isOn: true })}
            >
              Switch on
            </Button>
          </li>
        ))}
      </ul>
    </Disclosure>
  );
}
