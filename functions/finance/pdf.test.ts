import { afterAll, beforeAll, expect, it } from "vitest";
import { pdfText } from "#core/ingest/pdf-text";
import { testDb } from "#testing/database";
import { type Harness, harness, type Person } from "#testing/harness";
import { slow } from "#testing/slow";
import { invoicing } from "./invoice.fixture.ts";
import * as Invoices from "./invoices.ts";
import * as Pdf from "./pdf.ts";

let life: Harness;
beforeAll(async () => {
  life = await harness(await testDb());
});
afterAll(() => life.close());

const { draft, ask, sent } = invoicing(() => life);
const pdf = (as: Person | undefined, invoiceId: string, headers: Record<string, string> = {}) =>
  life.call(Pdf.get, { as, params: { invoiceId }, headers });

slow("is an invoice as a PDF, under its number, and the same until the invoice changes", async () => {
  const anna = await life.user("anna");
  const { id, number } = await sent(anna, { description: "Layout" }, { taxPercent: 19, locale: "de-DE" });
  const { status, headers, body } = await pdf(anna, id);
  expect(status).toBe(200);
  expect(headers).toMatchObject({
    "content-type": "application/pdf",
    "content-disposition": `inline; filename="Rechnung ${number}.pdf"`,
    "x-content-type-options": "nosniff",
  });
  const text = await pdfText(body);
  for (const part of [`Rechnung ${number}`, "Layout", "160,65 €", "anna"]) expect(text).toContain(part);
  expect((await pdf(anna, id, { "if-none-match": headers.etag! })).status).toBe(304);
  await ask(Invoices.makeVoid, anna, id);
  const changed = await pdf(anna, id, { "if-none-match": headers.etag! });
  expect(changed.status).toBe(200);
  expect(await pdfText(changed.body)).toContain("Storniert");
});

slow("says of a draft that it is one", async () => {
  const anna = await life.user("anna");
  const { headers, body } = await pdf(anna, await draft(anna));
  expect(headers["content-disposition"]).toBe('inline; filename="Invoice (Draft).pdf"');
  expect(await pdfText(body)).toContain("Draft");
});

it("is nobody else's", async () => {
  const id = await draft(await life.user("anna"));
  expect((await pdf(await life.user("ben"), id)).status).toBe(404);
  expect((await pdf(undefined, id)).status).toBe(401);
});
