/** What a person says of a transaction, when it is added and when it is changed. */
import type { Form } from "#console/data/form.ts";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { useWords } from "#console/words/words.ts";
import { AmountField, CurrencyField } from "./Amount.tsx";
import { PickAccount, PickCategory, PickVendor } from "./Pick.tsx";
import { useAccounts } from "./rows.ts";
import type en from "./words.en.ts";

type TransactionFieldsProps = {
  form: Form;
  isNew?: boolean;
  /** Its parts have categories, and its own counts for nothing. */
  isSplit?: boolean;
};

export function TransactionFields({ form, isNew, isSplit }: TransactionFieldsProps) {
  const words = useWords<typeof en>("finance");
  const accounts = useAccounts();
  const { value: cents, onChange: setCents, error } = form.value<number>("amountCents");
  const account = form.value<string>("accountId");
  const currency = form.value<string>("currency");
  const pick = (id: string | null) => {
    account.onChange(id);
    // What is entered for an account is nearly always in its currency.
    const of = accounts.find((one) => one.id === id);
    if (of && isNew) currency.onChange(of.currency);
  };
  return (
    <>
      <Text label={words.fields.merchant} {...form.input("merchantName")} />
      <AmountField
        label={words.fields.amount}
        error={error}
        cents={cents}
        currency={currency.value ?? "USD"}
        onChange={setCents}
      />
      <div className="fields-row">
        <DateField label={words.fields.day} {...form.value<string>("date")} />
        <CurrencyField
          label={words.fields.currency}
          error={currency.error}
          value={currency.value ?? "USD"}
          onChange={currency.onChange}
        />
      </div>
      <PickAccount label={words.fields.account} error={account.error} value={account.value} onChange={pick} />
      <PickCategory
        label={words.fields.category}
        help={isSplit && words.splits.partsSay}
        {...form.value<string>("budgetCategoryId")}
      />
      {!isNew && <PickVendor label={words.fields.vendor} {...form.value<string>("vendorId")} />}
      <Select
        label={words.fields.status}
        choices={[
          { value: "posted", label: words.transactions.posted },
          { value: "pending", label: words.transactions.pending },
        ]}
        {...form.input("status")}
      />
      <Text label={words.fields.description} {...form.input("description")} />
      <TextArea label={words.fields.notes} {...form.input("notes")} />
    </>
  );
}
