/** The types of rows that can be shared by a grant, and the pillar of each: an API key needs the scopes of that pillar, too. */
const typesOf = {
  calendar: ["calendar", "event", "time_block", "daily_plan"],
  cortex: ["agent_run", "conversation", "message", "insight", "proposal", "email_draft", "pattern"],
  finance: [
    "account",
    "budget_category",
    "budget",
    "income_entry",
    "invoice",
    "billable_entry",
    "transaction_rule",
    "recurring_transaction",
    "transaction",
  ],
  health: ["brain_log", "meal", "measurement", "medical_entry", "workout", "completed_workout"],
  household: ["recipe"],
  identity: ["connection", "persona", "dependent"],
  knowledge: ["document", "file", "entity", "entity_link", "journal_entry"],
  people: ["contact", "interaction"],
  rhythm: ["focus_session", "habit", "habit_check_in", "habit_schedule", "achievement", "streak", "routine"],
  work: ["content_item", "life_domain", "goal", "project", "sprint", "task", "todo_category", "todo_list", "todo_item"],
} as const;

export const pillarOfType: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(typesOf).flatMap(([pillar, types]) => types.map((type) => [type, pillar])),
);
