/**
 * PGlite, PostgreSQL in this process: one connection, so a batch holds it to its end. All statements of a batch go in with one
 * message and one Sync behind them, which makes them one transaction, as in pg.ts; repeated statements are prepared.
 *
 * A batch also holds the process, and its answer is there at once: without a pause between batches, whoever sends one after the other would keep
 * all that comes from outside waiting until the last.
 */
import { setImmediate as turnOfOthers } from "node:timers/promises";
import { type PGlite, protocol } from "@electric-sql/pglite";
import type { Result } from "#kit/db";
import { asParameter, type Transport, unreachable } from "../transport.ts";
import { answerReader, type Columns, isStale, namesOfRepeated } from "./prepared.ts";

const { messages, serialize } = protocol;

interface Query {
  name: string | undefined;
  text: string;
  values: (string | null)[];
}

interface Prepared {
  nameOf: (text: string) => string | undefined;
  /** The columns of each statement that is prepared, by its name. */
  columns: Map<string, Columns>;
}

/** What is prepared in each database: whoever else speaks to it uses the same connection, and so the same names. */
const preparedIn = new WeakMap<PGlite, Prepared>();

export function pgliteTransport(pglite: PGlite): Transport {
  const { nameOf, columns: prepared } = preparedIn.get(pglite) ?? { nameOf: namesOfRepeated(), columns: new Map() };
  preparedIn.set(pglite, { nameOf, columns: prepared });
  return {
    async run(statements) {
      const queries = statements.map(({ text, params }) => ({
        name: nameOf(text),
        text,
        values: params.map(asParameter),
      }));
      // The lock that PGlite's own transactions take, so that none is begun in the middle of this one.
      const results = pglite._runExclusiveTransaction(() =>
        pglite._runExclusiveQuery(async () => {
          const request = Buffer.concat(
            queries.flatMap((query) => messagesOf(query, prepared)).concat(serialize.sync()),
          );
          const answer = await pglite.execProtocolStream(request, { throwOnError: false });
          try {
            return resultsOf(answer, queries, prepared);
          } catch (error) {
            if (isStale((error as { code?: string }).code ?? "")) prepared.clear();
            throw error;
          } finally {
            await turnOfOthers();
          }
        }),
      );
      // What is not PostgreSQL's answer is that it is closed, or has ended.
      return results.catch((error) => {
        throw error instanceof messages.DatabaseError ? error : unreachable(error);
      });
    },
    // Whoever opened the database closes it: the embedded cloud shares it.
    close: async () => {},
  };
}

function messagesOf({ name, text, values }: Query, prepared: ReadonlyMap<string, Columns>): Uint8Array[] {
  const isPrepared = name !== undefined && prepared.has(name);
  return [
    // A failed transaction may have left it prepared; closing a statement that does not exist is not an error.
    ...(!isPrepared && name !== undefined ? [serialize.close({ type: "S", name })] : []),
    ...(isPrepared ? [] : [serialize.parse({ name, text })]),
    serialize.bind({ statement: name, values }),
    ...(isPrepared ? [] : [serialize.describe({ type: "P" })]),
    serialize.execute({}),
  ];
}

type Answer = Awaited<ReturnType<PGlite["execProtocolStream"]>>;

/** Reads the answers of a transaction, or throws what PostgreSQL refused it with. */
function resultsOf(answer: Answer, queries: readonly Query[], prepared: Map<string, Columns>): Result[] {
  const reader = answerReader(queries, prepared);
  for (const message of answer) {
    if (message instanceof messages.DatabaseError) throw message;
    if (message instanceof messages.RowDescriptionMessage) reader.described(message.fields);
    else if (message instanceof messages.DataRowMessage) reader.row(message.fields);
    else if (message.name === "commandComplete" || message.name === "emptyQuery") reader.completed();
  }
  return reader.results;
}
