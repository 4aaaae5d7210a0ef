/** A form for a feed: what it is called, what it shows, and how much of that. */
import create from "contract:calendar.feeds.create";
import { useState } from "react";
import { change } from "#console/data/change.ts";
import { useForm } from "#console/data/form.ts";
import { useRead } from "#console/data/read.ts";
import { FormBody } from "#console/frame/FormSheet.tsx";
import { Sheet } from "#console/ui/Dialog.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Check, Radios } from "#console/ui/Switch.tsx";
import { useWords } from "#console/words/words.ts";
import type { Calendar } from "./entries.ts";
import { ALL_CALENDARS } from "./url.ts";
import type en from "./words.en.ts";

export function NewFeed({ close, made }: { close: () => void; made: (address: string) => void }) {
  const words = useWords<typeof en>("calendar").sources.feeds;
  const form = useForm(create, { draft: "new" });
  const [shows, setShows] = useState<"all" | "busy">("all");
  const [calendarIds, setCalendarIds] = useState<readonly string[]>([]);
  const [more, setMore] = useState({ includeTasks: false, includeTimeBlocks: false });
  const submit = form.submit(async (body) => {
    const scope = {
      ...(shows === "busy" && { busyOnly: true }),
      ...(calendarIds.length > 0 && { calendarIds: [...calendarIds] }),
      ...(more.includeTasks && { includeTasks: true }),
      ...(more.includeTimeBlocks && { includeTimeBlocks: true }),
    };
    const name = String(body.name);
    const { address } = await change("calendar.feeds.create", { body: { name, scope }, title: name, isQuiet: true });
    close();
    if (address) made(address);
  });
  const shut = () => {
    form.reset();
    close();
  };
  return (
    <Sheet open onClose={shut} title={words.addTitle} dirty={form.isDirty}>
      <FormBody
        form={form}
        onSubmit={submit}
        label={words.add}
        why={form.input("name").value.trim() === "" && words.needsName}
        onCancel={shut}
      >
        <Text label={words.name} help={words.nameHelp} {...form.input("name")} />
        <Radios
          label={words.how}
          value={shows}
          choices={[
            { value: "all", label: words.howAll },
            { value: "busy", label: words.howBusy, help: words.howBusyHelp },
          ]}
          onChange={setShows}
        />
        <PickCalendars chosen={calendarIds} onChange={setCalendarIds} />
        <fieldset className="radios">
          <legend>{words.also}</legend>
          <Check
            label={words.alsoTasks}
            checked={more.includeTasks}
            onChange={(includeTasks) => setMore({ ...more, includeTasks })}
          />
          <Check
            label={words.alsoBlocks}
            checked={more.includeTimeBlocks}
            onChange={(includeTimeBlocks) => setMore({ ...more, includeTimeBlocks })}
          />
        </fieldset>
      </FormBody>
    </Sheet>
  );
}

type PickProps = { chosen: readonly string[]; onChange: (ids: readonly string[]) => void };

/** None of them chosen means all, those of later times, too. */
function PickCalendars({ chosen, onChange }: PickProps) {
  const words = useWords<typeof en>("calendar").sources.feeds;
  const calendars: readonly Calendar[] = useRead("calendar.calendars.list", ALL_CALENDARS).data?.data ?? [];
  if (calendars.length < 2) return null;
  return (
    <fieldset className="radios">
      <legend>{words.which}</legend>
      <Check label={words.every} checked={chosen.length === 0} onChange={(isOn) => isOn && onChange([])} />
      {calendars.map(({ id, name }) => (
        <Check
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(isOn) => onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))}
        />
      ))}
    </fieldset>
  );
}
