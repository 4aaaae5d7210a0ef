/** The days of a contact that matter, beside the birthday. */
import create from "contract:people.dates.create";
import update from "contract:people.dates.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Select, Text } from "#console/ui/Field.tsx";
import { type Item, List } from "#console/ui/List.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { dateInWords } from "./date-words.ts";
import type en from "./words.en.ts";

type ContactDate = RowOf<"people.dates.list">;

export function Dates({ contactId }: { contactId: string }) {
  const words = useWords<typeof en>("people").dates;
  const path = { contactId };
  const rows = useList("people.dates.list", { path });
  const [open, setOpen] = useState<ContactDate | "new">();
  const remove = (row: ContactDate) =>
    void change("people.dates.remove", { path: { ...path, dateId: row.id }, row, title: row.label })
      .then(rows.retry)
      .catch(() => {});
  const item = (row: ContactDate): Item => ({
    name: row.label,
    sub: [
      dateInWords(row.date),
      row.repeats === "once" && words.once,
      row.remindDays === null ? words.noReminder : row.remindDays === 0 ? words.onTheDay : words.before(row.remindDays),
    ]
      .filter(Boolean)
      .join(" · "),
    onOpen: () => setOpen(row),
    menu: [
      { label: words.change, icon: "pencil", onSelect: () => setOpen(row) },
      { label: words.remove, icon: "trash", danger: true, keys: "Shift+Delete", onSelect: () => remove(row) },
    ],
  });
  return (
    <Section
      title={words.title}
      more={
        <Button small icon="plus" onClick={() => setOpen("new")}>
          {words.add}
        </Button>
      }
    >
      <List
        label={words.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={item}
        onDelete={remove}
        lines={2}
        empty={<Empty icon="calendar" title={words.noneHere} />}
      />
      {open && (
        <DateSheet
          contactId={contactId}
          row={open === "new" ? undefined : open}
          onClose={() => setOpen(undefined)}
          onDone={rows.retry}
        />
      )}
    </Section>
  );
}

type SheetProps = { contactId: string; row: ContactDate | undefined; onClose: () => void; onDone: () => void };

function DateSheet({ contactId, row, onClose, onDone }: SheetProps) {
  const words = useWords<typeof en>("people").dates;
  const path = { contactId };
  const fields = (form: Form) => <Fields form={form} />;
  if (row)
    return (
      <FormSheet
        title={row.label}
        form={update}
        row={row}
        fields={fields}
        save={(body, base) =>
          change("people.dates.update", {
            path: { ...path, dateId: row.id },
            body,
            row: base,
            title: row.label,
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
      begin={{ repeats: "yearly", remindDays: 0 }}
      fields={fields}
      why={(form) => !form.value<string>("label").value?.trim() && words.sayLabel}
      save={(body) =>
        change("people.dates.create", { path, body: body as Body<"people.dates.create">, isQuiet: true }).then(onDone)
      }
      onClose={onClose}
    />
  );
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("people").dates;
  return (
    <>
      <Text label={words.label} {...form.input("label")} />
      <Text label={words.date} help={words.dateHelp} {...form.input("date")} />
      <div className="fields-row">
        <Select
          label={words.repeats}
          choices={[
            { value: "yearly", label: words.yearly },
            { value: "once", label: words.once },
          ]}
          {...form.input("repeats")}
        />
        <NumberField
          label={words.remind}
          help={words.remindHelp}
          integer
          min={0}
          max={365}
          unit={words.days}
          {...form.value<number>("remindDays")}
        />
      </div>
    </>
  );
}
