/** Neon over HTTP: one request is one transaction. The driver's own fetch can be replaced (`neonConfig.fetchFunction`). */
import { NeonDbError, neon } from "@neondatabase/serverless";
import { asParameter, type Transport, types, unreachable } from "../db.ts";

export function neonTransport(connectionString: string): Transport {
  const client = neon(connectionString, { arrayMode: true, fullResults: true });
  return {
    async run(statements) {
      const queries = statements.map(({ text, params }) =>
        // Of the driver's options, parsers are the one that counts per query only.
        client.query(text, params.map(asParameter), { types: types as never }),
      );
      const results = await client.transaction(queries, { isolationLevel: "ReadCommitted" }).catch((error) => {
        throw error instanceof NeonDbError && !error.code ? unreachable(error) : error;
      });
      return results.map((result) => ({
        columns: result.fields.map((field) => field.name),
        rows: result.rows as unknown[][],
      }));
    },
    close: async () => {},
  };
}
