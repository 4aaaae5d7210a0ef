/** What is known of a unit: see unit-words.ts. */
export type Dimension = "mass" | "volume" | "count" | "length" | "counted" | "trace";

export interface UnitEntry {
  /** The name it is stored under. */
  unit: string;
  dimension: Dimension;
  /** Of gram, millilitre, piece or centimetre; undefined for what only compares with itself. */
  factor?: readonly [numerator: bigint, denominator: bigint];
  /** Further words by language, separated by commas, declined forms included. */
  words: Readonly<Record<string, string>>;
}
