/** Two of the deliberate mistakes, as wrappers of the database port. The others are faults of the bus and the engine. */
import pg from "pg";
import { asParameter, type Transport, types } from "#cloud/transport";
import type { Result } from "#kit/db";
import type { Statement } from "#kit/handover";

/** Skips the inbox, so that a repeated consumer or step takes effect again. */
export function withoutInbox(inner: Transport): Transport {
  return {
    async run(statements) {
      const kept = statements.filter((statement) => !isClaim(statement));
      const results = await inner.run(kept);
      return statements.map((statement) => (isClaim(statement) ? claimed : results.shift()!));
    },
    close: () => inner.close(),
  };
}

const isClaim = ({ text }: Statement) => text.startsWith("select inbox_claim(");
const claimed: Result = { columns: ["inbox_claim"], rows: [[true]] };

/** Reports a batch as done, so that its events are published, while its commit is still pending. */
export function earlyCommit(inner: Transport, databaseUrl: string, delayMs: number): Transport {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 10 });
  return {
    async run(statements) {
      if (!statements.some(({ text }) => text.includes("insert into outbox"))) return inner.run(statements);
      const client = await pool.connect();
      try {
        await client.query("begin isolation level read committed");
        const results: Result[] = [];
        for (const { text, params } of statements) {
          const { fields, rows } = await client.query({
            text,
            values: params.map(asParameter),
            rowMode: "array",
            types: types as pg.CustomTypesConfig,
          });
          results.push({ columns: fields.map((field) => field.name), rows: rows as unknown[][] });
        }
        setTimeout(() => void client.query("commit").finally(() => client.release()), delayMs);
        return results;
      } catch (error) {
        client.release(true);
        throw error;
      }
    },
    async close() {
      await pool.end();
      await inner.close();
    },
  };
}
