import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { expectLinear } from "#testing/growth";
import { isWhole, someOf } from "#testing/sampled";
import { htmlText, htmlTextLimits } from "./html-text.ts";

describe("htmlText", () => {
  it("keeps the row of a table on one line, however deep the layout", () => {
    const row = (name: string, amount: string) =>
      `<tr><td><p>${name}</p></td><td align="right"><p>${amount}</p></td></tr>`;
    const html = `<table><tr><td><table>${row("Burrito", "$9.00")}${row("Total", "&nbsp;&#36;9.00")}</table></td></tr></table>`;
    expect(htmlText(html).split("\n")).toEqual(["Burrito   $9.00", "Total   $9.00"]);
  });

  it("puts a cell of two lines beside its price", () => {
    const html = "<table><tr><td>Burrito<br>extra salsa</td><td>$9.00</td></tr></table>";
    expect(htmlText(html)).toBe("Burrito   $9.00\nextra salsa");
  });

  it("reads lists in two cells side by side, and the columns of a layout one after the other", () => {
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

  it("leaves out hidden content: styles, scripts, comments, titles and hidden parts", () => {
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

  const floods = [
    ["unclosed tags", "<a>"],
    ["links in links", '<a href="http://a.b/">x'],
    ["ends of links in links", '<a href="http://a.b/">x</a></a>'],
    ["unmatched ends", "<div></p>"],
    ["tables in tables", "<table><tr><td>"],
    ["words in tables", "<table>x<b>y</b>"],
    ["lists in lists", "<ul><li>"],
    ["items", "<ol><li>x</ol>"],
    ["items of one list", "<li><p>"],
    ["quotes in quotes", '<blockquote type="cite">x'],
    ["terms", "<dt>x<dd>y"],
    ["pictures", "<img alt='x'>"],
    ["raised numbers", "1<sup>2"],
    ["spaces in a tag", "<a               "],
    ["attributes without an end", "<li value="],
    ["lone brackets", "<"],
    ["open comments", "<!--"],
    ["open quotes", '<a b="'],
    ["endless attributes", "<a b "],
    ["scripts", "<script>"],
    ["entities", "&#x"],
    ["cells", "<td>x"],
    ["blank lines", "<br>\n \u00a0"],
  ] as const;
  it.each(someOf("slow", floods, 6))("takes a mail full of %s in its stride", async (_, piece) => {
    const read = (chars: number) => {
      for (const forReader of [false, true]) {
        const text = htmlText(piece.repeat(Math.ceil(chars / piece.length)), { forReader });
        expect(text.length).toBeLessThanOrEqual(htmlTextLimits.outputChars);
      }
    };
    // Less than the limit on elements, and more: `npm run prove -- hostile` goes on up to the limit on the whole.
    await expectLinear(read, 10_000);
    await expectLinear(read, isWhole("hostile") ? htmlTextLimits.inputChars / 4 : 50_000);
  });

  it("returns text for any input", () => {
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
      "<ol start=7>",
      "</ol>",
      "<li>",
      "<dt>",
      "<dd>",
      "<a href=http://x.y>",
      "</a>",
      "<blockquote type=cite>",
      "</blockquote>",
      "\ue000",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 60 }), fc.boolean(), (pieces, forReader) => {
        expect(htmlText(pieces.join(""), { forReader })).not.toMatch(/[\0\ue000]/);
      }),
      { numRuns: isWhole("hostile") ? 500 : 150 },
    );
  });
});

