/** How much of a nutrient one wants to have in a day: what is wanted, and the sheets in which that is said. */
import createTarget from "contract:health.nutrient-targets.create";
import updateTarget from "contract:health.nutrient-targets.update";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { type RowOf, useList } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button } from "#console/ui/Button.tsx";
import { Select } from "#console/ui/Field.tsx";
import { List } from "#console/ui/List.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Section } from "#console/ui/Page.tsx";
import { Empty } from "#console/ui/State.tsx";
import { useWords } from "#console/words/words.ts";
import { type Nutrient, nameOf } from "./nutrients.ts";
import { wantedOf } from "./targets.ts";
import type en from "./words.en.ts";

type Target = RowOf<"health.nutrient-targets.list">;

/** One's own; those of dependents are set where these are. */
export const OWN_TARGETS = { query: { "dependentId[null]": true, sort: "createdAt" as const } };

export function NutrientTargets({ onChange }: { onChange: () => void }) {
  const words = useWords<typeof en>("health");
  const rows = useList("health.nutrient-targets.list", OWN_TARGETS);
  const [open, setOpen] = useState<Target | "new">();
  const close = () => setOpen(undefined);
  const stored = Array.from({ length: rows.count }, (_, at) => rows.at(at)).filter((row) => row !== undefined);
  const remove = (row: Target) =>
    change("health.nutrient-targets.remove", {
      path: { nutrientTargetId: row.id },
      row,
      title: nameOf(words, row.nutrient),
    }).then(onChange);
  return (
    <Section
      title={words.targets.title}
      more={
        <Button small icon="target" onClick={() => setOpen("new")}>
          {words.targets.add}
        </Button>
      }
    >
      <List
        label={words.targets.title}
        rows={rows}
        keyOf={({ id }) => id}
        item={(row) => ({
          name: nameOf(words, row.nutrient),
          end: <span className="data">{wantedOf(words, row)}</span>,
          menu: [
            { label: words.targets.change, icon: "pencil", onSelect: () => setOpen(row) },
            { label: words.targets.remove, icon: "trash", danger: true, onSelect: () => void remove(row) },
          ],
        })}
        empty={<Empty icon="target" title={words.targets.empty} />}
      />
      {open === "new" && (
        <SetTarget known={new Set(stored.map(({ nutrient }) => nutrient))} onSaved={onChange} onClose={close} />
      )}
      {open !== undefined && open !== "new" && <EditTarget row={open} onSaved={onChange} onClose={close} />}
    </Section>
  );
}

type Closing = { onSaved: () => void; onClose: () => void };

function SetTarget({ known, onSaved, onClose }: { known: ReadonlySet<string> } & Closing) {
  const words = useWords<typeof en>("health");
  const choices = (Object.keys(words.nutrients) as Nutrient[])
    .filter((one) => !known.has(one))
    .map((value) => ({ value, label: nameOf(words, value) }));
  return (
    <FormSheet
      title={words.targets.add}
      form={createTarget}
      begin={{ nutrient: choices[0]?.value ?? "calories" }}
      label={words.targets.add}
      why={(form) => whyNot(form, words)}
      fields={(form) => (
        <>
          <Select label={words.targets.nutrient} choices={choices} {...form.input("nutrient")} />
          <Amounts form={form} />
        </>
      )}
      save={(body) =>
        change("health.nutrient-targets.create", {
          body: body as Body<"health.nutrient-targets.create">,
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

function EditTarget({ row, onSaved, onClose }: { row: Target } & Closing) {
  const words = useWords<typeof en>("health");
  const title = nameOf(words, row.nutrient);
  return (
    <FormSheet
      title={title}
      form={updateTarget}
      row={row}
      why={(form) => whyNot(form, words)}
      fields={(form) => <Amounts form={form} />}
      save={(body, base) =>
        change("health.nutrient-targets.update", {
          path: { nutrientTargetId: row.id },
          body,
          row: base,
          title,
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

function Amounts({ form }: { form: Form }) {
  const words = useWords<typeof en>("health").targets;
  return (
    <div className="body-fields">
      <NumberField label={words.least} help={words.help} min={0} {...form.value<number>("least")} />
      <NumberField label={words.most} min={0} {...form.value<number>("most")} />
    </div>
  );
}

const isGiven = (form: Form, name: string) => typeof form.value(name).value === "number";
const whyNot = (form: Form, words: typeof en) =>
  !isGiven(form, "least") && !isGiven(form, "most") && words.targets.sayOne;
