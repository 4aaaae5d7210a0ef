import { describe, expect } from "vitest";
import { browse } from "#testing/browser";

const SUBSCRIPTION = {
  id: "0198f000-0000-7000-8000-000000000001",
  userId: "0198f000-0000-7000-8000-000000000002",
  stripePriceId: "price_pro",
  status: "active",
  tier: "pro",
  mrrCents: 900,
  currency: "EUR",
  currentPeriodStart: "2026-03-01T12:00:00.000Z",
  currentPeriodEnd: "2026-04-01T12:00:00.000Z",
  trialEnd: null,
  graceEndsAt: null,
  cancelAtPeriodEnd: false,
  cancelAt: null,
  canceledAt: null,
  version: 1,
  createdAt: "2026-03-01T12:00:00.000Z",
  updatedAt: "2026-03-01T12:00:00.000Z",
};

describe("The plan", () => {
  browse("is shown with what is used of it, where nothing can be bought", async ({ page, open, axe, settled }) => {
    await open("billing/subscription");
    await page.getByText("Nothing can be bought here", { exact: false }).waitFor();
    await page.getByRole("progressbar", { name: "Storage" }).waitFor();
    await page.getByRole("progressbar", { name: "Active routines" }).waitFor();
    await page.getByText("0 of 20", { exact: true }).waitFor();
    await settled();
    expect(await axe()).toEqual([]);
  });

  browse("is bought on a page of Stripe's, and changed there by who has one", async ({ page, open }) => {
    let subscription: object | null = null;
    await page.route("**/v1/billing/subscription", (route) =>
      route.fulfill({
        json: { isConfigured: true, tier: subscription ? "pro" : "free", subscription, checkout: null },
      }),
    );
    await page.route("**/v1/billing/plans", async (route) => {
      const answer = await route.fetch();
      const plans = await answer.json();
      const prices = [{ priceId: "price_pro", amountCents: 900, currency: "EUR", interval: "month" }];
      await route.fulfill({
        json: {
          ...plans,
          data: plans.data.map((one: { tier: string }) => (one.tier === "pro" ? { ...one, prices } : one)),
        },
      });
    });
    let wanted: unknown;
    await page.route("**/v1/billing/checkout", (route) => {
      wanted = route.request().postDataJSON();
      return route.fulfill({
        json: { url: "https://checkout.stripe.example/", priceId: "price_pro", expiresAt: "2026-03-02T13:00:00.000Z" },
      });
    });
    await page.route("https://checkout.stripe.example/", (route) =>
      route.fulfill({ body: "Pay here", contentType: "text/plain" }),
    );
    await open("billing/subscription");
    await page.getByText("You have no subscription.").waitFor();
    await page.getByRole("button", { name: "Choose Pro by the month" }).click();
    await page.getByText("Pay here").waitFor();
    expect(wanted).toEqual({ priceId: "price_pro" });

    subscription = SUBSCRIPTION;
    await open("billing/subscription?checkout=done");
    await page.getByText("Thank you.", { exact: false }).waitFor();
    await page.getByText("Active", { exact: true }).waitFor();
    await page.getByRole("button", { name: "Change, pay or end it" }).waitFor();
    await expect
      .poll(() => page.getByRole("button", { name: "Choose Pro by the month" }).getAttribute("aria-disabled"))
      .toBe("true");

    subscription = { ...SUBSCRIPTION, status: "past_due", graceEndsAt: "2020-01-01T12:00:00.000Z" };
    await open("billing/subscription");
    await page.getByText("It gives no plan until it is paid.", { exact: false }).waitFor();
  });
});
