/** The way in which a change came about, as events say it. */
export type Origin = "api" | "webhook" | "schedule" | "workflow" | "agent" | "import";
