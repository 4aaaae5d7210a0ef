/** How Neon's proxy words what it and PostgreSQL refuse. */

/** What the proxy itself refuses, with a status and without an SQLSTATE. */
export const refused = (status: number, message: string) => Object.assign(new Error(message), { status });

/** The fields of PostgreSQL's error. Those that it did not send are null; without any error of PostgreSQL's the first two are empty. */
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
