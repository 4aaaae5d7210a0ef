/** The parts of a pantry item by when they expire, and what came and went of it. */
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { useRead } from "#console/data/read.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { List, type Item as ListItem } from "#console/ui/List.tsx";
import { Section, Stack } from "#console/ui/Page.tsx";
import { rowsOf } from "#console/ui/rows.ts";
import { Empty, Problem, Skeleton } from "#console/ui/State.tsx";
import { Time } from "#console/ui/Time.tsx";
import { useCommon } from "#console/words/common.ts";
import { moment, money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { amount } from "./amounts.ts";
import { Expiry } from "./Expiry.tsx";
import type en from "./words.en.ts";

type Lot = RowOf<"household.lots.list">;
type Movement = RowOf<"household.movements.list">;
interface Stocked {
  id: string;
  name: string;
  unit: string;
}

export function Lots({ item, onUse }: { item: Stocked; onUse: (lotId: string) => void }) {
  const words = useWords<typeof en>("household");
  const path = { pantryItemId: item.id };
  const { data, problem, isLoading, retry } = useRead("household.lots.list", { path });
  const [dated, setDated] = useState<Lot>();
  const show = (lot: Lot): ListItem => ({
    name: amount(lot.quantity, item.unit),
    sub: [
      lot.openedAt && words.lots.opened(moment(lot.openedAt)),
      lot.purchasedAt && words.lots.bought(moment(lot.purchasedAt)),
      lot.priceCents !== null && money(lot.priceCents, lot.currency ?? undefined),
    ]
      .filter(Boolean)
      .join(" · "),
    end:
      lot.expiryDate === null ? <span className="quiet">{words.expiry.never}</span> : <Expiry day={lot.expiryDate} />,
    menu: [
      { label: words.lots.use, icon: "minus", onSelect: () => onUse(lot.id) },
      { label: words.lots.expires, icon: "calendar", onSelect: () => setDated(lot) },
    ],
  });
  return (
    <Section title={words.lots.title}>
      {isLoading && <Skeleton rows={2} />}
      {problem && !data && <Problem problem={problem} retry={retry} />}
      {data && (
        <List
          label={words.lots.title}
          rows={rowsOf(data.data)}
          keyOf={({ id }) => id}
          item={show}
          empty={<Empty icon="jar" title={words.lots.empty} />}
        />
      )}
      <Sheet open={dated !== undefined} onClose={() => setDated(undefined)} title={words.lots.expires}>
        {dated && <Expires lot={dated} title={item.name} onClose={() => setDated(undefined)} />}
      </Sheet>
    </Section>
  );
}

function Expires({ lot, title, onClose }: { lot: Lot; title: string; onClose: () => void }) {
  const words = useWords<typeof en>("household");
  const common = useCommon();
  const [expiryDate, setExpiryDate] = useState(lot.expiryDate);
  const save = () => {
    const path = { pantryItemId: lot.pantryItemId, lotId: lot.id };
    void change("household.lots.update", { path, body: { expiryDate }, row: lot, title });
    onClose();
  };
  return (
    <Stack>
      <DateField label={words.fields.expiryDate} value={expiryDate} onChange={(next) => setExpiryDate(next ?? null)} />
      <Button kind="main" onClick={save}>
        {common.save}
      </Button>
    </Stack>
  );
}

export function Movements({ item }: { item: Stocked }) {
  const words = useWords<typeof en>("household").movements;
  const [isOpen, setOpen] = useState(false);
  return (
    <details onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.title}</summary>
      {isOpen && <Lines item={item} />}
    </details>
  );
}

function Lines({ item }: { item: Stocked }) {
  const words = useWords<typeof en>("household").movements;
  const rows = useList("household.movements.list", { path: { pantryItemId: item.id } });
  const show = (line: Movement): ListItem => ({
    name: words.reasons[line.reason],
    sub: <Time at={line.createdAt} />,
    end: <span className="data">{`${line.delta > 0 ? "+" : "−"}${amount(Math.abs(line.delta), item.unit)}`}</span>,
    menu:
      line.reason === "undo" ? [] : [{ label: words.undo, icon: "undo", onSelect: () => void takeBack(item, line) }],
  });
  return (
    <List
      label={words.title}
      rows={rows}
      keyOf={({ id }) => id}
      item={show}
      empty={<Empty icon="clock" title={words.empty} />}
      lines={2}
    />
  );
}

const takeBack = (item: Stocked, { id }: Movement) =>
  change("household.movements.undo", { path: { pantryItemId: item.id, movementId: id }, title: item.name });
