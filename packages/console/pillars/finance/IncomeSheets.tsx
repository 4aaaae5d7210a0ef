/** Income, entered and changed. The amount is digits of minor units, which the API keeps encrypted. */
import create from "contract:finance.income.create";
import update from "contract:finance.income.update";
import { change } from "#console/data/change.ts";
import type { Form } from "#console/data/form.ts";
import type { RowOf } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, TextArea } from "#console/ui/Field.tsx";
import { MoneyField } from "#console/ui/NumberField.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { CurrencyField } from "./Amount.tsx";
import { PickContact } from "./Pick.tsx";
import { useOwnCurrency } from "./rows.ts";
import type en from "./words.en.ts";

export type Income = RowOf<"finance.income.list">;

const SOURCES = ["session", "subscription", "tip", "content_sale", "invoice", "other"] as const;

export function AddIncome({ onClose }: { onClose: () => void }) {
  const words = useWords<typeof en>("finance").income;
  const begin = { date: today(), currency: useOwnCurrency(), sourceType: "other" as const };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      why={(form) => form.value("amount").value === null && words.sayAmount}
      fields={(form) => <Fields form={form} />}
      save={(body) => {
        const { amount = "", ...rest } = body as { amount?: string };
        return change("finance.income.create", { body: { ...begin, ...rest, amount }, isQuiet: true });
      }}
      onClose={onClose}
    />
  );
}

export function EditIncome({ entry, onClose }: { entry: Income; onClose: () => void }) {
  const words = useWords<typeof en>("finance").income;
  return (
    <FormSheet
      title={words.change}
      form={update}
      row={entry}
      fields={(form) => <Fields form={form} />}
      save={(body, row) =>
        change("finance.income.update", {
          path: { incomeId: entry.id },
          body,
          row,
          title: entry.description ?? words.unnamed,
          isQuiet: true,
        })
      }
      onClose={onClose}
    />
  );
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("finance");
  const amount = form.value<string>("amount");
  const currency = form.value<string>("currency");
  return (
    <>
      <TextArea label={words.income.what} {...form.input("description")} />
      <div className="fields-row">
        <MoneyField
          label={words.fields.amount}
          error={amount.error}
          cents={amount.value === null ? null : Number(amount.value)}
          currency={currency.value ?? "USD"}
          onChange={(cents) => amount.onChange(cents === undefined ? null : String(cents))}
        />
        <CurrencyField
          label={words.fields.currency}
          error={currency.error}
          value={currency.value ?? "USD"}
          onChange={currency.onChange}
        />
      </div>
      <DateField label={words.fields.day} {...form.value<string>("date")} />
      <Select
        label={words.income.source}
        choices={SOURCES.map((value) => ({ value, label: words.income.sources[value] }))}
        {...form.input("sourceType")}
      />
      <PickContact label={words.income.who} {...form.value<string>("contactId")} />
    </>
  );
}
