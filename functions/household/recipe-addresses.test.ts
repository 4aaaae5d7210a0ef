import { randomUUID } from "node:crypto";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { recipes } from "#core/household/recipes.sql";
import { importPage } from "#functions/household/recipes";
import { testDb } from "#testing/database";
import { type Harness, harness } from "#testing/harness";

const RECIPE = {
  "@context": "https://schema.org",
  "@type": "Recipe",
  name: "Crème brûlée",
  recipeYield: "4",
  recipeIngredient: ["500 ml cream", "6 egg yolks"],
};
const PAGE = `<!doctype html><script type="application/ld+json">${JSON.stringify(RECIPE)}</script>`;
const URL_OF_PAGE = "https://kitchen.example/creme-brulee";

let life: Harness;
let answering: http.RequestListener;
let connections = 0;
const site = http.createServer((request, response) => answering(request, response));
site.on("connection", () => connections++);

beforeAll(async () => {
  await new Promise<void>((resolve) => site.listen(0, "127.0.0.1", resolve));
  life = await harness(await testDb(), {
    network: {
      resolve: async (host) => (host === "kitchen.example" ? ["93.184.215.14"] : ["10.0.0.7"]),
      reroute: ({ pathname }) => new URL(pathname, `http://127.0.0.1:${(site.address() as AddressInfo).port}`),
    },
  });
});
beforeEach(() => {
  connections = 0;
  answering = (_, response) => response.writeHead(200, { "content-type": "text/html" }).end(PAGE);
});
afterAll(async () => {
  await new Promise((resolve) => site.close(resolve));
  await life.close();
});

describe("a recipe at an address", () => {
  it("is fetched, read and kept with where it came from", async () => {
    const made = await life.call(importPage, { as: await life.user("anna"), body: { url: URL_OF_PAGE } });
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: "Crème brûlée",
        servings: 4,
        sourceUrl: URL_OF_PAGE,
        ingredients: [{ item: "cream", qty: 500, unit: "ml" }, { qty: 6 }],
      },
    });
  });

  it("may be JSON-LD itself, or a page in another charset", async () => {
    const anna = await life.user("anna");
    answering = (_, response) =>
      response.writeHead(200, { "content-type": "application/ld+json" }).end(JSON.stringify(RECIPE));
    expect(await life.call(importPage, { as: anna, body: { url: URL_OF_PAGE } })).toMatchObject({ status: 201 });
    answering = (_, response) =>
      response.writeHead(200, { "content-type": "text/html; charset=iso-8859-1" }).end(Buffer.from(PAGE, "latin1"));
    expect((await life.call(importPage, { as: anna, body: { url: URL_OF_PAGE } })).body.name).toBe("Crème brûlée");
  });

  it.each([
    "http://127.0.0.1/recipe",
    "http://[::ffff:a00:7]/recipe",
    "https://2130706433/",
    "https://intern.example/recipe",
    "https://user:word@kitchen.example/",
  ])("is not fetched where it is not on the public internet: %s", async (url) => {
    const refused = await life.call(importPage, { as: await life.user("anna"), body: { url } });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: "page_not_fetched", errors: [{ pointer: "#/url" }] },
    });
    expect(connections).toBe(0);
  });

  it.each<[string, http.RequestListener, string]>([
    ["is gone", (_, response) => response.writeHead(404).end("gone"), "404"],
    [
      "leads into a network",
      (_, response) => response.writeHead(302, { location: "http://10.0.0.7/" }).end(),
      "public",
    ],
    ["is too large", (_, response) => response.end("x".repeat(5 * 1024 * 1024 + 1)), "bytes"],
  ])("that %s is refused with the reason", async (_, given, reason) => {
    answering = given;
    const refused = await life.call(importPage, { as: await life.user("anna"), body: { url: URL_OF_PAGE } });
    expect(refused).toMatchObject({ status: 400, body: { code: "page_not_fetched" } });
    expect(refused.body.detail).toContain(reason);
  });

  it("that holds no recipe says so", async () => {
    answering = (_, response) => response.end("<p>Hello</p>");
    const refused = await life.call(importPage, { as: await life.user("anna"), body: { url: URL_OF_PAGE } });
    expect(refused).toMatchObject({ status: 400, body: { code: "no_recipe" } });
  });

  it("is imported once by a request that is repeated, also when the page has gone meanwhile", async () => {
    const anna = await life.user("anna");
    const call = { as: anna, body: { url: URL_OF_PAGE }, headers: { "idempotency-key": randomUUID() } };
    const first = await life.call(importPage, call);
    for (const status of [200, 404]) {
      answering = (_, response) => response.writeHead(status).end(status === 200 ? PAGE : "");
      const again = await life.call(importPage, call);
      expect(again).toMatchObject({ status: 201, headers: { "idempotent-replayed": "true" }, body: first.body });
    }
    expect(await life.count(recipes, `user_id = '${anna.userId}'`)).toBe(1);
  });

  it("is one of three ways, of which one is sent", async () => {
    const anna = await life.user("anna");
    for (const body of [{}, { url: URL_OF_PAGE, html: PAGE }, { url: "ftp://kitchen.example/" }])
      expect(await life.call(importPage, { as: anna, body })).toMatchObject({ status: 400 });
    expect(connections).toBe(0);
  });
});
