import type { Token } from "marked";
import { describe, expect, it } from "vitest";
import { expectLinear } from "#testing/growth";
import { markdownTokens, safeAddress, withoutEntities } from "./markdown-tokens.ts";

const depthOf = (tokens: readonly Token[] | undefined): number =>
  Math.max(
    0,
    ...(tokens ?? []).map((token) => {
      const items = "items" in token ? (token.items as { tokens: Token[] }[]).map((item) => depthOf(item.tokens)) : [];
      return 1 + Math.max(depthOf("tokens" in token ? token.tokens : undefined), ...items);
    }),
  );

describe("the tokens of a Markdown text", () => {
  it.each([
    ["lists in lists on one line", (n: number) => "- ".repeat(n / 2)],
    ["quotes in quotes", (n: number) => "> ".repeat(n / 2)],
    ["quotes without spaces", (n: number) => `${">".repeat(n)} x`],
    [
      "lists in lists by indents",
      (n: number) => Array.from({ length: Math.floor(Math.sqrt(n)) }, (_, at) => `${"  ".repeat(at)}- x`).join("\n"),
    ],
    ["links that never end", (n: number) => "[a](".repeat(n / 4)],
    ["emphasis that never ends", (n: number) => "*a _b ".repeat(n / 6)],
    ["brackets", (n: number) => "[".repeat(n)],
    ["ticks", (n: number) => "`a``".repeat(n / 4)],
    ["pipes", (n: number) => `|${"a|".repeat(n / 2)}`],
    ["tags", (n: number) => "<a ".repeat(n / 3)],
  ])("of %s are neither deep nor costly", async (name, flood) => {
    expect(depthOf(markdownTokens(flood(40_000)).tokens)).toBeLessThan(60);
    await expectLinear((chars) => markdownTokens(flood(chars)), 30_000, name);
  });

  it("of a long text are those of its beginning", () => {
    expect(markdownTokens("word ".repeat(10)).isCut).toBe(false);
    const { tokens, isCut } = markdownTokens("word\n\n".repeat(80_000));
    expect(isCut).toBe(true);
    expect(tokens.length).toBeGreaterThan(1_000);
  });
});

it("lead to pages, mailboxes and numbers alone", () => {
  for (const href of ["https://a.b/c?d=e", "mailto:a@b.c", "tel:+49 30".replace(" ", "")])
    expect(safeAddress(href)).toBe(href);
  for (const href of [
    "javascript:alert(1)",
    "data:text/html,x",
    "//a.b",
    "/console",
    "JaVaScRiPt:x",
    "vbscript:x",
    "http://a b",
  ])
    expect(safeAddress(href)).toBeUndefined();
});

it("show characters that are written as in HTML", () => {
  expect(withoutEntities("&lt;b&gt; &amp; &#233; &#xe9; &nbsp;&unknown; &#0; &#xd800;")).toBe(
    "<b> & é é \u00a0&unknown; &#0; &#xd800;",
  );
});
