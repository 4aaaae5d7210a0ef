/** The same said of many transactions: those that are selected, or all that match what the list shows. */
import { useState } from "react";
import { useBulk } from "#console/data/bulk.ts";
import type { Body, Params } from "#console/data/client.ts";
import { notify } from "#console/data/notices.ts";
import { Button } from "#console/ui/Button.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { Job } from "#console/ui/Job.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import type { Selection } from "#console/ui/selection.ts";
import { useCommon } from "#console/words/common.ts";
import { useWords } from "#console/words/words.ts";
import { PickCategory, PickVendor } from "./Pick.tsx";
import type en from "./words.en.ts";

export type Filter = NonNullable<Params<"finance.transactions.bulk">["query"]>;
type Said = Body<"finance.transactions.bulk">["transaction"];

/** Of so many rows one request may name the ids. */
const MOST_IDS = 100;

type BulkEditProps = { selection: Selection; clear: () => void; filter: Filter };

export function BulkEdit({ selection: { mode, ids }, clear, filter }: BulkEditProps) {
  const words = useWords<typeof en>("finance").many;
  const [isOpen, setOpen] = useState(false);
  const all = useBulk("finance.transactions.bulk");

  const run = async (transaction: Said) => {
    setOpen(false);
    const query = mode === "all" ? filter : { id: [...ids].sort() };
    const { isDone, changed } = await all.run({ query, body: { op: "update", transaction } });
    if (!isDone) return;
    const said = words.changed(changed);
    // Of all that match, the API counts only those that can be changed.
    const left = mode === "some" ? ids.size - changed : 0;
    notify({ kind: left > 0 ? "info" : "done", text: left > 0 ? words.stayed(said, left) : said });
    clear();
  };
  if (all.state === "running") return <Job title={words.running} {...all} state="running" onStop={all.stop} />;
  const why = mode === "all" ? ids.size > 0 && words.exceptions : ids.size > MOST_IDS && words.tooMany;
  return (
    <>
      {all.problem && <Problem problem={all.problem} />}
      <Button small kind="main" icon="pencil" why={why} onClick={() => setOpen(true)}>
        {words.change}
      </Button>
      {isOpen && <SayOfMany onSay={(said) => void run(said)} onClose={() => setOpen(false)} />}
    </>
  );
}

type Field = "budgetCategoryId" | "vendorId" | "notes";

function SayOfMany({ onSay, onClose }: { onSay: (said: Said) => void; onClose: () => void }) {
  const all = useWords<typeof en>("finance");
  const words = all.many;
  const common = useCommon();
  // A field that is not in it stays as it is; null takes away.
  const [said, setSaid] = useState<Partial<Record<Field, string | null>>>({});
  const isSet = (field: Field) => field in said;
  const set = (field: Field, value: string | null) => setSaid((now) => ({ ...now, [field]: value }));
  const tick = (field: Field, isTicked: boolean) =>
    setSaid(({ [field]: before = null, ...others }) => (isTicked ? { ...others, [field]: before } : others));
  const isEmpty = Object.keys(said).length === 0;
  return (
    <Sheet
      open
      onClose={onClose}
      dirty={!isEmpty}
      title={words.title}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="main" why={isEmpty && words.choose} onClick={() => onSay(sent(said))}>
            {words.change}
          </Button>
        </>
      }
    >
      <Stack>
        <p className="quiet">{words.hint}</p>
        <Check
          label={words.setCategory}
          checked={isSet("budgetCategoryId")}
          onChange={(isTicked) => tick("budgetCategoryId", isTicked)}
        />
        {isSet("budgetCategoryId") && (
          <PickCategory
            label={all.fields.category}
            value={said.budgetCategoryId ?? null}
            onChange={(id) => set("budgetCategoryId", id)}
          />
        )}
        <Check
          label={words.setVendor}
          checked={isSet("vendorId")}
          onChange={(isTicked) => tick("vendorId", isTicked)}
        />
        {isSet("vendorId") && (
          <PickVendor label={all.fields.vendor} value={said.vendorId ?? null} onChange={(id) => set("vendorId", id)} />
        )}
        <Check label={words.setNotes} checked={isSet("notes")} onChange={(isTicked) => tick("notes", isTicked)} />
        {isSet("notes") && (
          <TextArea
            label={all.fields.notes}
            maxLength={5000}
            value={said.notes ?? ""}
            onChange={({ target }) => set("notes", target.value)}
          />
        )}
      </Stack>
    </Sheet>
  );
}

const sent = (said: Partial<Record<Field, string | null>>): Said => ({
  ...said,
  ...("notes" in said && { notes: said.notes?.trim() || null }),
});
