/** What of tasks can be imported. */
import { importer } from "#core/ingest/importer";
import { todoistOptions } from "#core/work/todoist-options";

export const todoistCsv = importer({
  kind: "todoist_csv",
  title: "Tasks from a project of Todoist (CSV)",
  accepts: ["text/csv", ".csv"],
  family: "todoist",
  options: todoistOptions,
  load: async () => (await import("#core/work/todoist")).todoistCsv,
});
