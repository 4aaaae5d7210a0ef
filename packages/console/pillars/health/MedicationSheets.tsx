/** A medication entered, changed, or filled up. */
import create from "contract:health.medications.create";
import refill from "contract:health.medications.refill";
import update from "contract:health.medications.update";
import { change } from "#console/data/change.ts";
import type { Body } from "#console/data/client.ts";
import type { Form } from "#console/data/form.ts";
import { FormSheet } from "#console/frame/FormSheet.tsx";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { DateField, TimeField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import type { Rows } from "#console/ui/rows.ts";
import { Check } from "#console/ui/Switch.tsx";
import { nameOfWeekday, today } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { KINDS, type Kind, kindOf, ofKind, type Schedule, scheduleOf, timesOf } from "./dose-words.ts";
import { type Medication, rowOf } from "./medical-reads.ts";
import type en from "./words.en.ts";

type SheetsProps = {
  which: "medication" | "refill";
  id: string | undefined;
  rows: Rows<Medication>;
  onClose: () => void;
  onDone: () => void;
};

export function MedicationSheets({ which, id, rows, onClose, onDone }: SheetsProps) {
  const words = useWords<typeof en>("health").medications;
  const row = rowOf(rows, id);
  // A row that was not read yet, or is gone.
  if (id !== undefined && !row) return null;
  if (row && which === "refill") return <Refill row={row} onClose={onClose} onDone={onDone} />;
  const fields = (form: Form) => <Fields form={form} />;
  const title = row?.name ?? words.unnamed;
  if (row)
    return (
      <FormSheet
        title={title}
        form={update}
        row={row}
        fields={fields}
        save={(body, base) =>
          change("health.medications.update", {
            path: { medicationId: row.id },
            body: complete(body),
            row: base,
            title,
            isQuiet: true,
          }).then(onDone)
        }
        onClose={onClose}
      />
    );
  const begin = { startsOn: today(), schedule: { times: ["08:00"] }, unitsPerDose: 1, warnDaysBefore: 7 };
  return (
    <FormSheet
      title={words.add}
      form={create}
      begin={begin}
      fields={fields}
      why={(form) => !form.value<string>("name").value?.trim() && words.sayName}
      save={(body) =>
        change("health.medications.create", {
          body: complete(body) as Body<"health.medications.create">,
          isQuiet: true,
        }).then(onDone)
      }
      onClose={onClose}
    />
  );
}

/** An amount without a unit, or a unit without an amount, is none. */
function complete(body: Record<string, unknown>): Record<string, unknown> {
  const dose = body.dose as { amount?: number; unit?: string } | null | undefined;
  if (!dose || (dose.amount !== undefined && dose.unit?.trim())) return body;
  const { dose: _, ...rest } = body;
  return rest;
}

function Fields({ form }: { form: Form }) {
  const words = useWords<typeof en>("health").medications;
  const dose = form.value<{ amount?: number; unit?: string }>("dose");
  return (
    <>
      <Text label={words.name} {...form.input("name")} />
      <div className="fields-row">
        <NumberField
          label={words.amount}
          min={0}
          value={dose.value?.amount}
          error={dose.error}
          onChange={(amount) => dose.onChange({ ...dose.value, amount })}
        />
        <Text
          label={words.unit}
          placeholder="mg"
          maxLength={40}
          value={dose.value?.unit ?? ""}
          onChange={({ target }) => dose.onChange({ ...dose.value, unit: target.value })}
        />
      </div>
      <When form={form} />
      <div className="fields-row">
        <DateField label={words.startsOn} {...form.value<string>("startsOn")} />
        <DateField label={words.endsOn} {...form.value<string>("endsOn")} />
      </div>
      <div className="fields-row">
        <NumberField
          label={words.stock}
          help={words.stockHelp}
          min={0}
          max={1e6}
          {...form.value<number>("stockUnits")}
        />
        <NumberField label={words.perDose} min={0.001} max={1_000} {...form.value<number>("unitsPerDose")} />
        <NumberField label={words.warn} integer min={0} max={90} {...form.value<number>("warnDaysBefore")} />
      </div>
      <Text label={words.prescriber} {...form.input("prescriber")} />
      <TextArea label={words.notes} {...form.input("notes")} />
    </>
  );
}

/** When doses are due: how often, and at which times. */
function When({ form }: { form: Form }) {
  const words = useWords<typeof en>("health").medications;
  const field = form.value<Schedule>("schedule");
  const schedule = scheduleOf(field.value);
  const times = timesOf(schedule);
  const withTimes = (next: string[]) => field.onChange({ ...schedule, times: next } as Schedule);
  return (
    <>
      <Select
        label={words.howOften}
        choices={KINDS.map((value) => ({ value, label: words.kinds[value] }))}
        value={kindOf(schedule)}
        error={field.error}
        onChange={({ target }) => field.onChange(ofKind(target.value as Kind, schedule))}
      />
      {"daysOfWeek" in schedule && (
        <Weekdays chosen={schedule.daysOfWeek} onChange={(daysOfWeek) => field.onChange({ ...schedule, daysOfWeek })} />
      )}
      {"intervalDays" in schedule && (
        <NumberField
          label={words.interval}
          integer
          min={2}
          max={366}
          step={1}
          value={schedule.intervalDays}
          onChange={(intervalDays = 2) => field.onChange({ ...schedule, intervalDays })}
        />
      )}
      {times.length > 0 && (
        <div className="dose-times">
          {times.map((one, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a time has no other name than its place, and its field keeps the focus
            <div key={at} className="dose-time-field">
              <TimeField
                label={words.timeOf(at + 1)}
                value={one}
                onChange={(next) => next && withTimes(times.with(at, next))}
              />
              {times.length > 1 && (
                <IconButton
                  icon="cross"
                  label={words.removeTime(one)}
                  onClick={() => withTimes(times.toSpliced(at, 1))}
                />
              )}
            </div>
          ))}
          <Button small icon="plus" onClick={() => times.length < 24 && withTimes([...times, laterThan(times)])}>
            {words.addTime}
          </Button>
        </div>
      )}
    </>
  );
}

/** Six hours after the last one, which is in the next day at times. */
function laterThan(times: readonly string[]): string {
  const hour = (Number(times.at(-1)!.slice(0, 2)) + 6) % 24;
  return `${String(hour).padStart(2, "0")}${times.at(-1)!.slice(2)}`;
}

function Weekdays({ chosen, onChange }: { chosen: number[]; onChange: (days: number[]) => void }) {
  const words = useWords<typeof en>("health").medications;
  const toggled = (day: number) =>
    chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day].sort((a, b) => a - b);
  return (
    <fieldset className="dose-weekdays">
      <legend>{words.kinds.weekdays}</legend>
      {[1, 2, 3, 4, 5, 6, 7].map((day) => (
        <Check
          key={day}
          label={nameOfWeekday(day)}
          checked={chosen.includes(day)}
          // One day is left at least: on none it would never be due.
          onChange={() => toggled(day).length > 0 && onChange(toggled(day))}
        />
      ))}
    </fieldset>
  );
}

function Refill({ row, onClose, onDone }: { row: Medication; onClose: () => void; onDone: () => void }) {
  const words = useWords<typeof en>("health").medications;
  return (
    <FormSheet
      title={words.refillOf(row.name ?? words.unnamed)}
      form={refill}
      fields={(form) => <NumberField label={words.units} min={0} max={1e6} {...form.value<number>("units")} />}
      why={(form) => !form.value<number>("units").value && words.sayUnits}
      save={({ units }) =>
        change("health.medications.refill", {
          path: { medicationId: row.id },
          body: { units: units as number },
          title: row.name ?? words.unnamed,
          isQuiet: true,
        }).then(onDone)
      }
      onClose={onClose}
    />
  );
}
