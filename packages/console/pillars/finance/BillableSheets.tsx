/** Work that somebody pays for, entered and changed. */
import create from "contract:finance.billables.create";
import update from "contract:finance.billables.update";
import { lazy, Suspense } from "react";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import type { RowOf } from "#console/data/list.ts";
import { Entity } from "#console/frame/Entity.tsx";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { IconButton } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { Remark } from "#console/ui/Notice.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { Skeleton } from "#console/ui/State.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CurrencyField } from "./Amount.tsx";
import { PickContact } from "./Pick.tsx";
import { useOwnCurrency } from "./rows.ts";
import { isPriceAgreed, Terms, TermsOfTask } from "./Terms.tsx";
import type en from "./words.en.ts";

const PickTask = lazy(() => import("#console/frame/PickTask.tsx"));

export type Billable = RowOf<"finance.billables.list">;

export function AddBillable({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("finance").billables;
  const begin = { date: today(), currency: useOwnCurrency() };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      why={(form) => !form.value("hours").value && words.sayHours}
      fields={(form) => <Fields form={form} />}
      save={async (body) => {
        const { hours = 0, currency, ...rest } = body as Entered;
        const isAgreed = rest.rateCents === undefined && currency === begin.currency && (await isPriceAgreed(rest));
        // What is agreed has a currency of its own.
        const own = isAgreed ? {} : { currency: currency ?? begin.currency };
        await change("finance.billables.create", { body: { date: begin.date, ...rest, ...own, hours }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
}

interface Entered {
  hours?: number;
  currency?: string;
  rateCents?: number;
  taskId?: string | null;
  contactId?: string | null;
}

export function EditBillable({ entry, onClose }: { entry: Billable; onClose: () => void }) {
  const words = useWords<typeof en>("finance").billables;
  return (
    <FormSheet
      title={words.change}
      form={update}
      row={entry}
      fields={(form) => <Fields form={form} />}
      save={(body, row) =>
        change("finance.billables.update", {
          path: { billableId: entry.id },
          body,
          row,
          title: entry.description ?? words.work,
          isQuiet: true,
        })
      }
      onClose={onClose}
    />
  );
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("finance");
  const { value: cents, onChange: setCents, error } = form.value<number>("rateCents");
  const currency = form.value<string>("currency");
  const contactId = form.value<string>("contactId").value;
  const task = form.value<string>("taskId");
  const isAgreedWith = contactId !== null || task.value !== null;
  return (
    <>
      <TextArea label={words.billables.what} {...form.input("description")} />
      <PickContact label={words.billables.who} {...form.value<string>("contactId")} />
      {contactId !== null && <Terms contactId={contactId} />}
      <WorkedOn label={words.billables.task} other={words.billables.otherTask} {...task} />
      {task.value !== null && <TermsOfTask taskId={task.value} />}
      <div className="fields-row">
        <DateField label={words.fields.day} {...form.value<string>("date")} />
        <NumberField label={words.billables.hours} min={0} max={999} step={0.25} {...form.value<number>("hours")} />
      </div>
      <div className="fields-row">
        <MoneyField
          label={words.billables.rate}
          help={isAgreedWith && cents === null ? words.terms.taken : undefined}
          error={error}
          cents={cents}
          currency={currency.value ?? "USD"}
          onChange={setCents}
        />
        <CurrencyField
          label={words.fields.currency}
          error={currency.error}
          value={currency.value ?? "USD"}
          onChange={currency.onChange}
        />
      </div>
    </>
  );
}

type WorkedOnProps = {
  label: string;
  /** What takes the task away again. */
  other: string;
  error: string | undefined;
  value: string | null;
  onChange: (taskId: string | null) => void;
};

/** The task that was worked on, by whose project an hour may have a price. */
function WorkedOn({ label, other, error, value, onChange }: WorkedOnProps) {
  return (
    <>
      {value === null ? (
        <Suspense fallback={<Skeleton kind="lines" rows={1} />}>
          <PickTask label={label} onPick={async (id) => onChange(id)} />
        </Suspense>
      ) : (
        <div className="row">
          <Entity type="task" id={value} />
          <IconButton small icon="cross" label={other} onClick={() => onChange(null)} />
        </div>
      )}
      {error && <Remark tone="warn">{error}</Remark>}
    </>
  );
}
