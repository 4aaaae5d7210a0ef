/** What a page shows stands in its address: filter, order, the row that is open. What is as usual is not written. */
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router";

/** How a value stands in the address. `read` makes the usual one of what is missing or wrong. */
export interface Parameter<T> {
  usual: T;
  read: (text: string) => T | undefined;
  write: (value: T) => string;
}

/** One of these, the first unless said. */
export const oneOf = <const T extends string>(...values: readonly [T, ...T[]]): Parameter<T> => ({
  usual: values[0],
  read: (given) => values.find((one) => one === given),
  write: (value) => value,
});

/** Any text; none unless said. */
export const text = (): Parameter<string | undefined> => ({
  usual: undefined,
  read: (given) => given || undefined,
  write: (value) => value ?? "",
});

export const flag = (): Parameter<boolean> => ({
  usual: false,
  read: (given) => given === "yes",
  write: (value) => (value ? "yes" : ""),
});

/** Several texts, with commas between. */
export const several = (): Parameter<readonly string[]> => ({
  usual: [],
  read: (given) => given.split(",").filter(Boolean),
  write: (value) => value.join(","),
});

type Parameters<V> = { readonly [K in keyof V]: Parameter<V[K]> };

/**
 * The values of this page and how to set some of them. `isStep`: the person can go back to how it was. Give it a constant: a new object at each
 * render reads the address anew.
 */
export function useUrl<V extends object>(
  parameters: Parameters<V>,
): [V, (changed: Partial<V>, options?: { isStep?: boolean }) => void] {
  const [search, setSearch] = useSearchParams();
  const values = useMemo(() => valuesOf(parameters, search), [parameters, search]);
  const set = useCallback(
    (changed: Partial<V>, { isStep = false } = {}) =>
      setSearch((before) => written(parameters, before, changed), { replace: !isStep, preventScrollReset: true }),
    [parameters, setSearch],
  );
  return [values, set];
}

/** The same for a page's `load`. */
export function valuesOf<V extends object>(parameters: Parameters<V>, search: URLSearchParams): V {
  const known = parameters as Record<string, Parameter<unknown>>;
  const entries = Object.entries(known).map(([name, { usual, read }]) => {
    const given = search.get(name);
    return [name, (given === null ? undefined : read(given)) ?? usual];
  });
  return Object.fromEntries(entries) as V;
}

function written<V extends object>(parameters: Parameters<V>, before: URLSearchParams, changed: Partial<V>) {
  const next = new URLSearchParams(before);
  for (const [name, value] of Object.entries(changed)) {
    const { usual, write } = (parameters as Record<string, Parameter<unknown>>)[name]!;
    const text = value === usual || value === undefined ? "" : write(value);
    if (text === "") next.delete(name);
    else next.set(name, text);
  }
  return next;
}
