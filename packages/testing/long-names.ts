/** Names that are longer than what has room for them, to show that no text is cut in the middle of a character. */
import fc from "fast-check";
import { expect } from "vitest";
import type { Harness } from "#testing/harness";

/** Names of surrogate pairs: every limit is within a pair for one of the two parities. */
export const longName = fc
  .tuple(fc.nat(120), fc.constantFrom("😀", "👩‍🍳", "𠮷野家"), fc.integer({ min: 60, max: 200 }))
  .map(([before, character, times]) => "x".repeat(before) + character.repeat(times));
/** The longest prefix of whole characters that a column of 200 accepts. */
export const longNameOf200 = longName.map((long) => {
  let short = "";
  for (const character of long) if (short.length + character.length <= 200) short += character;
  return short;
});

/** Checks that no text of these rows has half a character, whether the driver would refuse it or replace it by U+FFFD. */
export async function expectWholeCharacters(life: Harness, text: string, values: unknown[]): Promise<void> {
  const rows = await life.database.query<Record<string, string>>(text, values);
  expect(rows.length).toBeGreaterThan(0);
  for (const value of rows.flatMap((row) => Object.values(row)))
    expect(value, value).not.toMatch(/\ufffd|\p{Surrogate}/u);
}
