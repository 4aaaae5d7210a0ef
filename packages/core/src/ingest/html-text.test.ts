import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { htmlText, htmlTextLimits } from "./html-text.ts";

describe("htmlText", () => {
  it("keeps a row of a table on a line, however deep the layout", () => {
    const row = (name: string, amount: string) =>
      `<tr><td><p>${name}</p></td><td align="right"><p>${amount}</p></td></tr>`;
    const html = `<table><tr><td><table>${row("Burrito", "$9.00")}${row("Total", "&nbsp;&#36;9.00")}</table></td></tr></table>`;
    expect(htmlText(html).split("\n")).toEqual(["Burrito   $9.00", "Total   $9.00"]);
  });

  it("sets a cell of two lines beside its price", () => {
    const html = "<table><tr><td>Burrito<br>extra salsa</td><td>$9.00</td></tr></table>";
    expect(htmlText(html)).toBe("Burrito   $9.00\nextra salsa");
  });

  it("reads lists in two cells side by side and the columns of a layout one after the other", () => {
    const list = (values: string[]) => `<td>${values.join("<br>")}</td>`;
    const five = ["a1", "a2", "a3", "a4", "a5"];
    expect(htmlText(`<table><tr>${list(five)}${list(five)}</tr></table>`).split("\n")[0]).toBe("a1   a1");
    expect(htmlText(`<table><tr>${list(five)}${list(["b1", "b2"])}</tr></table>`).split("\n")).toEqual([
      ...five,
      "b1",
      "b2",
    ]);
  });

  it("joins columns that are tables of their own", () => {
    const column = (text: string) => `<td><table><tr><td>${text}</td></tr></table></td>`;
    expect(htmlText(`<table><tr>${column("Total")}${column("$5.00")}</tr></table>`)).toBe("Total   $5.00");
  });

  it("leaves out what is not shown: styles, scripts, comments, titles and hidden parts", () => {
    const html =
      "<head><title>t</title><style>p { color: red }</style></head><!-- c --><script>s < 1</script >" +
      '<div style="color:red; display : none">twice</div><span hidden>h</span><p>seen</p>';
    expect(htmlText(html)).toBe("seen");
  });

  it("reads text that only looks like markup", () => {
    expect(htmlText("<p>3 < 5 &amp; 5 > 3</p>")).toBe("3 < 5 & 5 > 3");
    expect(htmlText('<p title="a > b">x</p>')).toBe("x");
  });

  it("drops invisible characters and repeated blank lines", () => {
    expect(htmlText("<p>a\u200b\u00ad</p><br><br><br><br><p>b</p>")).toMatch(/^a\n+b$/);
  });

  it.each([
    ["unclosed tags", "<a>"],
    ["unmatched ends", "<div></p>"],
    ["tables in tables", "<table><tr><td>"],
    ["lists in lists", "<ul><li>"],
    ["lone brackets", "<"],
    ["open comments", "<!--"],
    ["open quotes", '<a b="'],
    ["endless attributes", "<a b "],
    ["scripts", "<script>"],
    ["entities", "&#x"],
    ["cells", "<td>x"],
  ])("takes a megabyte of %s in its stride", (_, piece) => {
    const started = performance.now();
    const text = htmlText(piece.repeat(Math.ceil(htmlTextLimits.inputChars / piece.length)));
    expect(text.length).toBeLessThanOrEqual(htmlTextLimits.outputChars);
    // A quadratic pass over a megabyte takes minutes; the margin is for a busy machine.
    expect(performance.now() - started).toBeLessThan(8_000);
  });

  it("gives a text for any input", () => {
    const piece = fc.constantFrom(
      "<table>",
      "<tr>",
      "<td>",
      "</td>",
      "</tr>",
      "</table>",
      "<p",
      ">",
      "'",
      '"',
      "=",
      "<!--",
      "-->",
      "<br/>",
      "x",
      " ",
      "\n",
      "&lt;",
      "</",
      "<style>",
      "</style>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
        expect(htmlText(pieces.join(""))).not.toContain("\u0000");
      }),
      { seed: 20250304, numRuns: 500 },
    );
  });
});

it.each(["constructor", "tostring", "__proto__"])("an element may be called %s", (name) => {
  expect(htmlText(`<p>before <${name}>within</${name}> after</p>`)).toContain("within");
});
