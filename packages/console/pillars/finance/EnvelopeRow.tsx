/** One envelope: what is left of a budget as a bar, and its amount, which is changed where it stands. */
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { BudgetBar } from "#console/charts/Bars.tsx";
import { Button } from "#console/ui/Button.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { State } from "#console/ui/State.tsx";
import { Check } from "#console/ui/Switch.tsx";
import { useCommon } from "#console/words/common.ts";
import { money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type { Shown, Wanted } from "./envelopes.ts";
import type en from "./words.en.ts";

type EnvelopeRowProps = {
  name: string;
  /** The transactions that are in it. */
  to: string;
  currency: string;
  /** Without one nothing was planned, spent or left. */
  envelope?: Shown;
  /** Without it there can be no budget. */
  onSet?: (wanted: Wanted) => void;
  onRemove?: () => void;
  /** It was changed last, and may come from another place, where the focus was lost. */
  wasEdited: boolean;
};

export function EnvelopeRow({ name, to, currency, envelope, onSet, onRemove, wasEdited: cameHere }: EnvelopeRowProps) {
  const words = useWords<typeof en>("finance").budgets;
  const [isEdited, setEdited] = useState(false);
  const act = useRef<HTMLButtonElement>(null);
  const wasEdited = useRef(cameHere);
  // The focus goes back to where the change began.
  useEffect(() => {
    if (wasEdited.current && !isEdited && document.activeElement === document.body) act.current?.focus();
    wasEdited.current = isEdited;
  }, [isEdited]);
  const budget = envelope?.budgetCents ?? undefined;
  const isPlanned = budget !== undefined;
  return (
    <li>
      <span className="envelope-name" dir="auto">
        <Link to={to}>{name}</Link>
      </span>
      {envelope && <Bar name={name} envelope={envelope} />}
      {envelope && <Figures envelope={envelope} />}
      {onSet && !isEdited && (
        <span className="envelope-act">
          <Button
            ref={act}
            small
            kind="bare"
            aria-label={isPlanned ? words.changeFor(name) : words.setFor(name)}
            onClick={() => setEdited(true)}
          >
            {isPlanned ? words.change : words.set}
          </Button>
        </span>
      )}
      {onSet && isEdited && (
        <SetBudget
          label={words.amountFor(name, currency)}
          currency={currency}
          cents={budget}
          rollover={envelope?.rollover ?? false}
          onSet={onSet}
          onRemove={onRemove}
          onClose={() => setEdited(false)}
        />
      )}
    </li>
  );
}

function Bar({ name, envelope }: { name: string; envelope: Shown }) {
  const words = useWords<typeof en>("finance").budgets;
  const { spentCents, budgetCents, carryCents, availableCents, currency } = envelope;
  const amount = money(Math.abs(availableCents), currency);
  const isPlanned = budgetCents !== null || carryCents !== 0;
  const said = !isPlanned
    ? words.isSpent(money(Math.max(0, spentCents), currency))
    : availableCents < 0
      ? words.isOver(amount)
      : words.isLeft(amount);
  return (
    <>
      <span className="envelope-bar">
        {isPlanned && (
          <BudgetBar label={name} spent={spentCents} budget={budgetCents ?? 0} carried={carryCents} said={said} />
        )}
      </span>
      <span className="envelope-left num">
        {isPlanned && availableCents < 0 ? (
          <State tone="warn">{said}</State>
        ) : isPlanned ? (
          said
        ) : (
          <span className="quiet">{said}</span>
        )}
      </span>
    </>
  );
}

/** What it is made of; only what there is. */
function Figures({ envelope }: { envelope: Shown }) {
  const words = useWords<typeof en>("finance").budgets;
  const { spentCents, budgetCents, carryCents, rollover, currency } = envelope;
  const of = (cents: number) => money(cents, currency);
  const said = [
    spentCents < 0 && words.refunded(of(-spentCents)),
    spentCents >= 0 && budgetCents !== null && words.ofBudget(of(spentCents), of(budgetCents)),
    spentCents >= 0 && budgetCents === null && carryCents !== 0 && words.isSpent(of(spentCents)),
    carryCents !== 0 && words.cameOver(of(carryCents)),
    rollover && words.goesOn,
  ].filter((part) => part !== false);
  return <span className="envelope-figures num">{said.join(" · ")}</span>;
}

type SetBudgetProps = Pick<EnvelopeRowProps, "currency" | "onRemove"> & {
  label: string;
  cents: number | undefined;
  rollover: boolean;
  onSet: (wanted: Wanted) => void;
  onClose: () => void;
};

function SetBudget({ label, currency, cents, rollover: before, onSet, onRemove, onClose }: SetBudgetProps) {
  const words = useWords<typeof en>("finance").budgets;
  const common = useCommon();
  const [amountCents, setAmount] = useState(cents);
  const [rollover, setRollover] = useState(before);
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const isBelow = amountCents !== undefined && amountCents < 0;
  const why = amountCents === undefined ? words.sayAmount : isBelow && words.notBelowZero;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (amountCents === undefined || isBelow) return;
    if (amountCents !== cents || rollover !== before) onSet({ amountCents, rollover });
    onClose();
  };
  return (
    <form
      className="envelope-form"
      onSubmit={submit}
      onKeyDown={(event) => {
        if (event.key === "Escape") onClose();
      }}
    >
      <div className="row">
        <MoneyField
          ref={field}
          label={label}
          error={isBelow ? words.notBelowZero : undefined}
          currency={currency}
          cents={amountCents}
          onChange={setAmount}
        />
        <Check label={words.rollover} checked={rollover} onChange={setRollover} />
        <Button kind="main" type="submit" why={why}>
          {common.save}
        </Button>
        <Button onClick={onClose}>{common.cancel}</Button>
        {onRemove && (
          <Button
            kind="bare"
            icon="trash"
            onClick={() => {
              onRemove();
              onClose();
            }}
          >
            {words.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
