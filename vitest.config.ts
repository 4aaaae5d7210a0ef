import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["packages/**/*.test.ts", "functions/**/*.test.ts", "stacks/**/*.test.ts", "scripts/**/*.test.ts"],
    globalSetup: "packages/testing/global-setup.ts",
    testTimeout: 20_000,
    hookTimeout: 60_000,
  },
});
