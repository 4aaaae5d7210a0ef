/** PGlite, PostgreSQL in this process: one connection, so a batch holds it from begin to commit. */
import type { PGlite } from "@electric-sql/pglite";
import { asParameter, parsers, type Transport } from "../transport.ts";

const asText = (value: string) => value;
// Values go in and come out as text, as they do over the wire, so that every driver yields the same.
const textual = [
  17, 18, 19, 20, 25, 114, 199, 869, 1000, 1005, 1007, 1009, 1015, 1016, 1021, 1022, 1042, 1043, 1082, 1083, 1114, 1115,
  1182, 1184, 1185, 1186, 1231, 1266, 1700, 2950, 2951, 3802, 3807,
];
const parse = Object.fromEntries([...textual.map((oid) => [oid, asText]), ...Object.entries(parsers)]);
const serialize = Object.fromEntries([...textual, ...Object.keys(parsers)].map((oid) => [oid, asText]));

export function pgliteTransport(pglite: PGlite): Transport {
  return {
    run: (statements) =>
      pglite.transaction(async (tx) => {
        const results = [];
        for (const { text, params } of statements) {
          const result = await tx.query<unknown[]>(text, params.map(asParameter), {
            rowMode: "array",
            parsers: parse,
            serializers: serialize,
          });
          results.push({ columns: result.fields.map((field) => field.name), rows: result.rows });
        }
        return results;
      }),
    // Whoever opened the database closes it: the embedded cloud shares it.
    close: async () => {},
  };
}
