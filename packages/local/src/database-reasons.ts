/**
 * Sentences for the most common reasons why a command cannot use the database of DATABASE_URL, by the error code of the system or
 * of PostgreSQL.
 */
export const databaseReasons: Record<string, string> = {
  ECONNREFUSED: "DATABASE_URL cannot be reached: nothing listens there.",
  ENOTFOUND: "DATABASE_URL cannot be reached: its host is not known.",
  ETIMEDOUT: "DATABASE_URL cannot be reached: its host does not answer.",
  "28P01": "DATABASE_URL is refused: the password is wrong.",
  "28000": "DATABASE_URL is refused: that user may not connect.",
  "3D000": "DATABASE_URL names a database that does not exist.",
  "42501": "The user of DATABASE_URL may not do what the migrations need.",
  "08P01": "DATABASE_URL is answered by something that is no PostgreSQL.",
};

/** The sentence for an error with the error's own message, or undefined when there is none. `reasons` may say more codes. */
export function reasonOf(error: unknown, reasons = databaseReasons): string | undefined {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reason = reasons[isConnectionTimeout(message) ? "ETIMEDOUT" : code];
  return reason && `${reason} (${message || code})`;
}

/** The client of PostgreSQL gives up before the system does, and its error has no code. */
const isConnectionTimeout = (message: string) =>
  /^timeout expired|^timeout exceeded when trying to connect|^Connection terminated due to connection timeout/.test(
    message,
  );
