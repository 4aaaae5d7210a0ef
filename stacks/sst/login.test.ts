import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenServerDatabase, serverDb } from "#testing/database";
import { slow } from "#testing/slow";
import { LOGIN, makeLogin } from "./login.ts";
import { buildSite } from "./site.ts";

describe("the login of the functions", () => {
  let open: OpenServerDatabase;
  const passwords = ["a'first\\password-of-the-stage", "another-password-of-the-stage"];

  beforeAll(async () => {
    open = await serverDb({ max: 1 });
    await makeLogin(open.ownerUrl, passwords[0]!);
  });
  afterAll(async () => {
    await open.database.exec(`drop role if exists ${LOGIN}`);
    await open.close();
  });

  async function connected<T>(password: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
    const url = new URL(open.ownerUrl);
    const client = new pg.Client({
      host: url.hostname,
      port: Number(url.port),
      database: url.pathname.slice(1),
      user: LOGIN,
      password,
    });
    await client.connect();
    try {
      return await run(client);
    } finally {
      await client.end();
    }
  }

  it("has no rights by itself, and those of the roles that it switches to", async () => {
    await connected(passwords[0]!, async (client) => {
      await expect(client.query("select from users")).rejects.toThrow("permission denied");
      await expect(client.query("create table mine (id int)")).rejects.toThrow("permission denied");
      await client.query("begin; set local role lifeos_app");
      expect((await client.query("select from users")).rows).toEqual([]);
      await client.query("rollback; begin; set local role lifeos_service");
      expect((await client.query("select from users")).rows).toEqual([]);
      await client.query("rollback");
      await expect(client.query("set role lifeos_definer")).rejects.toThrow("permission denied");
      const { rows } = await client.query(
        "select rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = current_user",
      );
      expect(rows).toEqual([{ rolsuper: false, rolbypassrls: false, rolcreaterole: false, rolcreatedb: false }]);
    });
  });

  it("gets a new password when it is made again", async () => {
    await makeLogin(open.ownerUrl, passwords[1]!);
    await connected(passwords[1]!, (client) => client.query("select 1"));
    await expect(connected(passwords[0]!, (client) => client.query("select 1"))).rejects.toThrow(
      "authentication failed",
    );
  });

  it("refuses a short password", async () => {
    await expect(makeLogin(open.ownerUrl, "short")).rejects.toThrow("24 characters");
  });
});

describe("the site", () => {
  slow("is the console and the API reference, and loads nothing from other hosts", () => {
    const folder = mkdtempSync(path.join(tmpdir(), "lifeos-site-"));
    const read = (name: string) => readFileSync(path.join(folder, name), "utf8");
    try {
      buildSite(folder, '{"issuer":"https://login.example","clientId":"one"}');
      expect(readdirSync(folder).sort()).toEqual(["console", "docs", "index.html", "openapi.json"]);
      const pages = ["index.html", "docs/index.html", "docs/start.js", "console/index.html"].map(read).join("");
      expect(pages).not.toMatch(/https?:|\/\/[a-z]|<script>/);
      for (const [, source] of pages.matchAll(/src="\/([^"]+)"/g)) expect(read(source!).length).toBeGreaterThan(0);
      expect(JSON.parse(read("openapi.json")).servers).toEqual([{ url: "/" }]);
      expect(JSON.parse(read("console/config.json"))).toEqual({
        api: "",
        signIn: { issuer: "https://login.example", clientId: "one" },
        isLocal: false,
      });
      expect(readdirSync(path.join(folder, "console"))).not.toContain(".vite");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
