/** What the parts of a transaction are for: put together until they add up, and then saved as one. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import type { Answer } from "#console/data/client.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { Card, Section, Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { PickCategory } from "./Pick.tsx";
import { type Part, partsOf, remainingOf, sentParts } from "./parts.ts";
import { nameOf } from "./transaction-changes.ts";
import type en from "./words.en.ts";

type Whole = Answer<"finance.transactions.get">;

const MOST_PARTS = 100;

export function Splits({ row }: { row: Whole }) {
  const words = useWords<typeof en>("finance").splits;
  // What is typed; without it the parts are those that are saved.
  const [typed, setTyped] = useState<Part[]>();
  const { run, isPending, problem } = useChange("finance.transactions.putSplits");
  const saved = partsOf(row);
  const parts = typed ?? saved;
  const remaining = remainingOf(row, parts);

  const begin = () =>
    setTyped([
      { ...newPart(), budgetCategoryId: row.budgetCategoryId, cents: Math.abs(row.amountCents) },
      { ...newPart(), cents: 0 },
    ]);
  const save = async () => {
    if (await put(parts)) setTyped(undefined);
  };
  const put = (next: readonly Part[], more: object = {}) =>
    run({
      path: { transactionId: row.id },
      body: { splits: sentParts(row, next) },
      row,
      isOfPart: true,
      title: nameOf(row),
      ...more,
    });
  const removeAll = async () => {
    const splits = sentParts(row, saved);
    const undo = () =>
      change("finance.transactions.putSplits", {
        path: { transactionId: row.id },
        body: { splits },
        title: nameOf(row),
      });
    if (await put([], { undo, undoText: words.wasRemoved })) setTyped(undefined);
  };
  return (
    <Section title={words.title}>
      <Card>
        <Stack>
          {parts.length === 0 ? (
            <>
              <p className="quiet">{words.hint}</p>
              <div className="row">
                <Button onClick={begin}>{words.divide}</Button>
              </div>
            </>
          ) : (
            <Parts parts={parts} remaining={remaining} currency={row.currency} onChange={setTyped} />
          )}
          {problem && <Problem problem={problem.code === "stale_version" ? { text: words.meanwhile } : problem} />}
          {parts.length > 0 && (
            <Actions
              parts={parts}
              remaining={remaining}
              isTyped={typed !== undefined}
              isSaved={saved.length > 0}
              isPending={isPending}
              onSave={() => void save()}
              onCancel={() => setTyped(undefined)}
              onRemove={() => void removeAll()}
            />
          )}
        </Stack>
      </Card>
    </Section>
  );
}

const newPart = (): Part => ({ key: crypto.randomUUID(), budgetCategoryId: null, cents: undefined, note: "" });

type PartsProps = {
  parts: readonly Part[];
  remaining: number;
  currency: string;
  onChange: (parts: Part[]) => void;
};

function Parts({ parts, remaining, currency, onChange }: PartsProps) {
  const words = useWords<typeof en>("finance").splits;
  const set = (key: string, changed: Partial<Part>) =>
    onChange(parts.map((part) => (part.key === key ? { ...part, ...changed } : part)));
  const add = () => onChange([...parts, { ...newPart(), cents: Math.max(0, remaining) }]);
  return (
    <>
      <ul className="parts">
        {parts.map(({ key, budgetCategoryId, cents, note }, at) => (
          <li key={key}>
            <PickCategory
              label={words.category(at + 1)}
              value={budgetCategoryId}
              onChange={(id) => set(key, { budgetCategoryId: id })}
            />
            <MoneyField
              label={words.amount(at + 1)}
              currency={currency}
              cents={cents}
              onChange={(value) => set(key, { cents: value })}
            />
            <Text
              label={words.note(at + 1)}
              value={note}
              maxLength={1000}
              onChange={({ target }) => set(key, { note: target.value })}
            />
            <span className="part-acts">
              {remaining !== 0 && (
                <Button
                  small
                  kind="bare"
                  aria-label={words.giveRest(at + 1)}
                  onClick={() => set(key, { cents: (cents ?? 0) + remaining })}
                >
                  {words.rest}
                </Button>
              )}
              <IconButton
                icon="cross"
                label={words.removePart(at + 1)}
                onClick={() => onChange(parts.filter((part) => part.key !== key))}
              />
            </span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Button small icon="plus" why={parts.length >= MOST_PARTS && words.enough} onClick={add}>
          {words.add}
        </Button>
        <span role="status" className={remaining === 0 ? "quiet" : "parts-rest"}>
          {remaining === 0
            ? words.addsUp
            : remaining > 0
              ? words.remaining(money(remaining, currency))
              : words.tooMuch(money(-remaining, currency))}
        </span>
      </div>
    </>
  );
}

type ActionsProps = {
  parts: readonly Part[];
  remaining: number;
  isTyped: boolean;
  isSaved: boolean;
  isPending: boolean;
  onSave: () => void;
  onCancel: () => void;
  onRemove: () => void;
};

function Actions({ parts, remaining, isTyped, isSaved, isPending, onSave, onCancel, onRemove }: ActionsProps) {
  const words = useWords<typeof en>("finance").splits;
  const common = useCommon();
  const isMissing = parts.some(({ cents }) => cents === undefined);
  const why = !isTyped ? words.saved : isMissing ? words.fillIn : remaining !== 0 && words.addUp;
  return (
    <div className="row">
      <Button kind="main" busy={isPending} why={why} onClick={onSave}>
        {words.save}
      </Button>
      {isTyped && <Button onClick={onCancel}>{common.cancel}</Button>}
      {isSaved && (
        <Button kind="bare" onClick={onRemove}>
          {words.remove}
        </Button>
      )}
    </div>
  );
}
