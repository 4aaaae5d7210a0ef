import { expect, it } from "vitest";
import { type AuthorizerEvent, anonymous, authorizer } from "./authorizer.ts";

const asked: string[] = [];
const authorize = authorizer({
  cacheSeconds: 60,
  async identify(bearer) {
    asked.push(bearer);
    return bearer === "good" ? { userId: "u", role: "user", tier: "free", scopes: "" } : anonymous("Unknown.");
  },
});
const event = (authorization?: string): AuthorizerEvent => ({
  version: "2.0",
  type: "REQUEST",
  headers: { authorization },
});

it("hands on who the bearer is, and why not", async () => {
  expect(await authorize(event("Bearer good"))).toEqual({
    isAuthorized: true,
    context: { userId: "u", role: "user", tier: "free", scopes: "" },
  });
  expect(await authorize(event("bearer bad"))).toEqual({
    isAuthorized: true,
    context: { anonymous: true, reason: "Unknown." },
  });
  expect(await authorize({ ...event("Bearer other"), identitySource: ["Bearer good"] })).toMatchObject({
    context: { userId: "u" },
  });
  expect({ ...authorize }).toMatchObject({ kind: "authorizer", cacheSeconds: 60 });
});

it.each([
  "Basic dTpw",
  "Bearer",
  "Bearer ",
  "good",
  "Bearer a b",
  "Bearer a\nb",
  "Bearer ü",
  `Bearer ${"x".repeat(8193)}`,
  "Bearer good, Bearer good",
])("asks nobody about what is no bearer token: %s", async (header) => {
  asked.length = 0;
  expect(await authorize(event(header))).toEqual({
    isAuthorized: true,
    context: { anonymous: true, reason: expect.stringContaining("Bearer") },
  });
  expect(asked).toEqual([]);
});

it("gives no reason to whoever sent nothing", async () => {
  // The edge puts `none` where there is nothing.
  for (const nothing of [undefined, "", "none"])
    expect(await authorize(event(nothing))).toEqual({ isAuthorized: true, context: { anonymous: true } });
});
