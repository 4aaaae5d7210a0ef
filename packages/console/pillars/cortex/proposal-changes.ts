/** What is done with proposals. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { beginListsAnew, type RowOf } from "#console/data/list.ts";
import { notify } from "#console/data/notices.ts";

export type Proposal = RowOf<"cortex.proposals.list">;
export type Detail = Answer<"cortex.proposals.get">;

/** Accepts a proposal; `targetVersion` is that of the row of which its person has seen the change. */
export const accept = async (row: Proposal, title: string, text: string, targetVersion?: number) => {
  const path = { proposalId: row.id };
  const body = targetVersion === undefined ? {} : { targetVersion };
  await change("cortex.proposals.accept", { path, body, row, patch: {}, title, isQuiet: true });
  await told(text);
};

export const reject = async (row: Proposal, title: string, text: string) => {
  await change("cortex.proposals.reject", { path: { proposalId: row.id }, row, patch: {}, title });
  await told(text);
};

export const undo = async (row: Proposal, title: string, text: string) => {
  await change("cortex.proposals.undo", { path: { proposalId: row.id }, row, patch: {}, title });
  await told(text);
};

async function told(text: string): Promise<void> {
  await beginListsAnew("cortex.proposals");
  notify({ kind: "done", text });
}
