import { readFileSync } from "node:fs";
import { strToU8, zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { plainEmail, textPdf } from "#testing/mail";
import { slow } from "#testing/slow";
import { documentApart } from "./document-apart.ts";
import type { DocumentForm } from "./document-text.ts";
import { htmlMarkdown } from "./html-markdown.ts";
import { isOcrInstalled, textInPictures } from "./ocr.ts";
import { pictureSize } from "./picture-size.ts";

/** As the process reads it, in this one. */
const read = async (file: Uint8Array, form: DocumentForm, maxChars = 100_000) =>
  JSON.parse(await documentApart(new Uint8Array(file), { form, maxChars, maxPages: 100 })) as Record<string, unknown>;

describe("the Markdown of a page", () => {
  it.each([
    [
      "headings, words and links",
      '<h2>A *b*</h2><p>See <a href="https://a.b/(c)">d [e]</a>.',
      "## A \\*b\\*\n\nSee [d \\[e\\]](https://a.b/%28c%29).",
    ],
    ["lists in lists", "<ul><li>a<ol start=3><li><p>b<p>c</ol><li>d</ul>e", "- a\n  3. b\n\n     c\n- d\n\ne"],
    ["a table", "<table><tr><th>a<th>b<tr><td>1|2<td><p>c<p>d</table>", "| a | b |\n| --- | --- |\n| 1\\|2 | c d |"],
    [
      "a layout of tables",
      "<table><tr><td>x<table><tr><td>a<td>b<tr><td>c<td>d</table></table>",
      "x\n\n| a | b |\n| --- | --- |\n| c | d |",
    ],
    ["quotes and code", "<blockquote><p>a<p>b</blockquote><pre>x\n  ```</pre>", "> a\n>\n> b\n\n````\nx\n  ```\n````"],
    ["what would be markup", "<p># a<p>1. b<p>- c<p>&lt;b> _d_ e_f", "\\# a\n\n1\\. b\n\n\\- c\n\n\\<b> \\_d\\_ e_f"],
    [
      "nothing that acts or is hidden",
      '<script>a</script><p hidden>b<p style="display:none">c</p><a href="javascript:d">e</a><iframe>f</iframe>',
      "e",
    ],
    ["its title where it has no heading", "<title>A  title</title><p>b", "# A title\n\nb"],
    ["directions and marks", "<p dir=rtl>שלום <b>world</b> e\u0301", "שלום world e\u0301"],
  ])("has %s", (_, html, markdown) => {
    expect(htmlMarkdown(html, 10_000)).toEqual({ markdown, isCut: false });
  });

  it("that closes no tag, or lists 10,000 lists in each other, is read in its length", () => {
    for (const tag of ["<div>", "<ul><li>", "<blockquote>", "<table><tr><td>", "<b>", '<a href="https://a.b">']) {
      const { markdown } = htmlMarkdown(`${tag.repeat(10_000)}deep`, 10_000);
      expect(markdown).toContain("deep");
      expect(markdown.length).toBeLessThan(300);
    }
  });

  it("is cut where there is no more room", () => {
    const { markdown, isCut } = htmlMarkdown("<p>word</p>".repeat(10_000), 1_000);
    expect({ isCut, length: markdown.length }).toEqual({ isCut: true, length: 1_000 });
  });
});

describe("the Markdown of a document", () => {
  const packed = (members: Record<string, string>) =>
    zipSync(Object.fromEntries(Object.entries(members).map(([name, text]) => [name, strToU8(text)])));

  it("of OpenDocument has headings, lists and links", async () => {
    const text = (words: string) => `<text:p>${words}</text:p>`;
    const body = [
      '<text:h text:outline-level="2">Rules</text:h>',
      `<text:list text:style-name="L1"><text:list-item>${text("one")}<text:list><text:list-item>${text("in it")}</text:list-item></text:list></text:list-item></text:list>`,
      `<text:p>See <text:a xlink:href="https://a.b/">there</text:a><office:annotation>${text("unsaid")}</office:annotation></text:p>`,
    ];
    const styles = '<text:list-style style:name="L1"><text:list-level-style-number text:level="1"/></text:list-style>';
    const xml = `<office:document-content>${styles}<office:body><office:text>${body.join("")}</office:text></office:body></office:document-content>`;
    expect(await read(packed({ "content.xml": xml }), "odt")).toMatchObject({
      markdown: "## Rules\n\n1. one\n   1. in it\n\nSee [there](https://a.b/)",
    });
  });

  it("of Word knows styles, numbers and links by their ids", async () => {
    const paragraph = (style: string, words: string) =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr><w:r><w:t>${words}</w:t></w:r></w:p>`;
    const file = packed({
      "word/document.xml": `<w:document><w:body>${paragraph("berschrift1", "Regeln")}<w:p><w:pPr><w:numPr><w:numId w:val="7"/></w:numPr></w:pPr><w:r><w:t>eins</w:t></w:r></w:p><w:p><w:hyperlink r:id="r1"><w:r><w:t>da</w:t></w:r></w:hyperlink><w:del><w:r><w:delText>weg</w:delText></w:r></w:del></w:p></w:body></w:document>`,
      "word/styles.xml": '<w:styles><w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style></w:styles>',
      "word/numbering.xml":
        '<w:numbering><w:abstractNum w:abstractNumId="3"><w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/></w:lvl></w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="3"/></w:num></w:numbering>',
      "word/_rels/document.xml.rels":
        '<Relationships><Relationship Id="r1" Target="https://a.b/" TargetMode="External"/></Relationships>',
    });
    expect(await read(file, "docx")).toMatchObject({ markdown: "# Regeln\n\n1. eins\n\n[da](https://a.b/)" });
  });

  const book = (more: Record<string, string> = {}) =>
    packed({
      "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/b.opf"/></rootfiles></container>',
      "OPS/b.opf": `<package><metadata><dc:title>The book</dc:title><dc:creator>A. Ash</dc:creator></metadata><manifest><item id="one" href="text/1.xhtml"/><item id="two" href="text/2%20b.xhtml"/></manifest><spine><itemref idref="two"/><itemref idref="one"/></spine></package>`,
      "OPS/text/1.xhtml": "<html><body><h2>Last</h2><p>end</p></body></html>",
      "OPS/text/2 b.xhtml": "<html><body><h2>First</h2><p>begin</p></body></html>",
      ...more,
    });

  it("of a book has its chapters in their order", async () => {
    expect(await read(book(), "epub")).toMatchObject({
      markdown: "# The book\n\nA. Ash\n\n## First\n\nbegin\n\n## Last\n\nend",
    });
  });

  it("of a book that is protected is refused; sealed fonts are no protection", async () => {
    const sealed = (algorithm: string, uri: string) =>
      `<encryption><enc:EncryptedData><enc:EncryptionMethod Algorithm="${algorithm}"/><enc:CipherData><enc:CipherReference URI="${uri}"/></enc:CipherData></enc:EncryptedData></encryption>`;
    const drm = book({
      "META-INF/encryption.xml": sealed("http://www.w3.org/2001/04/xmlenc#aes128-cbc", "OPS/text/1.xhtml"),
    });
    expect(await read(drm, "epub")).toEqual({ unreadable: "encrypted" });
    const fonts = book({ "META-INF/encryption.xml": sealed("http://www.idpf.org/2008/embedding", "OPS/text/1.xhtml") });
    expect(await read(fonts, "epub")).toHaveProperty("markdown");
  });

  it("of a mail has its head, what it says, and what came with it", async () => {
    const date = new Date("2026-03-02T11:30:00Z");
    const attachments = [{ fileName: "plan.pdf", mimeType: "application/pdf", content: strToU8("x") }];
    const mail = plainEmail({
      to: "anna@example.com",
      subject: "Plan",
      text: "Dear Anna,\nhere it is.",
      date,
      attachments,
    });
    expect(await read(mail, "mail")).toMatchObject({
      markdown:
        "# Plan\n\nRobin Vale \\<robin@vale.example>  \n→ anna@example.com  \n2026-03-02\n\nDear Anna,  \nhere it is.\n\n- plan.pdf",
    });
  });

  it("of a PDF has a rule between its pages, and one of pictures has none", async () => {
    expect(await read(textPdf([[{ x: 72, text: "Total 5.00" }]]), "pdf")).toEqual({
      markdown: "Total 5.00",
      isCut: false,
      pages: 1,
    });
    expect(await read(textPdf([]), "pdf")).toEqual({ unreadable: "pictures" });
  });

  it("of what is broken or empty is a reason", async () => {
    for (const form of ["docx", "odt", "epub", "pdf", "mail"] as const)
      expect(await read(strToU8("no such thing"), form), form).toEqual({ unreadable: "broken" });
    for (const form of ["plain", "markdown", "html"] as const)
      expect(await read(strToU8(" \n\0"), form), form).toEqual({ unreadable: "no_text" });
    expect(await read(new Uint8Array([0xff, 0xfe, 0x61, 0, 0x62, 0]), "plain")).toMatchObject({ markdown: "ab" });
  });
});

describe("the text in a picture", () => {
  const picture = (name: string) => readFileSync(new URL(`./pictures/${name}`, import.meta.url));

  slow("of a receipt is read as it is printed, and there is none where there is none", async () => {
    if (!isOcrInstalled()) return console.info("tesseract.js is not installed: skipped");
    const { markdown } = await textInPictures(picture("receipt.png"), "picture");
    expect(markdown.split(/\s*\n+/)).toEqual([
      "GREEN GROCER LTD",
      "12 March 2026",
      "Bananas 1.99",
      "Whole milk 2.49",
      "TOTAL 4.48 EUR",
    ]);
    await expect(textInPictures(picture("leaves.png"), "picture")).rejects.toMatchObject({ reason: "no_text" });
  });

  slow("of a PDF that is made of it is read, too", async () => {
    if (!isOcrInstalled()) return console.info("tesseract.js is not installed: skipped");
    const { PDFDocument } = await import("@cantoo/pdf-lib");
    const pdf = await PDFDocument.create();
    const image = await pdf.embedPng(picture("receipt.png"));
    pdf.addPage([image.width, image.height]).drawImage(image, { x: 0, y: 0 });
    const { markdown, pages } = await textInPictures(await pdf.save(), "pdf");
    expect(markdown).toMatch(/GREEN GROCER LTD[\s\S]*TOTAL 4\.48 EUR/);
    expect(pages).toBe(1);
  });

  it("is not looked for where the picture does not say how large it is, or says too much", () => {
    expect(pictureSize(picture("receipt.png"))).toEqual({ width: 700, height: 480 });
    const jpeg = Buffer.from("ffd8ffe000044a46ffc0001108ffffffff03012200021101031101", "hex");
    expect(pictureSize(jpeg)).toEqual({ width: 65_535, height: 65_535 });
    for (const bytes of ["", "ffd8", "ffd8ffe0ffff", "89504e47", "424d", "524946460000000057454250"])
      expect(pictureSize(Buffer.from(bytes, "hex"))).toBeUndefined();
  });
});
