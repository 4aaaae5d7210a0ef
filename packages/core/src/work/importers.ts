/** What of tasks can be imported. */
import * as z from "zod/mini";
import { importer } from "#core/ingest/importer";
import { taskErrors, taskReasons } from "#core/work/sayings";
import { todoistOptions } from "#core/work/todoist-options";

const says = { reasons: taskReasons, errors: taskErrors };

export const todoistCsv = importer({
  kind: "todoist_csv",
  title: "Tasks from a project of Todoist (CSV)",
  accepts: ["text/csv", ".csv"],
  family: "todoist",
  options: todoistOptions,
  says,
  load: async () => (await import("#core/work/todoist")).todoistCsv,
});

export const todoistBackup = importer({
  kind: "todoist_backup",
  title: "Tasks from a backup of Todoist (zip)",
  accepts: ["application/zip", ".zip"],
  family: "todoist",
  options: z.strictObject({}),
  says,
  load: async () => (await import("#core/work/todoist")).todoistBackup,
});

export const vikunjaExport = importer({
  kind: "vikunja_export",
  title: "Tasks from an export of Vikunja (zip)",
  accepts: ["application/zip", ".zip"],
  family: "vikunja",
  options: z.strictObject({}),
  says,
  load: async () => (await import("#core/work/vikunja")).vikunjaExport,
});
