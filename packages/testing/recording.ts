/** A transport that records its use: the flights and their statements. */
import type { Transport } from "#cloud/transport";

export interface Recording {
  transport: Transport;
  /** The flights that `work` takes, each as the texts of its statements. */
  flightsOf(work: () => Promise<unknown>): Promise<string[][]>;
}

export function recording(inner: Transport): Recording {
  let flights: string[][] = [];
  return {
    transport: {
      run(statements) {
        flights.push(statements.map(({ text }) => text));
        return inner.run(statements);
      },
      close: () => inner.close(),
    },
    async flightsOf(work) {
      flights = [];
      await work();
      return flights;
    },
  };
}
