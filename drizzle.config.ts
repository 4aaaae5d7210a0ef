import { defineConfig } from "drizzle-kit";

// `npx drizzle-kit generate` writes the difference between the tables and the last migration into migrations/.
export default defineConfig({
  dialect: "postgresql",
  schema: "./packages/core/src/**/*.sql.ts",
  out: "./migrations",
  casing: "snake_case",
  breakpoints: true,
  strict: true,
  // Two people who add a migration at once do not both call it the next number.
  migrations: { prefix: "timestamp" },
});
