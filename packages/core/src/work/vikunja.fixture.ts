/** What Vikunja writes for a time that there is none of. */
export const NONE = "0001-01-01T00:00:00Z";

/** A task as an export of Vikunja has it. */
export const vikunjaTask = (id: number, title: string, more: object = {}) => ({
  id,
  title,
  description: "",
  done: false,
  done_at: NONE,
  due_date: NONE,
  created: `2026-01-01T00:00:${String(id).padStart(2, "0")}Z`,
  labels: null,
  related_tasks: {},
  ...more,
});
