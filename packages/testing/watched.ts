/** A database whose batches a test watches: to count flights and rows, or to do something between two of them. */
import type { Transport } from "#cloud/transport";
import { type OpenDatabase, transportTo } from "#testing/database";

type Run = Transport["run"];

/** `before` and `after` each batch; what they throw, the batch fails with. */
export function watched(
  open: OpenDatabase,
  watch: {
    before?: (statements: Parameters<Run>[0]) => unknown;
    after?: (statements: Parameters<Run>[0], results: Awaited<ReturnType<Run>>) => unknown;
  },
): Transport {
  const direct = transportTo(open);
  return {
    ...direct,
    async run(statements) {
      await watch.before?.(statements);
      const results = await direct.run(statements);
      await watch.after?.(statements, results);
      return results;
    },
  };
}