describe("content of elements and attributes beside words", () => {
  it.each([
    ["words between rows", "<table><caption>May</caption><tr><td>a<td>b</table>", "May\na   b"],
    ["a form around rows", "<table><form><tr><td>a<td>b</tr></form></table>", "a   b"],
    ["words that are in no cell", "<table>of <b>May</b><tr><td>a</table>", "of May\na"],
    ["cells without a table", "<tr><td>Total<td>5.00</tr>", "Total   5.00"],
    ["a term and its value", "<dl><dt>Total<dd>5.00<dt>Tax<dd>1.00</dl>", "Total   5.00\nTax   1.00"],
    ["a rule", "Items<hr/>Total", "Items\nTotal"],
    [
      "blocks of every name",
      "<center>a</center><address>b</address><details><summary>c</summary>d</details>",
      "a\nb\nc\nd",
    ],
    ["cents that are raised", "$5<sup>99</sup> and 5<sup>99</sup> €", "$5.99 and 5.99 €"],
    ["a note to an amount", "Total 5.00<sup>1</sup>, 20 m<sup>2</sup>, 1<sup>st</sup>", "Total 5.00^1, 20 m2, 1st"],
  ])("keeps apart %s", (_, html, text) => expect(htmlText(html)).toBe(text));

  it.each([
    ["bullets", "<ul><li>Milk<li>Eggs<ul><li>brown</ul><li>Tea</ul>", "• Milk\n• Eggs\n  • brown\n• Tea"],
    ["numbers", "<ol><li>a<li>b</ol><ol start=5><li>c<li>d</ol>", "1. a\n2. b\n5. c\n6. d"],
    ["numbers of their own", '<ol><li value="3">a<li>b</ol>', "3. a\n4. b"],
    ["letters", "<ol type=A><li>a<li>b</ol>", "a. a\nb. b"],
    ["numbers that count down", "<ol reversed start=2><li>a<li>b</ol><ol reversed><li>c</ol>", "2. a\n1. b\n• c"],
    ["an item of paragraphs", "<ul><li><p>a</p><p>b</p></li><li></li><li>c</ul>", "• a\nb\n•\n• c"],
    ["no bullets of a menu", "<ul style='list-style: none'><li>a</ul>", "a"],
    ["a list in a row", "<table><tr><td><ol><li>a<li>b</ol><td>5.00</table>", "1. a   5.00\n2. b"],
    ["a rule", "a<hr>b", "a\n---\nb"],
    [
      "quotes in quotes",
      '<blockquote type="cite">a<br>b<blockquote class="gmail_quote">c</blockquote></blockquote>d',
      "> a\n> b\n>> c\nd",
    ],
    ["but nothing that is only indented", "<blockquote>a</blockquote>", "a"],
    ["where links lead", '<a href="https://a.example/o?x=1&amp;y=2">order</a>', "order <https://a.example/o?x=1&y=2>"],
    [
      "but not twice",
      '<a href="https://a.example/">a.example</a> <a href="mailto:a@b.c?subject=x">a@b.c</a>',
      "a.example a@b.c",
    ],
    ["mailboxes", '<a href="mailto:a@b.c">us</a> <a href="tel:+4912">call</a>', "us <a@b.c> call <+4912>"],
    [
      "nothing that a link would run",
      '<a href="javascript:x()">a</a> <a href="#b">b</a> <a href="data:x">c</a>',
      "a b c",
    ],
    [
      "what stands for a picture",
      '<a href="http://s.example"><img alt="Lucky &lt; Fern"></a>',
      "Lucky < Fern <http://s.example>",
    ],
    ["but no name of a file, and nothing hidden", '<img alt="a.PNG"><img alt=x hidden><ul hidden><li>y</ul>z', "z"],
  ])("shows a reader %s", (_, html, text) => expect(htmlText(html, { forReader: true })).toBe(text));

  it("is left out for readers of amounts", () => {
    const html =
      '<ol><li>Bread 2.00</ol><hr><blockquote type="cite">a</blockquote><a href="http://a.b/5.00">b</a><img alt="9.00">';
    expect(htmlText(html)).toBe("Bread 2.00\n\na\nb");
  });
});

it.each(["constructor", "tostring", "__proto__"])("an element may be called %s", (name) => {
  expect(htmlText(`<p>before <${name}>within</${name}> after</p>`)).toContain("within");
});
