/** The entries of the ledger of tokens, newest first. */
import { type RowOf, useList } from "#console/data/list.ts";
import { Empty } from "#console/ui/State.tsx";
import { Table } from "#console/ui/Table.tsx";
import { Time } from "#console/ui/Time.tsx";
import { number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Entry = RowOf<"cortex.tokens.ledger">;

export function SpendEntries() {
  const { spend: words } = useWords<typeof en>("cortex");
  const entries = useList("cortex.tokens.ledger", {});
  const what = ({ referenceType }: Entry) =>
    Object.hasOwn(words.entries, referenceType)
      ? words.entries[referenceType as keyof typeof words.entries]
      : referenceType;
  return (
    <Table
      label={words.views.entries}
      rows={entries}
      keyOf={({ id }) => id}
      empty={<Empty icon="list" title={words.noEntries} />}
      columns={[
        { id: "what", label: words.what, isName: true, cell: what },
        { id: "when", label: words.when, cell: ({ createdAt }) => <Time at={createdAt} form="moment" /> },
        { id: "amount", label: words.amount, isNumber: true, cell: ({ amount }) => number(amount) },
      ]}
    />
  );
}
