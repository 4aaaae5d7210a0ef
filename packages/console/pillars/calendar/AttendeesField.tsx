/** Who takes part, by name or mail address. */
import { useState } from "react";
import type { Form } from "#console/data/form.ts";
import { Button, IconButton } from "#console/ui/Button.tsx";
import { Text } from "#console/ui/Field.tsx";
import { Row } from "#console/ui/Page.tsx";
import { useWords } from "#console/words/words.ts";
import type { EventRow } from "./event-changes.ts";
import type en from "./words.en.ts";

export type Attendee = EventRow["attendees"][number];

export const nameOf = ({ name, email }: Attendee): string => name ?? email ?? "";

export function AttendeesField({ form }: { form: Form }) {
  const words = useWords<typeof en>("calendar").event;
  const field = form.value<Attendee[]>("attendees");
  const attendees = field.value ?? [];
  const [typed, setTyped] = useState("");
  const add = () => {
    const text = typed.trim();
    if (text === "") return;
    field.onChange([...attendees, text.includes("@") ? { email: text } : { name: text }]);
    setTyped("");
  };
  return (
    <fieldset className="cal-many">
      <legend>{words.attendees}</legend>
      {attendees.map((attendee, at) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be called alike, and each is where it is
          key={at}
          end={<Remove name={nameOf(attendee)} onRemove={() => field.onChange(attendees.toSpliced(at, 1))} />}
        >
          <span dir="auto">{nameOf(attendee)}</span>
          {attendee.response && <span className="quiet small">{words.responses[attendee.response]}</span>}
        </Row>
      ))}
      <div className="cal-add">
        <Text
          label={words.attendee}
          unseenLabel
          placeholder={words.attendee}
          maxLength={200}
          value={typed}
          error={field.error}
          onChange={({ target }) => setTyped(target.value)}
          onKeyDown={(event) => {
            // Enter adds them, and does not send the form.
            if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
            event.preventDefault();
            add();
          }}
        />
        <Button small onClick={add}>
          {words.addAttendee}
        </Button>
      </div>
    </fieldset>
  );
}

function Remove({ name, onRemove }: { name: string; onRemove: () => void }) {
  const words = useWords<typeof en>("calendar").event;
  return <IconButton small icon="cross" label={words.removeAttendee(name)} onClick={onRemove} />;
}
