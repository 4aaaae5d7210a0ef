/** Says what was on an account at the end of a day. What that would add is shown before it is added. */
import { useState } from "react";
import { change, useChange } from "#console/data/change.ts";
import type { RowOf } from "#console/data/list.ts";
import { usePreview } from "#console/data/preview.ts";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { Stack } from "#console/ui/Page.tsx";
import { Problem } from "#console/ui/State.tsx";
import { useCommon } from "#console/words/common.ts";
import { money, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Account } from "./rows.ts";
import type en from "./words.en.ts";

export function Reconcile({ account, onClose }: { account: Account; onClose: () => void }) {
  const words = useWords<typeof en>("finance").balance;
  const common = useCommon();
  const { currency } = account;
  const path = { accountId: account.id };
  const [asOf, setDay] = useState<string | undefined>(today());
  const [balanceCents, setBalance] = useState<number>();
  const { run, isPending, problem } = useChange("finance.accounts.reconcile");

  const isAfterToday = asOf !== undefined && asOf > today();
  const stated = asOf === undefined || balanceCents === undefined || isAfterToday ? undefined : { asOf, balanceCents };
  const answer = usePreview("finance.accounts.reconcile", stated, path);
  // The answer before it shows until the newest one is here.
  const tried = stated && answer?.asOf === asOf && answer?.balanceCents === balanceCents ? answer : undefined;
  const missing = tried?.differenceCents;
  const amount = missing === undefined ? "" : money(Math.abs(missing), currency);

  const reconcile = async () => {
    let added: RowOf<"finance.transactions.list"> | null = null;
    const done = await run({
      path,
      body: stated,
      makes: "finance.transactions",
      undoText: words.adjusted(money(missing ?? 0, currency)),
      undo: async () => {
        if (added) await change("finance.transactions.remove", { path: { transactionId: added.id }, row: added });
      },
    });
    if (!done) return;
    added = done.adjustment;
    onClose();
  };
  const why = isAfterToday
    ? words.notAfterToday
    : stated === undefined
      ? words.sayBalance
      : missing === undefined
        ? words.beingCounted
        : missing === 0 && words.addsUp;
  return (
    <Sheet
      open
      onClose={onClose}
      dirty={balanceCents !== undefined}
      title={<span dir="auto">{words.reconcileTitle(account.name)}</span>}
      actions={
        <>
          <Button onClick={onClose}>{common.cancel}</Button>
          <Button kind="main" busy={isPending} why={why} onClick={() => void reconcile()}>
            {!missing ? words.reconcile : missing > 0 ? words.addMore(amount) : words.addLess(amount)}
          </Button>
        </>
      }
    >
      <Stack>
        <p className="quiet">{words.reconcileHint}</p>
        <MoneyField
          label={words.stated}
          help={words.statedHelp}
          currency={currency}
          cents={balanceCents}
          onChange={setBalance}
        />
        <DateField
          label={words.asOf}
          error={isAfterToday ? words.notAfterToday : undefined}
          value={asOf}
          onChange={setDay}
        />
        <p aria-live="polite" className="serif">
          {missing !== undefined &&
            (missing === 0 ? words.addsUp : missing > 0 ? words.isMore(amount) : words.isLess(amount))}
        </p>
        {problem && <Problem problem={problem} />}
      </Stack>
    </Sheet>
  );
}
