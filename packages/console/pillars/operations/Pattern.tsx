import type { Answer } from "#console/data/client.ts";
import { list } from "#console/words/format.ts";

export type Group = Answer<"admin.dead-letters.groups">["data"][number];

/** What the letters of a group failed at, and where. */
export function Pattern({ group: { kind, pattern, sources } }: { group: Group }) {
  return (
    <>
      <span dir="auto">
        {kind && <b className="mono">{kind} </b>}
        {pattern || "–"}
      </span>
      <div className="mono quiet small">{list(sources)}</div>
    </>
  );
}
