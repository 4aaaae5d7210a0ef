import { afterEach, beforeEach, expect, it, vi } from "vitest";

const ANNA = {
  id: "1",
  name: "Anna",
  email: "anna@example.org",
  role: "user",
  tier: "free",
  timezone: "UTC",
  locale: null,
} as const;
const KEY = "lifeos.person";

let kept: Map<string, string>;
beforeEach(() => {
  kept = new Map();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  });
  // A page that has just been opened.
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("kept pages are shown to whoever was signed in last, and to nobody who has signed in as somebody else meanwhile", async () => {
  const { goAway, isOfLastPerson, lastPerson } = await import("./session.ts");
  expect([isOfLastPerson(), lastPerson()]).toEqual([false, undefined]);
  kept.set(KEY, JSON.stringify({ ...ANNA, subject: "issuer|anna" }));
  // Nobody has said yet who this page is for.
  expect(isOfLastPerson()).toBe(true);
  goAway();
  expect(isOfLastPerson()).toBe(true);
  // Another tab has signed somebody else in.
  kept.set(KEY, JSON.stringify({ ...ANNA, id: "2", name: "Ben", subject: "issuer|ben" }));
  expect([isOfLastPerson(), lastPerson()?.name]).toEqual([false, "Ben"]);
});

it("what is kept and cannot be read is nobody's", async () => {
  const { isOfLastPerson } = await import("./session.ts");
  kept.set(KEY, "{");
  expect(isOfLastPerson()).toBe(false);
});
