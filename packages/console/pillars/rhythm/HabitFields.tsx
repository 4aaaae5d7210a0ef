/** The fields of a habit, of a new one and of one that changes. */
import type { useForm } from "#console/data/form.ts";
import { useRead } from "#console/data/read.ts";
import { DateField, TimeField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { NumberField } from "#console/ui/NumberField.tsx";
import { Check, Switch } from "#console/ui/Switch.tsx";
import { nameOfWeekday } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import { type Asked, begun, type Kind, kindOf, kinds } from "./cadence.ts";
import type en from "./words.en.ts";

type Form = ReturnType<typeof useForm>;

const DAYTIMES = ["anytime", "morning", "afternoon", "evening"] as const;

export function HabitFields({ form, isNew }: { form: Form; isNew?: boolean }) {
  const words = useWords<typeof en>("rhythm").form;
  const isReminded = form.value<boolean>("isReminded");
  return (
    <>
      <Text label={words.name} {...form.input("name")} />
      <Cadence form={form} />
      <div className="habit-fields">
        <NumberField label={words.target} min={0} {...form.value<number>("targetPerDay")} />
        <Text label={words.unit} placeholder={words.unitHint} {...form.input("unit")} />
        <Select
          label={words.timeOfDay}
          choices={DAYTIMES.map((value) => ({ value, label: words.timesOfDay[value] }))}
          {...form.input("timeOfDay")}
        />
        <NumberField
          label={words.freezes}
          help={words.freezesHelp}
          integer
          min={0}
          max={100}
          {...form.value<number>("freezesLeft")}
        />
        {isNew && <DateField label={words.startsOn} help={words.startsOnHelp} {...form.value<string>("startsOn")} />}
        <NumberField label={words.minutes} integer min={0} max={1_440} {...form.value<number>("estimatedMinutes")} />
      </div>
      <Switch label={words.remind} checked={isReminded.value ?? false} onChange={isReminded.onChange} />
      {isReminded.value && (
        <TimeField label={words.remindAt} help={words.remindAtHelp} {...form.value<string>("remindAt")} />
      )}
      <Belongs form={form} />
      <TextArea label={words.description} {...form.input("description")} />
    </>
  );
}

function Cadence({ form }: { form: Form }) {
  const words = useWords<typeof en>("rhythm").form;
  const frequency = form.value<Asked["frequency"]>("frequency");
  const config = form.value<Asked["frequencyConfig"]>("frequencyConfig");
  const asked: Asked = { frequency: frequency.value ?? "daily", frequencyConfig: config.value ?? {} };
  const ask = (next: Asked) => {
    frequency.onChange(next.frequency);
    config.onChange(next.frequencyConfig);
  };
  return (
    <>
      <Select
        label={words.howOften}
        choices={kinds.map((value) => ({ value, label: words.kinds[value] }))}
        value={kindOf(asked)}
        error={config.error ?? frequency.error}
        onChange={({ target }) => ask(begun[target.value as Kind])}
      />
      <CadenceDetail asked={asked} ask={ask} />
    </>
  );
}

function CadenceDetail({ asked, ask }: { asked: Asked; ask: (next: Asked) => void }) {
  const words = useWords<typeof en>("rhythm").form;
  const { frequencyConfig: config } = asked;
  if ("daysOfWeek" in config) {
    const { daysOfWeek: chosen } = config;
    const toggled = (day: number) =>
      chosen.includes(day) ? chosen.filter((one) => one !== day) : [...chosen, day].sort((a, b) => a - b);
    return (
      <fieldset className="habit-weekdays">
        <legend>{words.onDays}</legend>
        {[1, 2, 3, 4, 5, 6, 7].map((day) => (
          <Check
            key={day}
            label={nameOfWeekday(day)}
            checked={chosen.includes(day)}
            // One day is left at least: on none it would never be due.
            onChange={() => toggled(day).length > 0 && ask({ ...asked, frequencyConfig: { daysOfWeek: toggled(day) } })}
          />
        ))}
      </fieldset>
    );
  }
  if ("timesPerWeek" in config)
    return (
      <NumberField
        label={words.timesPerWeek}
        integer
        min={1}
        max={7}
        step={1}
        value={config.timesPerWeek}
        onChange={(times = 1) => ask({ ...asked, frequencyConfig: { timesPerWeek: times } })}
      />
    );
  if ("intervalDays" in config)
    return (
      <NumberField
        label={words.everyDays}
        help={words.everyDaysHelp}
        integer
        min={1}
        max={366}
        step={1}
        value={config.intervalDays}
        onChange={(days = 1) => ask({ ...asked, frequencyConfig: { intervalDays: days } })}
      />
    );
  return null;
}

/** What the habit is for. */
function Belongs({ form }: { form: Form }) {
  const words = useWords<typeof en>("rhythm").form;
  const domains = useRead("work.life-domains.list", { query: { sort: "sortOrder", limit: 100 } }).data?.data ?? [];
  const goals =
    useRead("work.goals.list", { query: { status: ["active"], sort: "title", limit: 100 } }).data?.data ?? [];
  const none = { value: "", label: words.none };
  return (
    <div className="habit-fields">
      <Select
        label={words.domain}
        choices={[none, ...domains.map(({ id, name }) => ({ value: id, label: name }))]}
        {...form.input("lifeDomainId")}
      />
      <Select
        label={words.goal}
        choices={[none, ...goals.map(({ id, title }) => ({ value: id, label: title }))]}
        {...form.input("goalId")}
      />
    </div>
  );
}
