/** A laboratory result entered or changed: a number with its unit and usual range, or words. */
import create from "contract:health.lab-results.create";
import update from "contract:health.lab-results.update";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import type { Rows } from "#console/ui/rows.ts";
import { Radios } from "#console/ui/Switch.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Result, rowOf } from "./medical-reads.ts";
import type en from "./words.en.ts";

type SheetsProps = { id: string | undefined; rows: Rows<Result>; onClose: () => void; onDone: () => void };

export function ResultSheets({ id, rows, onClose, onDone }: SheetsProps) {
  const words = useWords<typeof en>("health").labs;
  const row = rowOf(rows, id);
  if (id !== undefined && !row) return null;
  const fields = (form: Form) => <Fields form={form} />;
  if (row)
    return (
      <FormSheet
        title={row.analyte ?? words.unnamed}
        form={update}
        row={row}
        fields={fields}
        save={(body, base) =>
          change("health.lab-results.update", {
            path: { labResultId: row.id },
            body,
            row: base,
            title: row.analyte ?? words.unnamed,
            isQuiet: true,
          }).then(onDone)
        }
        onClose={onClose}
      />
    );
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={{ date: today(), result: { value: undefined, unit: "" } }}
      fields={fields}
      why={(form) => !form.value<string>("analyte").value?.trim() && words.sayAnalyte}
      save={(body) =>
        change("health.lab-results.create", { body: body as Body<"health.lab-results.create">, isQuiet: true }).then(
          onDone,
        )
      }
      onClose={onClose}
    />
  );
}

/** While it is typed, the number may be missing. */
type Typed =
  | { value?: number; comparator?: "<" | ">"; unit: string; low?: number | null; high?: number | null }
  | { text: string };

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("health").labs;
  const field = form.value<Typed>("result");
  const result: Typed = field.value ?? { unit: "" };
  const isText = "text" in result;
  return (
    <>
      <div className="fields-row">
        <Text label={words.analyte} {...form.input("analyte")} />
        <DateField label={words.date} {...form.value<string>("date")} />
      </div>
      <Radios
        label={words.kind}
        unseenLabel
        segmented
        value={isText ? "text" : "number"}
        choices={[
          { value: "number", label: words.asNumber },
          { value: "text", label: words.asText },
        ]}
        onChange={(next) => field.onChange(next === "text" ? { text: "" } : { unit: "" })}
      />
      {isText ? (
        <Text
          label={words.text}
          maxLength={500}
          error={field.error}
          value={result.text}
          onChange={({ target }) => field.onChange({ text: target.value })}
        />
      ) : (
        <>
          <div className="fields-row">
            <Select
              label={words.comparator}
              value={result.comparator ?? ""}
              choices={(["", "<", ">"] as const).map((value) => ({ value, label: words.comparators[value || "="] }))}
              onChange={({ target: { value } }) =>
                field.onChange({ ...result, comparator: value === "<" || value === ">" ? value : undefined })
              }
            />
            <NumberField
              label={words.value}
              error={field.error}
              value={result.value}
              onChange={(value) => field.onChange({ ...result, value })}
            />
            <Text
              label={words.unit}
              placeholder="mg/dL"
              maxLength={40}
              value={result.unit}
              onChange={({ target }) => field.onChange({ ...result, unit: target.value })}
            />
          </div>
          <div className="fields-row">
            <NumberField
              label={words.low}
              value={result.low}
              onChange={(low) => field.onChange({ ...result, low: low ?? null })}
            />
            <NumberField
              label={words.high}
              value={result.high}
              onChange={(high) => field.onChange({ ...result, high: high ?? null })}
            />
          </div>
        </>
      )}
      <Text label={words.laboratory} {...form.input("laboratory")} />
      <TextArea label={words.notes} {...form.input("notes")} />
    </>
  );
}
