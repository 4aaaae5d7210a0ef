/** What can be said of an event, new or not: first what everybody says, the rest below. */
import type { Form } from "#console/data/form.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { DateField, MomentField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { Row, Stack } from "#console/ui/Page.tsx";
import { Check, Switch } from "#console/ui/Switch.tsx";
import { dayAfter, dayOf } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { inWords } from "#console/words/recurrence.ts";
import { useWords } from "#console/words/words.ts";
import { AttendeesField } from "./AttendeesField.tsx";
import type { Calendar } from "./entries.ts";
import { partsOf, ruleOf, rules } from "./event-row.ts";
import { instantOf, minuteAt } from "./grid.ts";
import { reminderText } from "./reminders.ts";
import type en from "./words.en.ts";

interface EventFieldsProps {
  form: Form;
  calendars: readonly Calendar[];
  /** An instance that differs from its series has no rule of its own. */
  hasRule: boolean;
}

export const lastsAllDay = (form: Form): boolean => form.value<string>("startDate").value !== null;

export function EventFields({ form, calendars, hasRule }: EventFieldsProps) {
  const words = useWords<typeof en>("calendar").event;
  const writable = calendars.filter(({ isReadOnly }) => !isReadOnly);
  const usual = calendars.find(({ isDefault }) => isDefault);
  const choices = writable.map(({ id, name }) => ({ value: id, label: name }));
  const calendar = form.input("calendarId");
  return (
    <>
      <Text label={words.name} {...form.input("title")} autoFocus />
      <TimeFields form={form} />
      {choices.length > 0 && (
        <Select label={words.calendar} choices={choices} {...calendar} value={calendar.value || usual?.id || ""} />
      )}
      <Text label={words.place} {...form.input("location")} />
      {hasRule && <RuleField form={form} />}
      <details>
        <summary>{words.more}</summary>
        <Stack>
          <Reminders form={form} />
          <AttendeesField form={form} />
          <Text label={words.link} type="url" {...form.input("conferenceUrl")} />
          <TextArea label={words.notes} {...form.input("description")} />
          <Check
            label={words.leavesFree}
            checked={form.value<string>("transparency").value === "transparent"}
            onChange={(is) => form.value<string>("transparency").onChange(is ? "transparent" : "opaque")}
          />
        </Stack>
      </details>
    </>
  );
}

/** When something begins that gets a time. */
const NINE = 540;

function TimeFields({ form }: { form: Form }) {
  const { zone } = usePlace();
  const words = useWords<typeof en>("calendar").event;
  const isAllDay = lastsAllDay(form);
  const field = (name: string) => form.value<string>(name);
  const [startAt, endAt] = [field("startAt"), field("endAt")];
  const [startDate, endDate] = [field("startDate"), field("endDate")];
  const toggle = (next: boolean) => {
    const day = next ? dayOf(startAt.value!) : startDate.value!;
    startDate.onChange(next ? day : null);
    endDate.onChange(next ? dayAfter(day, 1) : null);
    startAt.onChange(next ? null : instantOf(minuteAt(day, NINE), zone));
    endAt.onChange(next ? null : instantOf(minuteAt(day, NINE + 60), zone));
  };
  /** The end goes along, so that it takes as long as it did. */
  const moveStart = (next: string | undefined) => {
    if (next && startAt.value && endAt.value)
      endAt.onChange(new Date(Date.parse(endAt.value) + Date.parse(next) - Date.parse(startAt.value)).toISOString());
    if (next) startAt.onChange(next);
  };
  const moveDay = (next: string | undefined) => {
    if (!next) return;
    const days = (Date.parse(endDate.value!) - Date.parse(startDate.value!)) / 86_400_000;
    endDate.onChange(dayAfter(next, days));
    startDate.onChange(next);
  };
  return (
    <>
      <Switch label={words.allDay} checked={isAllDay} onChange={toggle} />
      {isAllDay ? (
        <div className="cal-two">
          <DateField label={words.firstDay} {...startDate} onChange={moveDay} />
          <DateField
            label={words.lastDay}
            {...endDate}
            value={endDate.value && dayAfter(endDate.value, -1)}
            onChange={(last) => last && endDate.onChange(dayAfter(last, 1))}
          />
        </div>
      ) : (
        <div className="cal-two">
          <MomentField label={words.start} {...startAt} onChange={moveStart} />
          <MomentField label={words.end} {...endAt} onChange={(next) => next && endAt.onChange(next)} />
        </div>
      )}
    </>
  );
}

function RuleField({ form }: { form: Form }) {
  const all = useWords<typeof en>("calendar");
  const words = all.event;
  const field = form.value<string>("recurrenceRule");
  const { base, until, count } = partsOf(field.value ?? "");
  const known: readonly string[] = Object.values(rules);
  const names = Object.keys(rules) as (keyof typeof rules)[];
  const choices = [
    { value: "", label: words.once },
    ...names.map((name) => ({ value: rules[name] as string, label: inWords(rules[name], all.recurrence) })),
    ...(base !== "" && !known.includes(base) ? [{ value: base, label: inWords(base, all.recurrence) }] : []),
  ];
  const isAllDay = lastsAllDay(form);
  return (
    <div className="cal-two">
      <Select
        label={words.repeats}
        choices={choices}
        error={field.error}
        value={base}
        onChange={({ target }) => field.onChange(target.value && ruleOf(target.value, until, isAllDay))}
      />
      {base !== "" && (
        <DateField
          label={words.until}
          help={count && words.count(count)}
          placeholder={words.forever}
          value={until}
          onChange={(day) => field.onChange(ruleOf(base, day ?? null, isAllDay))}
        />
      )}
    </div>
  );
}

const MINUTES = [0, 5, 10, 15, 30, 60, 120, 1440, 2880, 10_080];

function Reminders({ form }: { form: Form }) {
  const words = useWords<typeof en>("calendar").event;
  const field = form.value<{ minutesBefore: number }[]>("reminders");
  const reminders = field.value ?? [];
  const label = (minutes: number) => reminderText(minutes, words);
  return (
    <fieldset className="cal-many">
      <legend>{words.reminders}</legend>
      {reminders.map(({ minutesBefore }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike, and each is where it is
        <Row key={at}>
          <Select
            label={words.reminder}
            unseenLabel
            value={String(minutesBefore)}
            choices={[...new Set([...MINUTES, minutesBefore])].map((one) => ({
              value: String(one),
              label: label(one),
            }))}
            onChange={({ target }) => field.onChange(reminders.with(at, { minutesBefore: Number(target.value) }))}
          />
          <IconButton
            small
            icon="cross"
            label={words.removeReminder(label(minutesBefore))}
            onClick={() => field.onChange(reminders.toSpliced(at, 1))}
          />
        </Row>
      ))}
      {reminders.length < 10 && (
        <Button small icon="bell" onClick={() => field.onChange([...reminders, { minutesBefore: 30 }])}>
          {words.addReminder}
        </Button>
      )}
    </fieldset>
  );
}
