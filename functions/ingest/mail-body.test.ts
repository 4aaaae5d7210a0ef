/** How a person looks at what a stranger wrote to them. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EmailReceived } from "#core/ingest/events";
import { shownHtml } from "#core/ingest/mail-html";
import { attachmentAddress, body, bodyAddress } from "#functions/ingest/emails";
import type { Person } from "#testing/harness";
import { plainEmail } from "#testing/mail";
import { type Post, post } from "#testing/post";
import { slow } from "#testing/slow";

let life: Post;
beforeAll(async () => {
  life = await post();
});
afterAll(() => life.close());

const date = new Date("2026-03-02T11:30:00Z");
type Resident = Person & { address: string };
async function received(by: Resident, raw: Uint8Array): Promise<string> {
  await life.webhook(raw, { to: by.address });
  return life
    .events(EmailReceived)
    .filter((event) => event.subject === by.userId)
    .at(-1)!.data.entityId!;
}
const mail = (html: string, more: object = {}) =>
  plainEmail({ to: "me@example.com", text: "Plain", html, date, ...more });
const PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

async function shown(as: Person, emailId: string) {
  const address = await life.call(bodyAddress, { as, params: { emailId } });
  expect(address.status, JSON.stringify(address.body)).toBe(200);
  const token = new URL(address.body.url, "http://localhost").searchParams.get("address")!;
  return { ...address.body, page: await life.call(body, { params: { emailId }, query: { address: token } }), token };
}

describe("the body of a mail", () => {
  it("is a page that says what the sender wrote, under a policy that lets it do nothing", async () => {
    const anna = await life.resident("anna");
    const html = `<html><head><title>t</title><style>p{color:red;background:url(https://x.example/a.png)}</style><script>alert(1)</script></head>
      <body style="background:#eee" onload="x()"><p onclick="y()">Hello <b>Anna</b></p><img src="https://t.example/pixel.gif" alt="A">
      <a href="https://shop.example/x" target="_top">shop</a><a href="javascript:z()">bad</a><form action="https://x"><input name="q"></form></body></html>`;
    const { page, remotePictures, expiresAt } = await shown(anna, await received(anna, mail(html)));
    expect(page.status).toBe(200);
    expect(page.headers).toMatchObject({
      "content-type": "text/html; charset=utf-8",
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; sandbox allow-popups allow-popups-to-escape-sandbox",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
      "content-disposition": "inline",
    });
    expect(page.body).toContain("<p>Hello <b>Anna</b></p>");
    expect(page.body).toContain(
      'href="https://shop.example/x" target="_blank" rel="noopener noreferrer nofollow" title="https://shop.example/x"',
    );
    expect(page.body).not.toMatch(/script|alert|onload|onclick|javascript|pixel|x\.example|<form|<input|<title/);
    expect(remotePictures).toBe(2);
    expect(Date.parse(expiresAt) - life.now().getTime()).toBe(60_000);
  });

  slow("has the pictures that came with it, and is text where there is no HTML", async () => {
    const anna = await life.resident("anna");
    const boundary = "b1";
    const raw = Buffer.from(
      [
        "From: a@example.com",
        "To: me@example.com",
        "Subject: Picture",
        "Date: Mon, 02 Mar 2026 11:30:00 +0000",
        "Message-ID: <cid@example.com>",
        "MIME-Version: 1.0",
        `Content-Type: multipart/related; boundary=${boundary}`,
        "",
        `--${boundary}`,
        "Content-Type: text/html; charset=utf-8",
        "",
        '<p><img src="cid:logo@example.com"><img src="cid:none"></p>',
        `--${boundary}`,
        "Content-Type: image/png",
        "Content-Transfer-Encoding: base64",
        "Content-ID: <logo@example.com>",
        "Content-Disposition: inline",
        "",
        PIXEL,
        `--${boundary}--`,
        "",
      ].join("\r\n"),
    );
    const { page, remotePictures } = await shown(anna, await received(anna, raw));
    expect(page.body).toContain(`<p><img src="data:image/png;base64,${PIXEL}"><img></p>`);
    expect(remotePictures).toBe(0);
    const plain = plainEmail({ to: "me@example.com", text: "5 < 6 <script>", date });
    expect((await shown(anna, await received(anna, plain))).page.body).toContain("5 &#60; 6 &#60;script&#62;");
  });

  it("is there for a minute, for its mail alone, and not once the mail is somebody else's or gone", async () => {
    const [anna, eve] = [await life.resident("anna"), await life.resident("eve")];
    const id = await received(anna, mail("<p>Secret</p>"));
    const others = await received(anna, mail("<p>Other</p>", { text: "another" }));
    const { token } = await shown(anna, id);
    const at = (emailId: string, address: string) => life.call(body, { params: { emailId }, query: { address } });
    expect((await at(id, token)).status).toBe(200);
    expect((await at(others, token)).status).toBe(404);
    expect((await at(id, `${token.slice(0, -2)}AA`)).status).toBe(404);
    expect((await at(id, "x")).status).toBe(404);
    expect((await life.call(bodyAddress, { as: eve, params: { emailId: id } })).status).toBe(404);
    const now = life.now();
    try {
      life.setNow(new Date(now.getTime() + 60_000));
      expect((await at(id, token)).status).toBe(404);
    } finally {
      life.setNow(now);
    }
    await life.database.query("delete from inbound_emails where id = $1", [id]);
    expect((await at(id, token)).status).toBe(404);
  });
});

describe("what is shown of HTML", () => {
  it.each([
    ["<img src=x onerror=alert(1)>", "<img>"],
    ["<svg><script>alert(1)</script></svg>ok", "ok"],
    ["<math><mtext><style><img src=x onerror=alert(1)></style></mtext></math>ok", "ok"],
    ["<iframe src=https://x></iframe>ok", "ok"],
    ["<a href=' JaVaScript:alert(1)'>a</a>", "<a>a</a>"],
    ["<a href='//x.example'>a</a>", "<a>a</a>"],
    ['<p style="background:u\\72l(https://x.example)">a</p>', null],
    ["<style>@import 'https://x.example/a.css'; p{color:red}</style>", null],
    ["<style>p{background:ur<b>l(https://x.example)}</style>", null],
    ["<style>p{background:ur/**/l(https://x.example)}</style>", null],
    ["<style>p{background:urexpressionl(https://x.example)}</style>", null],
    ["<style></style><img src=x onerror=alert(1)></style>", "<style></style><img>"],
    ['<img src="data:image/svg+xml;base64,PHN2Zz4=">', "<img>"],
    ["<meta http-equiv=refresh content='0;url=https://x.example'>ok", "ok"],
    ["<base href=https://x.example>ok", "ok"],
    [
      "<td lang='\"><script>alert(1)</script>'>a",
      '<td lang="&#34;&#62;&#60;script&#62;alert(1)&#60;/script&#62;">a</td>',
    ],
    ['<p style="background:u\0rl(https://x.example)">a</p>', null],
    ["<style>@im\0port 'https://x.example/a.css'; p{color:red}</style>", null],
  ])("%j fetches and runs nothing", (given, expected) => {
    const { html } = shownHtml(given);
    if (expected !== null) expect(html).toBe(expected);
    expect(html).not.toMatch(/url\s*\(|@import|<script|onerror=/i);
  });

  it("shows the address of a link when somebody points at it, whatever the mail says instead", () => {
    const { html } = shownHtml(
      '<a href="https://evil.example" title="https://bank.example"><b title="https://bank.example">bank</b></a>',
    );
    expect(html).toContain('title="https://evil.example"');
    expect(html).not.toContain("bank.example");
  });

  it("closes what a mail leaves open, and takes the deepest nesting", () => {
    expect(shownHtml("<table><tr><td><b>x").html).toBe("<table><tr><td><b>x</b></td></tr></table>");
    const deep = shownHtml("<div>".repeat(50_000)).html;
    expect(deep.length).toBe("<div></div>".length * 50_000);
  });
});

describe("an attachment", () => {
  slow("is saved from an address of five minutes, and never shown", async () => {
    const anna = await life.resident("anna");
    const page = { fileName: "a page.html", mimeType: "text/html", content: Buffer.from("<script>alert(1)</script>") };
    const id = await received(anna, mail("<p>x</p>", { attachments: [page] }));
    const call = (position: number, as: Person = anna) =>
      life.call(attachmentAddress, { as, params: { emailId: id }, body: { position } });
    const { status, body: address } = await call(0);
    expect([status, address.fileName, address.mimeType, address.sizeBytes]).toEqual([
      200,
      "a page.html",
      "text/html",
      25,
    ]);
    const saved = await fetch(address.url);
    expect(await saved.text()).toBe("<script>alert(1)</script>");
    expect(saved.headers.get("content-type")).toBe("application/octet-stream");
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment; filename="a page.html"/);
    expect((await call(1)).status).toBe(404);
    expect((await call(0, await life.resident("eve"))).status).toBe(404);
  });
});
