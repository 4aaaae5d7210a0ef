/** What most often keeps a command from the database of DATABASE_URL, by the code of the system or of PostgreSQL, in a sentence. */
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

/** The sentence, and what it comes from; the bare message where there is none. */
export function whyNoDatabase(error: unknown): string {
  const { code = "", message } = error as NodeJS.ErrnoException;
  const reason = databaseReasons[code];
  return reason ? `${reason} (${message || code})` : message;
}
