/** Neon over HTTP: one request is one transaction. The driver's own fetch can be replaced (`neonConfig.fetchFunction`). */
import { neon } from "@neondatabase/serverless";
import { asParameter, type Transport, types } from "../db.ts";

export function neonTransport(connectionString: string): Transport {
  const client = neon(connectionString, { arrayMode: true, fullResults: true, types: types as never });
  return {
    async run(statements) {
      const results = await client.transaction(
        statements.map(({ text, params }) => client.query(text, params.map(asParameter))),
        { isolationLevel: "ReadCommitted" },
      );
      return results.map((result) => ({
        columns: result.fields.map((field) => field.name),
        rows: result.rows as unknown[][],
      }));
    },
    close: async () => {},
  };
}
