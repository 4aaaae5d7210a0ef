/**
 * How a query of drizzle's becomes part of a batch. Drizzle's queries execute themselves through a driver; while a batch collects
 * its statements, this module takes the driver's place and hands the statements to the batch.
 */
export interface Statement {
  text: string;
  params: unknown[];
}

export interface Handed extends Statement {
  resolve(result: { rows: unknown[][] }): void;
  reject(error: unknown): void;
}

let collecting: Handed[] | undefined;

/** Hands a statement to the batch that is collecting; resolves with its rows. */
export function handOver(statement: Statement): Promise<{ rows: unknown[][] }> {
  if (!collecting) throw new Error("queries run in ctx.db.batch([...]) only");
  const into = collecting;
  return new Promise((resolve, reject) => into.push({ ...statement, resolve, reject }));
}

/** The statement that `execute` hands over synchronously, before it first awaits. */
export function collect<T>(execute: () => T): { value: T; handed: Handed[] } {
  const handed: Handed[] = [];
  collecting = handed;
  try {
    return { value: execute(), handed };
  } finally {
    collecting = undefined;
  }
}
