/**
 * Forms from the contract: `useForm(create, { … })` with `import create from "contract:work.tasks.create"`. What is typed is kept as a draft until
 * it is saved, whatever happens to the page meanwhile; a row that changes elsewhere changes the fields that were not touched.
 */
import { type ChangeEvent, type FormEvent, useEffect, useMemo, useRef, useState } from "react";
import { type FieldValues, useForm as useHookForm } from "react-hook-form";
import { useLocation } from "react-router";
import type { FieldDescriptor, FormDescriptor } from "./form-fields.ts";
import { errorsByField, type Problem, problemOfError } from "./problem.ts";
import { account } from "./session.ts";

export type { FormDescriptor } from "./form-fields.ts";

export interface FormOptions {
  /** What the fields hold at first: the row that is edited, or what a new one begins with. */
  values?: object;
  /** Tells forms of one page apart: the id of the row. */
  draft?: string;
}

export interface FieldProps<V> {
  name: string;
  value: V;
  error: string | undefined;
  required: boolean;
}

export interface Form {
  /** For what is a native control: `<Text label={words.title} {...form.input("title")} />`. */
  input: (name: string) => FieldProps<string> & {
    maxLength: number | undefined;
    onChange: (event: ChangeEvent<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>) => void;
  };
  /** For what hands on a value: dates, numbers, choices of several. An empty one is null. */
  value: <V>(name: string) => FieldProps<V | null> & { onChange: (value: V | null | undefined) => void };
  /** What the contract says of a field. */
  about: (name: string) => FieldDescriptor | undefined;
  /**
   * For `<form onSubmit>`: `send` gets what was changed, or all that was filled in when there are no values; and the row as it was when the person
   * began to type, so that what somebody else changed since is noticed. What the API says against a field is shown there.
   */
  submit: (send: (body: Record<string, unknown>, row: object) => Promise<unknown>) => (event: FormEvent) => void;
  isDirty: boolean;
  isPending: boolean;
  /** What is wrong and belongs to no field that is shown. */
  problem: { text: string; reference?: string } | undefined;
  /** Puts away what was typed. */
  reset: () => void;
}

const DRAFTS = "lifeos.draft:";
/** What was typed stays when the row changes elsewhere; `SAVED` says that it is to stay no longer, since `reset` heeds the form's options, too. */
const ROW_CHANGED = { keepDirtyValues: true };
const SAVED = { keepDirtyValues: false };

export function useForm(descriptor: FormDescriptor, { values, draft = "" }: FormOptions = {}): Form {
  const { pathname } = useLocation();
  const key = `${DRAFTS}${account()}:${pathname}:${descriptor.operation}:${draft}`;
  const [isPending, setPending] = useState(false);
  const now = useMemo(() => valuesOf(descriptor, values), [descriptor, values]);
  // While it is sent, the row already looks as it will be: taken for what is saved, it would leave nothing to send again when it fails.
  const before = useRef(now);
  if (!isPending) before.current = now;
  const given = before.current;
  const { watch, setValue, setError, clearErrors, reset, formState } = useHookForm<FieldValues>({
    defaultValues: given,
    values: given,
    resetOptions: ROW_CHANGED,
  });
  const [problem, setProblem] = useState<Problem>();
  // Reading it here subscribes to it.
  const { dirtyFields, errors, isDirty } = formState;
  const current = watch();

  // Rows change while somebody types; what they had before them is what their change is about.
  const base = useRef<object>(values ?? {});
  if (!isDirty && readDraft(key) === undefined) base.current = values ?? {};

  // Again when the row changes: of a field that is an object, the library would mix what was typed with what is new.
  // biome-ignore lint/correctness/useExhaustiveDependencies: it has to follow each reset by a new row
  useEffect(() => {
    const kept = readDraft(key);
    if (!kept) return;
    base.current = kept.base;
    for (const [name, value] of Object.entries(kept.changed)) setValue(name, value, { shouldDirty: true });
  }, [key, setValue, given]);

  const put = (name: string, value: unknown) => {
    setValue(name, value, { shouldDirty: true });
    clearErrors(name);
    const draft: Draft = { base: base.current, changed: { ...readDraft(key)?.changed, [name]: value } };
    sessionStorage.setItem(key, JSON.stringify(draft));
  };
  const propsOf = (name: string) => {
    const error = errors[name]?.message;
    return {
      name,
      error: typeof error === "string" ? error : undefined,
      required: descriptor.fields[name]?.isRequired ?? false,
    };
  };

  return {
    input: (name) => ({
      ...propsOf(name),
      value: String(current[name] ?? ""),
      maxLength: descriptor.fields[name]?.maxLength,
      onChange: ({ target }) => put(name, target.value),
    }),
    value: <V>(name: string) => ({
      ...propsOf(name),
      value: (current[name] ?? null) as V | null,
      onChange: (value: V | null | undefined) => put(name, value ?? null),
    }),
    about: (name) => descriptor.fields[name],
    submit: (send) => (event) => {
      event.preventDefault();
      if (isPending) return;
      const names = values ? Object.keys(dirtyFields).filter((name) => dirtyFields[name]) : Object.keys(current);
      const body = bodyOf(descriptor, current, names, values !== undefined);
      setPending(true);
      setProblem(undefined);
      send(body, base.current)
        .then(() => {
          sessionStorage.removeItem(key);
          reset(values ? { ...given, ...current } : given, SAVED);
        })
        .catch((thrown: unknown) => {
          const found = problemOfError(thrown);
          const byField = errorsByField(found, new Set(Object.keys(descriptor.fields)));
          for (const [name, message] of byField) if (name) setError(name, { message });
          const rest = byField.get("");
          if (byField.size === 0) setProblem(found);
          else if (rest) setProblem({ ...found, text: rest });
        })
        .finally(() => setPending(false));
    },
    isDirty,
    isPending,
    problem,
    reset: () => {
      sessionStorage.removeItem(key);
      reset(given, SAVED);
    },
  };
}

function valuesOf({ fields }: FormDescriptor, values: object | undefined): FieldValues {
  const entries = Object.entries(fields).map(([name, field]) => [
    name,
    (values as Record<string, unknown> | undefined)?.[name] ?? (values ? null : (field.default ?? null)),
  ]);
  return Object.fromEntries(entries);
}

/** Empty text is no value: null where the field may be empty and held something before, else left out. */
function bodyOf({ fields }: FormDescriptor, current: FieldValues, names: readonly string[], isChange: boolean) {
  const entries = names.flatMap((name) => {
    const value = current[name] === "" ? null : current[name];
    if (value === null || value === undefined)
      return isChange && fields[name]?.isNullable ? [[name, null] as const] : [];
    return [[name, value] as const];
  });
  return Object.fromEntries(entries);
}

/** What was typed, and the row that it was typed over. */
interface Draft {
  base: object;
  changed: Record<string, unknown>;
}

function readDraft(key: string): Draft | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(key) ?? "null") as Draft | null) ?? undefined;
  } catch {
    return undefined;
  }
}
