/** Work that somebody pays for, entered and changed. */
import create from "contract:finance.billables.create";
import update from "contract:finance.billables.update";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import type { RowOf } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { TextArea } from "#console/ui/Field.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CurrencyField } from "./Amount.tsx";
import { PickContact } from "./Pick.tsx";
import { useOwnCurrency } from "./rows.ts";
import { Terms } from "./Terms.tsx";
import type en from "./words.en.ts";

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
      save={(body) => {
        const { hours = 0, ...rest } = body as { hours?: number };
        return change("finance.billables.create", { body: { ...begin, ...rest, hours }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
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
  return (
    <>
      <TextArea label={words.billables.what} {...form.input("description")} />
      <PickContact label={words.billables.who} {...form.value<string>("contactId")} />
      {contactId !== null && <Terms contactId={contactId} />}
      <div className="fields-row">
        <DateField label={words.fields.day} {...form.value<string>("date")} />
        <NumberField label={words.billables.hours} min={0} max={999} step={0.25} {...form.value<number>("hours")} />
      </div>
      <div className="fields-row">
        <MoneyField
          label={words.billables.rate}
          help={contactId !== null && cents === null ? words.terms.taken : undefined}
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
