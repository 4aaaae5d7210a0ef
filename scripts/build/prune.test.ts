import { transform } from "esbuild";
import { describe, expect, it } from "vitest";
import { prune } from "./prune.ts";

/** The code that is left of a source in a bundle that uses only `kept`. */
async function left(file: string, source: string, kept: string): Promise<string> {
  const { code } = await transform(prune(file, source).replaceAll("export ", "").concat(`\nexport { ${kept} };`), {
    loader: "ts",
    format: "esm",
    treeShaking: true,
  });
  return code;
}

describe("pruning", () => {
  it("removes each unused declaration, with what it was made of", async () => {
    const source = `
      export const used = first(a().b());
      export const unused = second({ of: third(), ...fourth() });
      export const { list, get: one } = crud("/v1/x", table());`;
    const code = await left("functions/x.ts", source, "used, list");
    expect(code).toContain("first(a().b())");
    expect(code).toContain('crud("/v1/x", table())');
    expect(code).toMatch(/\.list/);
    expect(code).not.toMatch(/second|third|fourth|\.get/);
  });

  it("keeps statements, because of their effects", async () => {
    expect(await left("kit/x.ts", "configure(en());\nexport const x = 1;", "x")).toContain("configure(en())");
  });

  it("removes from a table what only migrations read, and nothing else", async () => {
    const source = `
      export const tasks = shared("tasks", {
        userId: uuid().notNull().references(() => users.id, { onDelete: "cascade" }),
        state: oneOf(...states).$default(() => "open"),
      }, (t) => [index("x").on(t.userId)], { appendOnly: true });`;
    const code = await left("core/x.sql.ts", source, "tasks");
    expect(code).not.toMatch(/users|index|references/);
    expect(code).toContain("uuid().notNull()");
    expect(code).toMatch(/void 0|undefined/);
    expect(code).toContain("appendOnly: true");
    expect(code).toContain('$default(() => "open")');
  });

  it("leaves the same calls outside of tables alone", async () => {
    const code = await left("core/x.ts", "export const x = make((t) => [t]).references(y);", "x");
    expect(code).toContain("make((t) => [t]).references(y)");
  });

  it("removes from an endpoint what only the contract reads", async () => {
    const source = `
      export const done = endpoint("POST /v1/x", {
        summary: "Words", description: text(), example: { body: sample }, problems: [Gone], returns: rowSchema(x),
        body: bodySchema(x), handler: (ctx) => finish(ctx, { summary: "kept" }),
      });`;
    const code = await left("functions/x.ts", source, "done");
    expect(code).not.toMatch(/Words|text\(\)|sample|Gone|rowSchema/);
    expect(code).toContain("bodySchema(x)");
    expect(code).toContain('{ summary: "kept" }');
  });
});
