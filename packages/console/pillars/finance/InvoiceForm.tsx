/** What the paper of a draft says beside its lines. */
import update from "contract:finance.invoices.update";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, TextArea } from "#console/ui/Field.tsx";
import { Card, Section } from "#console/ui/Page.tsx";
import { usePlace } from "#console/words/place.ts";
import { useWords } from "#console/words/words.ts";
import type { Invoice } from "./InvoiceStatus.tsx";
import type en from "./words.en.ts";

export function InvoiceForm({ invoice }: { invoice: Invoice }) {
  const words = useWords<typeof en>("finance");
  const form = useForm(update, { values: invoice, draft: invoice.id });
  const save = form.submit((body, row) =>
    change("finance.invoices.update", {
      path: { invoiceId: invoice.id },
      body,
      row,
      title: words.invoices.draft,
      isQuiet: true,
    }),
  );
  return (
    <Section title={words.invoices.onPaper}>
      <Card>
        <FormBody form={form} onSubmit={save} why={!form.isDirty && words.saved}>
          <div className="fields-row">
            <DateField label={words.invoices.due} {...form.value<string>("dueOn")} />
            <LanguageField {...form.value<string>("locale")} />
          </div>
          <TextArea label={words.invoices.recipient} rows={4} {...form.input("recipient")} />
          <TextArea label={words.invoices.sender} rows={4} {...form.input("sender")} />
          <TextArea label={words.invoices.note} help={words.invoices.noteHelp} {...form.input("note")} />
        </FormBody>
      </Card>
    </Section>
  );
}

/** Of these the API writes the German ones in German, and the others in English, with the numbers and the paper of each. */
const LOCALES = ["en-GB", "en-US", "en-IE", "de-DE", "de-AT", "de-CH"];

type LanguageFieldProps = { value: string | null; error?: string; onChange: (locale: string) => void };

export function LanguageField({ value, error, onChange }: LanguageFieldProps) {
  const words = useWords<typeof en>("finance").invoices;
  const { locale } = usePlace();
  const names = new Intl.DisplayNames(locale, { type: "language" });
  const known = value === null || LOCALES.includes(value) ? LOCALES : [value, ...LOCALES];
  return (
    <Select
      label={words.language}
      error={error}
      value={value ?? ""}
      choices={[
        ...(value === null ? [{ value: "", label: words.ownLanguage }] : []),
        ...known.map((one) => ({ value: one, label: names.of(one) ?? one })),
      ]}
      onChange={({ target }) => target.value && onChange(target.value)}
    />
  );
}
