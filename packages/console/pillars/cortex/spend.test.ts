import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const REQUEST = {
  id: "0198f000-0000-7000-8000-000000000011",
  userId: "0198f000-0000-7000-8000-000000000002",
  capability: "break_down_task",
  promptVersion: 1,
  provider: "openai",
  model: "gpt-4.1-mini",
  promptTokens: 420,
  completionTokens: 80,
  chargedTokens: 500,
  costMicrousd: 296,
  latencyMs: 830,
  cacheHit: false,
  estimated: false,
  outcome: "completed",
  createdAt: "2026-03-02T12:00:00.000Z",
};

describe("Tokens", () => {
  browse(
    "are shown where no model can be asked, with what the settings permit",
    async ({ page, open, axe, settled }) => {
      await open("cortex/spend");
      await page.getByText("No model is set up here", { exact: false }).waitFor();
      await page.getByText("3 of 3", { exact: false }).waitFor();
      await page.getByText("No model has been asked yet.").waitFor();
      await page.getByRole("tab", { name: "Entries" }).click();
      await page.getByText("There are no entries yet.").waitFor();
      await settled();
      expect(await axe()).toEqual([]);
    },
  );

  browse(
    "show what was asked for them, what was sent, and are bought in packs",
    async ({ page, open, axe, settled }) => {
      await page.route("**/v1/cortex/usage?**", (route) =>
        route.fulfill({ json: { data: [REQUEST], nextCursor: null } }),
      );
      await page.route("**/v1/cortex/usage", (route) => route.fulfill({ json: { data: [REQUEST], nextCursor: null } }));
      await page.route("**/v1/cortex/usage/days**", (route) =>
        route.fulfill({
          json: {
            data: [
              {
                day: "2026-03-02",
                capability: "break_down_task",
                requests: 3,
                kept: 1,
                failed: 0,
                tokens: 1000,
                chargedTokens: 1000,
                costMicrousd: 592,
              },
            ],
            nextCursor: null,
          },
        }),
      );
      await page.route(`**/v1/cortex/usage/${REQUEST.id}`, (route) =>
        route.fulfill({
          json: {
            ...REQUEST,
            prompt: [
              { from: "instructions", text: "Break the task down." },
              { from: "data", text: "Paint the shed" },
            ],
          },
        }),
      );
      await page.route("**/v1/billing/packs", (route) =>
        route.fulfill({
          json: {
            data: [{ priceId: "price_million", tokens: 1_000_000, amountCents: 500, currency: "EUR" }],
            nextCursor: null,
          },
        }),
      );
      let wanted: unknown;
      await page.route("**/v1/billing/checkout", (route) => {
        wanted = route.request().postDataJSON();
        return route.fulfill({
          json: {
            url: "https://checkout.stripe.example/",
            priceId: "price_million",
            expiresAt: "2026-03-02T13:00:00.000Z",
          },
        });
      });
      await page.route("https://checkout.stripe.example/", (route) =>
        route.fulfill({ body: "Pay here", contentType: "text/plain" }),
      );
      await open("cortex/spend");
      await page.getByRole("link", { name: "Break a task down" }).click();
      await page.getByText("Paint the shed").waitFor();
      await settled();
      expect(await axe()).toEqual([]);
      await page.getByRole("tab", { name: "By day" }).click();
      await page.getByRole("row", { name: /Break a task down/ }).waitFor();
      await page.getByRole("button", { name: "Buy 1,000,000 for €5.00" }).click();
      await page.getByText("Pay here").waitFor();
      expect(wanted).toEqual({ priceId: "price_million" });
    },
  );
});
