"use client";

import { useState } from "react";
import { SelectBox } from "@/components/instances/list/select-box";
import { useMember } from "@/components/layout/member";
import type { Link } from "@/lib/contracts/link";
import { LinkBulk } from "./link-bulk";
import { LinkRow } from "./link-row";
import { LinkRowActions } from "./link-row-actions";

const HEAD = "px-3 py-2 text-left font-medium text-muted text-xs whitespace-nowrap";

/** Links as a table: whom each is for, how far they are, and what can be done about it. */
export function LinkTable({ links }: { links: readonly Link[] }) {
  const selectable = useMember().can("link.revoke");
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const selected = links.filter(({ id }) => chosen.has(id));
  const choose = (ids: readonly string[], wanted: boolean) =>
    setChosen((before) => {
      const after = new Set(before);
      for (const id of ids) wanted ? after.add(id) : after.delete(id);
      return after;
    });
  return (
    <LinkRowActions>
      {(act) => (
        <>
          {selectable && selected.length > 0 && (
            <LinkBulk links={selected} onDone={() => setChosen(new Set())} />
          )}
          <div className="relative overflow-x-auto">
            <table className="w-full min-w-3xl table-fixed text-sm">
              <caption className="sr-only">Connect links</caption>
              <thead className="border-border border-b bg-inset">
                <tr>
                  {selectable && (
                    <th scope="col" className="w-10 py-2 pl-4">
                      <SelectBox
                        label="All that are shown"
                        checked={selected.length === links.length}
                        mixed={selected.length > 0 && selected.length < links.length}
                        onChange={(wanted) =>
                          choose(
                            links.map(({ id }) => id),
                            wanted,
                          )
                        }
                      />
                    </th>
                  )}
                  <th scope="col" className={HEAD}>
                    Person
                  </th>
                  <th scope="col" className={HEAD}>
                    Progress
                  </th>
                  <th scope="col" className={HEAD}>
                    State
                  </th>
                  <th scope="col" className={HEAD}>
                    Created
                  </th>
                  <th scope="col" className="w-12">
                    <span className="sr-only">Actions</span>
                  </th>
                </tr>
              </thead>
              <tbody className="divide-y divide-border">
                {links.map((link) => (
                  <LinkRow
                    key={link.id}
                    link={link}
                    onAct={act}
                    {...(selectable && {
                      chosen: chosen.has(link.id),
                      onChoose: (wanted: boolean) => choose([link.id], wanted),
                    })}
                  />
                ))}
              </tbody>
            </table>
          </div>
        </>
      )}
    </LinkRowActions>
  );
}
