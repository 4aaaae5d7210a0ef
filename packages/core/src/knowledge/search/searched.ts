/**
 * Declares what of a table is searched: in `packages/core/src/<pillar>/searched.ts`, as the exports of that file. `npm run gen` makes of all
 * of them the SQL function `searched_tables`, of which the triggers are made that keep the search.
 *
 * What is encrypted is never declared: an index would say what the column hides.
 */
export interface Searched {
  kind: "searched";
  /** As events call the rows. */
  type: string;
  table: string;
  /** The column by which people know its rows. */
  title: string;
  /** What else its rows say. */
  texts: readonly Said[];
  /** A column of several texts. */
  tags?: string;
  /** When what a row tells of is: the first of these columns that has a value. A day begins at midnight UTC. */
  at: readonly [string, ...string[]];
  /** Tables with further texts of its rows. One that does not exist has none. */
  beside?: readonly Beside[];
}

/** A column, or what SQL makes of one: there the row is `r`. */
export type Said = string | { column: string; as: string };

export interface Beside {
  table: string;
  /** Its column with the id of the row. */
  key: string;
  text: string;
}

/* @__NO_SIDE_EFFECTS__ */
export const searched = (declared: Omit<Searched, "kind">): Searched => ({ kind: "searched", ...declared });

/** The text under a key of each object in a list. */
export const ofEach = (column: string, key: string): Said => ({
  column,
  as: `(select string_agg(one ->> '${key}', E'\\n') from jsonb_array_elements(case jsonb_typeof(r.${column}) when 'array' then r.${column} else '[]' end) one)`,
});
