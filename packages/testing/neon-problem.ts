/** The errors of Neon's proxy and of PostgreSQL behind it, in the proxy's format. */

/** An error of the proxy itself, with a status and without an SQLSTATE. */
export const refused = (status: number, message: string) => Object.assign(new Error(message), { status });

/** The fields of PostgreSQL's error. Missing ones are null; for an error of the proxy itself the first two are empty. */
const OPTIONAL_FIELDS = [
  "detail",
  "hint",
  "position",
  "internalPosition",
  "internalQuery",
  "where",
  "table",
  "column",
  "schema",
  "dataType",
  "constraint",
  "file",
  "line",
  "routine",
];

export const problemOf = (error: Record<string, unknown>) => ({
  message: error.message,
  code: error.code ?? "",
  severity: error.severity ?? "",
  ...Object.fromEntries(OPTIONAL_FIELDS.map((field) => [field, error[field] ?? null])),
});
