/** Medications, each with its schedule and with how long it lasts. */
import { change } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { Button } from "#console/ui/Button.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import type { Rows } from "#console/ui/rows.ts";
import { Empty, State } from "#console/ui/State.tsx";
import { day, number } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amountOf, inWords } from "./dose-words.ts";
import type { Medication } from "./medical-reads.ts";
import type en from "./words.en.ts";

type MedicationsProps = {
  rows: Rows<Medication>;
  supply: Answer<"health.medications.supply"> | undefined;
  onOpen: (which: "medication" | "refill", id: string) => void;
  onAdd: () => void;
  onDone: () => void;
};

export function Medications({ rows, supply, onOpen, onAdd, onDone }: MedicationsProps) {
  const words = useWords<typeof en>("health").medications;
  const left = new Map(supply?.data.map((one) => [one.medicationId, one]));
  const remove = (row: Medication) =>
    void change("health.medications.remove", {
      path: { medicationId: row.id },
      row,
      title: row.name ?? words.unnamed,
    }).then(onDone, () => {});
  const item = (row: Medication): Item => {
    const stock = left.get(row.id);
    return {
      name: row.name ?? words.unnamed,
      onOpen: () => onOpen("medication", row.id),
      sub: [amountOf(row.dose), inWords(row.schedule, words), row.endsOn && words.until(day(row.endsOn))]
        .filter(Boolean)
        .join(" · "),
      end: stock && <Left stock={stock} />,
      menu: [
        { label: words.refill, icon: "plus", onSelect: () => onOpen("refill", row.id) },
        { label: words.change, icon: "pencil", onSelect: () => onOpen("medication", row.id) },
        { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) },
      ],
    };
  };
  return (
    <List
      label={words.list}
      rows={rows}
      keyOf={({ id }) => id}
      item={item}
      empty={
        <Empty icon="plus" title={words.empty} action={<Button onClick={onAdd}>{words.add}</Button>}>
          {words.emptyHint}
        </Empty>
      }
      onDelete={remove}
      lines={2}
    />
  );
}

type Stock = Answer<"health.medications.supply">["data"][number];

function Left({ stock: { stockUnits, runsOutOn, isRunningOut } }: { stock: Stock }) {
  const words = useWords<typeof en>("health").medications;
  if (runsOutOn !== null && isRunningOut) return <State tone="warn">{words.runsOut(day(runsOutOn))}</State>;
  return (
    <span className="quiet small">
      {runsOutOn === null ? words.left(number(stockUnits)) : words.lasts(number(stockUnits), day(runsOutOn))}
    </span>
  );
}
