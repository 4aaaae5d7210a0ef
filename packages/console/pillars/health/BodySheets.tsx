/** Measurements and goals of the body, entered and changed. */
import createGoal from "contract:health.measurement-goals.create";
import updateGoal from "contract:health.measurement-goals.update";
import create from "contract:health.measurements.create";
import update from "contract:health.measurements.update";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import type { RowOf } from "#console/data/list.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { DateField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { TYPES, type Type, UNITS } from "./measures.ts";
import type en from "./words.en.ts";

type Closing = { onSaved: () => void; onClose: () => void };
type Of = { type: Type; label: string | undefined };

export function AddMeasurement({ type, label, onSaved, onClose }: Of & Closing) {
  const words = useWords<typeof en>("health").body;
  const begin = { type, label: label ?? null, date: today(), unit: UNITS[type][0] ?? "" };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      why={(form) => whyNot(form, "value", words)}
      fields={(form) => <MeasurementFields form={form} />}
      save={(body) =>
        change("health.measurements.create", {
          // What the form began with is in it, too.
          body: body as Body<"health.measurements.create">,
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

export function EditMeasurement({ row, onSaved, onClose }: { row: RowOf<"health.measurements.list"> } & Closing) {
  const words = useWords<typeof en>("health").body;
  return (
    <FormSheet
      title={words.editTitle}
      form={update}
      row={row}
      why={(form) => whyNot(form, "value", words)}
      fields={(form) => <MeasurementFields form={form} />}
      save={(body, base) =>
        change("health.measurements.update", {
          path: { measurementId: row.id },
          body,
          row: base,
          title: row.label ?? words.types[row.type],
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

export function SetGoal({ type, label, unit, onSaved, onClose }: Of & { unit: string | null } & Closing) {
  const words = useWords<typeof en>("health").body;
  const begin = {
    type,
    ...(type === "custom" && { label: label ?? null }),
    direction: "decrease",
    unit: unit ?? UNITS[type][0] ?? "",
  };
  return (
    <FormSheet
      title={words.addGoal}
      form={createGoal}
      begin={begin}
      label={words.addGoal}
      why={(form) => whyNot(form, "targetValue", words, type === "custom")}
      fields={(form) => (
        <>
          {type === "custom" && <Text label={words.name} {...form.input("label")} />}
          <GoalFields form={form} type={type} />
        </>
      )}
      save={(body) =>
        change("health.measurement-goals.create", {
          body: body as Body<"health.measurement-goals.create">,
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

export function EditGoal({ row, onSaved, onClose }: { row: RowOf<"health.measurement-goals.list"> } & Closing) {
  const words = useWords<typeof en>("health").body;
  return (
    <FormSheet
      title={words.changeGoal}
      form={updateGoal}
      row={row}
      why={(form) => whyNot(form, "targetValue", words)}
      fields={(form) => <GoalFields form={form} type={row.type} />}
      save={(body, base) =>
        change("health.measurement-goals.update", {
          path: { measurementGoalId: row.id },
          body,
          row: base,
          title: words.types[row.type],
          isQuiet: true,
        }).then(onSaved)
      }
      onClose={onClose}
    />
  );
}

function whyNot(form: Form, name: string, words: (typeof en)["body"], isNamed = form.input("type").value === "custom") {
  if (isNamed && form.input("label").value.trim() === "") return words.sayLabel;
  return form.value(name).value === null && words.sayValue;
}

function MeasurementFields({ form }: { form: Form }) {
  const words = useWords<typeof en>("health").body;
  const { onChange, ...type } = form.input("type");
  const kind = TYPES.find((one) => one === type.value) ?? "weight";
  const unit = form.value<string>("unit");
  return (
    <>
      <Select
        label={words.what}
        choices={TYPES.map((value) => ({ value, label: words.types[value] }))}
        {...type}
        onChange={(event) => {
          onChange(event);
          const units = UNITS[TYPES.find((one) => one === event.target.value) ?? "custom"];
          if (units.length > 0 && !units.includes(unit.value ?? "")) unit.onChange(units[0]);
        }}
      />
      {kind === "custom" && <Text label={words.name} {...form.input("label")} />}
      <div className="body-fields">
        <NumberField label={words.value} min={0} {...form.value<number>("value")} />
        <UnitField form={form} type={kind} />
      </div>
      <DateField label={words.date} {...form.value<string>("date")} />
      <TextArea label={words.notes} rows={2} {...form.input("notes")} />
    </>
  );
}

function GoalFields({ form, type }: { form: Form; type: Type }) {
  const words = useWords<typeof en>("health").body;
  const directions = (["decrease", "increase"] as const).map((value) => ({ value, label: words.directions[value] }));
  return (
    <>
      <Select label={words.direction} choices={directions} {...form.input("direction")} />
      <div className="body-fields">
        <NumberField label={words.target} min={0} {...form.value<number>("targetValue")} />
        <UnitField form={form} type={type} />
      </div>
      <DateField label={words.byDate} {...form.value<string>("byDate")} />
    </>
  );
}

function UnitField({ form, type }: { form: Form; type: Type }) {
  const words = useWords<typeof en>("health").body;
  if (UNITS[type].length === 0) return <Text label={words.unit} {...form.input("unit")} />;
  return (
    <Select
      label={words.unit}
      choices={UNITS[type].map((value) => ({ value, label: value }))}
      {...form.input("unit")}
    />
  );
}
