/** Looks through a list by name, which the API sorts and does not search. */
import { call } from "#console/data/client.ts";
import type { Option } from "#console/ui/Combobox.tsx";

/** So many pages are looked through, and so many rows offered at most. */
const MOST_PAGES = 10;
const MOST_FOUND = 50;

export async function findByName(
  operation: "household.vendors.list" | "people.contacts.list",
  typed: string,
  signal: AbortSignal,
): Promise<Option[]> {
  const found: Option[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES && found.length < MOST_FOUND; page++) {
    const query = { sort: "name" as const, limit: 100, ...(cursor && { cursor }) };
    const { data, nextCursor } = await call(operation, { query, signal });
    for (const { id, name } of data) if (isIn(name, typed)) found.push({ value: id, label: name });
    if (nextCursor === null) break;
    cursor = nextCursor;
  }
  return found;
}

/** Whether the name holds what was typed, whatever the case. */
export const isIn = (name: string, typed: string): boolean =>
  name.toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase());
