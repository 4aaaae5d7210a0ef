import { expect } from "vitest";
import { unwrap } from "#client";
import { browse } from "#testing/browser";

browse(
  "what goes together says of each pair what is known, and draws both sides",
  async ({ page, open, life }) => {
    await open("cortex/correlations");
    const { data } = await unwrap(life.cortex.correlations.list({ params: { query: { limit: 100 } } }));
    expect(data).toHaveLength(24);
    const pair = page.getByRole("link", { name: "Sleep and then spending" });
    await pair.waitFor();
    await page.getByText("fewer than 30 days with both").first().waitFor();
    await pair.click();
    await page.getByRole("heading", { name: "Sleep and then spending" }).waitFor();
    await page.getByText("There is no estimate yet.").waitFor();
    await page.getByRole("img", { name: /days of both/ }).waitFor();
  },
  { as: "demo" },
);
