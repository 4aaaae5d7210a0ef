import "./DateField.css";
import { type ComponentPropsWithRef, useRef } from "react";
import { useCommon } from "#console/words/common.ts";
import { dayOf, day as formatDay, time as formatTime, today } from "#console/words/format.ts";
import { usePlace } from "#console/words/place.ts";
import { IconButton } from "./Button.tsx";
import { Field, type FieldProps } from "./Field.tsx";
import { fieldOf, inputOf, useTyped } from "./NumberField.tsx";
import { instantAt, readTime, readWhen } from "./when.ts";

type InputProps = Pick<
  ComponentPropsWithRef<"input">,
  "ref" | "name" | "required" | "onBlur" | "placeholder" | "autoFocus"
>;

type Props<Value> = FieldProps &
  InputProps & {
    value: Value | null | undefined;
    /** Not called while what stands in the field is not understood. */
    onChange: (value: Value | undefined) => void;
  };

/** A day, `YYYY-MM-DD`, from words (“fri”, “12.12.”, “morgen”) or from the platform's own picker. */
export function DateField({ value, onChange, error, ...rest }: Props<string>) {
  const words = useCommon();
  const { locale } = usePlace();
  const written = value ? formatDay(value, "weekday") : "";
  const { text, setText, isWrong } = useTyped(written);

  function type(typed: string) {
    const read = typed.trim() === "" ? undefined : readWhen(typed, { today: today(), locale });
    const isUnderstood = typed.trim() === "" || (read !== undefined && !read.time);
    setText(typed, !isUnderstood, read ? formatDay(read.day, "weekday") : "");
    if (isUnderstood) onChange(read?.day);
  }

  return (
    <Field {...fieldOf(rest)} error={error ?? (isWrong ? words.notUnderstood : undefined)}>
      {(described) => (
        <Understood meaning={text !== written && !isWrong ? written : ""}>
          <input
            {...inputOf(rest)}
            {...described}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          <Picker
            kind="date"
            label={words.pickDay}
            value={value ?? ""}
            onChange={(picked) => onChange(picked || undefined)}
          />
        </Understood>
      )}
    </Field>
  );
}

/** An instant (ISO 8601 in UTC), as day and time in the person's zone. A day without a time means `defaultTime`, `HH:MM`. */
export function MomentField({
  value,
  onChange,
  error,
  defaultTime = "09:00",
  ...rest
}: Props<string> & { defaultTime?: string }) {
  const words = useCommon();
  const { locale, zone } = usePlace();
  const write = (instant: string) => `${formatDay(dayOf(instant), "weekday")}, ${formatTime(instant)}`;
  const written = value ? write(value) : "";
  const { text, setText, isWrong } = useTyped(written);

  function type(typed: string) {
    const read = typed.trim() === "" ? undefined : readWhen(typed, { today: today(), locale });
    const instant = read && instantAt(read.day, read.time ?? defaultTime, zone);
    const isUnderstood = typed.trim() === "" || instant !== undefined;
    setText(typed, !isUnderstood, instant ? write(instant) : "");
    if (isUnderstood) onChange(instant);
  }

  return (
    <Field {...fieldOf(rest)} error={error ?? (isWrong ? words.notUnderstood : undefined)}>
      {(described) => (
        <Understood meaning={text !== written && !isWrong ? written : ""}>
          <input
            {...inputOf(rest)}
            {...described}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          <Picker
            kind="datetime-local"
            label={words.pickDay}
            value={value ? `${dayOf(value)}T${clockOf(value, zone)}` : ""}
            onChange={(picked) =>
              onChange(picked ? instantAt(picked.slice(0, 10), picked.slice(11, 16), zone) : undefined)
            }
          />
        </Understood>
      )}
    </Field>
  );
}

/** A time of day, `HH:MM`, from “9”, “14:30”, “9 pm” or “21 Uhr”. */
export function TimeField({ value, onChange, error, ...rest }: Props<string>) {
  const words = useCommon();
  const written = value ?? "";
  const { text, setText, isWrong } = useTyped(written);

  function type(typed: string) {
    const read = readTime(typed);
    const isUnderstood = typed.trim() === "" || read !== undefined;
    setText(typed, !isUnderstood, read ?? "");
    if (isUnderstood) onChange(read);
  }

  return (
    <Field {...fieldOf(rest)} error={error ?? (isWrong ? words.timeNotUnderstood : undefined)}>
      {(described) => (
        <Understood meaning={text !== written && !isWrong ? written : ""}>
          <input
            {...inputOf(rest)}
            {...described}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
          />
          <Picker
            kind="time"
            label={words.pickTime}
            value={value ?? ""}
            onChange={(picked) => onChange(picked || undefined)}
          />
        </Understood>
      )}
    </Field>
  );
}

/** Says what was understood beside what was typed, before it is too late to say otherwise. */
function Understood({ meaning, children }: { meaning: string; children: React.ReactNode }) {
  return (
    <div className="input-frame">
      {children}
      <span className="understood" role="status">
        {meaning}
      </span>
    </div>
  );
}

/** The platform's picker behind a button; its own field stays unseen, since it writes days in the browser's language. */
function Picker({
  kind,
  label,
  value,
  onChange,
}: {
  kind: "date" | "time" | "datetime-local";
  label: string;
  value: string;
  onChange: (value: string) => void;
}) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <span className="picker">
      <IconButton
        small
        icon={kind === "time" ? "clock" : "calendar"}
        label={label}
        onClick={() => input.current?.showPicker()}
      />
      <input
        ref={input}
        type={kind}
        value={value}
        tabIndex={-1}
        aria-hidden="true"
        onChange={(event) => onChange(event.target.value)}
      />
    </span>
  );
}

function clockOf(instant: string, timeZone: string) {
  return new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", timeZone }).format(new Date(instant));
}
