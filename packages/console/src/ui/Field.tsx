import "./Field.css";
import { type ComponentPropsWithRef, type ReactNode, useId } from "react";
import { useCommon } from "#console/words/common.ts";

/** What every field says about itself; `error` is a sentence that says what to do. */
export type FieldProps = {
  label: string;
  help?: ReactNode;
  error?: string;
  /** The label is there for screen readers only, since the surroundings already say it. */
  unseenLabel?: boolean;
};

type Described = { id: string; "aria-describedby"?: string; "aria-invalid"?: true };

/**
 * Label, field, help and error, tied together. `children` gets what the control has to carry, so that a
 * screen reader reads the help and the error with it.
 */
export function Field({
  label,
  help,
  error,
  unseenLabel,
  children,
}: FieldProps & { children: (described: Described) => ReactNode }) {
  const id = useId();
  const describedBy = [help && `${id}-help`, error && `${id}-error`].filter(Boolean).join(" ");
  return (
    <div className="field">
      <label htmlFor={id} className={unseenLabel ? "unseen" : undefined}>
        {label}
      </label>
      {children({ id, "aria-describedby": describedBy || undefined, "aria-invalid": error ? true : undefined })}
      {help && (
        <p className="help" id={`${id}-help`}>
          {help}
        </p>
      )}
      {error && (
        <p className="error" id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

type TextProps = FieldProps & Omit<ComponentPropsWithRef<"input">, "id" | "size">;

/** A line of text. Its direction follows what is typed. */
export function Text({ label, help, error, unseenLabel, ...input }: TextProps) {
  return (
    <Field {...{ label, help, error, unseenLabel }}>
      {(described) => <input dir="auto" autoComplete="off" {...input} {...described} className="input" />}
    </Field>
  );
}

type AreaProps = FieldProps & Omit<ComponentPropsWithRef<"textarea">, "id">;

/** Several lines of text; it grows with what is typed. */
export function TextArea({ label, help, error, unseenLabel, ...area }: AreaProps) {
  return (
    <Field {...{ label, help, error, unseenLabel }}>
      {(described) => <textarea dir="auto" rows={3} {...area} {...described} className="input" />}
    </Field>
  );
}

export type Choice = { value: string; label: string };

type SelectProps = FieldProps & Omit<ComponentPropsWithRef<"select">, "id" | "size"> & { choices: readonly Choice[] };

/**
 * One of a few, by the platform's own list. Until its choices are there it says so, and cannot be opened; a value that is none of them has no
 * name, and is not shown as if another one were chosen.
 */
export function Select({ label, help, error, unseenLabel, choices, ...select }: SelectProps) {
  const words = useCommon();
  const isLoading = choices.length === 0;
  const isUnnamed = !isLoading && !!select.value && choices.every(({ value }) => value !== select.value);
  return (
    <Field {...{ label, help, error, unseenLabel }}>
      {(described) => (
        <select {...select} {...described} {...(isLoading && { disabled: true, "aria-busy": true })} className="input">
          {isLoading && <option value={select.value}>{words.loading}</option>}
          {isUnnamed && <option value={select.value}>…</option>}
          {choices.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
