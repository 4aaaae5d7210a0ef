/** Entries of the medical record: appointments, vaccinations, notes; each may have a next date, of which it reminds. */
import create from "contract:health.medical-entries.create";
import update from "contract:health.medical-entries.update";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import type { Rows } from "#console/ui/rows.ts";
import { Empty, Tag } from "#console/ui/State.tsx";
import { day, relativeDay, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { allOf, type Entry, type Medication, rowOf } from "./medical-reads.ts";
import type en from "./words.en.ts";

const TYPES = ["appointment", "prescription", "vaccination", "lab_result", "hrt_dose", "note"] as const;

type EntriesProps = { rows: Rows<Entry>; onOpen: (id: string) => void; onAdd: () => void };

export function Entries({ rows, onOpen, onAdd }: EntriesProps) {
  const words = useWords<typeof en>("health").entries;
  const remove = (row: Entry) =>
    void change("health.medical-entries.remove", {
      path: { medicalEntryId: row.id },
      row,
      title: row.title ?? words.unnamed,
    }).catch(() => {});
  const item = (row: Entry): Item => ({
    name: row.title ?? words.unnamed,
    onOpen: () => onOpen(row.id),
    sub: [words.types[row.type], day(row.date, "long"), row.provider].filter(Boolean).join(" · "),
    end: row.nextDate !== null && row.nextDate >= today() && (
      <Tag icon="calendar">{words.next(relativeDay(row.nextDate))}</Tag>
    ),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => onOpen(row.id) },
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) },
    ],
  });
  return (
    <List
      label={words.list}
      rows={rows}
      keyOf={({ id }) => id}
      item={item}
      empty={
        <Empty icon="calendar" title={words.empty} action={<Button onClick={onAdd}>{words.add}</Button>}>
          {words.emptyHint}
        </Empty>
      }
      onDelete={remove}
      lines={2}
    />
  );
}

type SheetsProps = {
  id: string | undefined;
  rows: Rows<Entry>;
  medications: Rows<Medication>;
  onClose: () => void;
  onDone: () => void;
};

export function EntrySheets({ id, rows, medications, onClose, onDone }: SheetsProps) {
  const words = useWords<typeof en>("health").entries;
  const row = rowOf(rows, id);
  if (id !== undefined && !row) return null;
  const fields = (form: Form) => <Fields form={form} medications={medications} />;
  if (row)
    return (
      <FormSheet
        title={row.title ?? words.unnamed}
        form={update}
        row={row}
        fields={fields}
        save={(body, base) =>
          change("health.medical-entries.update", {
            path: { medicalEntryId: row.id },
            body,
            row: base,
            title: row.title ?? words.unnamed,
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
      begin={{ date: today(), type: "appointment", remindDaysBefore: 1 }}
      fields={fields}
      why={(form) => !form.value<string>("title").value?.trim() && words.sayTitle}
      save={(body) =>
        change("health.medical-entries.create", {
          body: body as Body<"health.medical-entries.create">,
          isQuiet: true,
        }).then(onDone)
      }
      onClose={onClose}
    />
  );
}

function Fields({ form, medications }: { form: Form; medications: Rows<Medication> }) {
  const words = useWords<typeof en>("health").entries;
  const none = { value: "", label: words.none };
  return (
    <>
      <Text label={words.title} {...form.input("title")} />
      <div className="fields-row">
        <Select
          label={words.type}
          choices={TYPES.map((value) => ({ value, label: words.types[value] }))}
          {...form.input("type")}
        />
        <DateField label={words.date} {...form.value<string>("date")} />
      </div>
      {form.input("type").value === "hrt_dose" && (
        <Select
          label={words.medication}
          help={words.medicationHelp}
          choices={[none, ...allOf(medications).map(({ id, name }) => ({ value: id, label: name ?? words.unnamed }))]}
          {...form.input("medicationId")}
        />
      )}
      <div className="fields-row">
        <DateField label={words.nextDate} help={words.nextDateHelp} {...form.value<string>("nextDate")} />
        <NumberField label={words.remind} integer min={0} max={60} {...form.value<number>("remindDaysBefore")} />
      </div>
      <Text label={words.provider} {...form.input("provider")} />
      <TextArea label={words.details} {...form.input("details")} />
    </>
  );
}
