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
export function DateField(props: Props<string>) {
  const words = useCommon();
  const { locale } = usePlace();
  return (
    <WordsField
      {...props}
      read={(typed) => {
        const read = readWhen(typed, { today: today(), locale });
        return read?.time ? undefined : read?.day;
      }}
      write={(value) => formatDay(value, "weekday")}
      wrong={words.notUnderstood}
      picker={{ kind: "date", label: words.pickDay, valueOf: (value) => value, read: (picked) => picked }}
    />
  );
}

/** An instant (ISO 8601 in UTC), as day and time in the person's zone. A day without a time means `defaultTime`, `HH:MM`. */
export function MomentField({ defaultTime = "09:00", ...props }: Props<string> & { defaultTime?: string }) {
  const words = useCommon();
  const { locale, zone } = usePlace();
  return (
    <WordsField
      {...props}
      read={(typed) => {
        const read = readWhen(typed, { today: today(), locale });
        return read && instantAt(read.day, read.time ?? defaultTime, zone);
      }}
      write={(instant) => `${formatDay(dayOf(instant), "weekday")}, ${formatTime(instant)}`}
      wrong={words.notUnderstood}
      picker={{
        kind: "datetime-local",
        label: words.pickDay,
        valueOf: (instant) => `${dayOf(instant)}T${clockOf(instant, zone)}`,
        read: (picked) => instantAt(picked.slice(0, 10), picked.slice(11, 16), zone),
      }}
    />
  );
}

/** A time of day, `HH:MM`, from “9”, “14:30”, “9 pm” or “21 Uhr”. */
export function TimeField(props: Props<string>) {
  const words = useCommon();
  return (
    <WordsField
      {...props}
      read={readTime}
      write={(value) => value}
      wrong={words.timeNotUnderstood}
      picker={{ kind: "time", label: words.pickTime, valueOf: (value) => value, read: (picked) => picked }}
    />
  );
}

type WordsFieldProps = Props<string> & {
  /** What words mean; undefined when they are not understood. */
  read: (typed: string) => string | undefined;
  /** The value in words. */
  write: (value: string) => string;
  /** What is said of words that are not understood. */
  wrong: string;
  picker: {
    kind: PickerProps["kind"];
    label: string;
    valueOf: (value: string) => string;
    read: (picked: string) => string | undefined;
  };
};

/** A field that is filled in with words, says what it understood of them, and has the platform's own picker beside. */
function WordsField({ value, onChange, error, read, write, wrong, picker, ...rest }: WordsFieldProps) {
  const written = value ? write(value) : "";
  const { text, setText, isWrong } = useTyped(written);

  function type(typed: string) {
    const isEmpty = typed.trim() === "";
    const meant = isEmpty ? undefined : read(typed);
    const isUnderstood = isEmpty || meant !== undefined;
    setText(typed, !isUnderstood, meant === undefined ? "" : write(meant));
    if (isUnderstood) onChange(meant);
  }

  return (
    <Field {...fieldOf(rest)} error={error ?? (isWrong ? wrong : undefined)}>
      {(described) => (
        <Understood meaning={text !== written && !isWrong ? written : ""}>
          <input
            {...inputOf(rest)}
            {...described}
            autoComplete="off"
            value={text}
            onChange={(event) => type(event.target.value)}
            onBlur={(event) => {
              // Once it is left, what was understood stands there: beside what was typed it may have no room.
              if (!isWrong) setText(written, false, written);
              rest.onBlur?.(event);
            }}
          />
          <Picker
            kind={picker.kind}
            label={picker.label}
            value={value ? picker.valueOf(value) : ""}
            onChange={(picked) => onChange(picked ? picker.read(picked) : undefined)}
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

type PickerProps = {
  kind: "date" | "time" | "datetime-local";
  label: string;
  value: string;
  onChange: (value: string) => void;
};

/** The platform's picker behind a button; its own field stays unseen, since it writes days in the browser's language. */
function Picker({ kind, label, value, onChange }: PickerProps) {
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
