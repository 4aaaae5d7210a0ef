import { invoices } from "#core/finance/income.sql";
import { endpoint, file } from "#kit/endpoint";
import { NotFound } from "#kit/problem";
import { findRow } from "#kit/row";

export const get = endpoint("GET /v1/finance/invoices/{invoiceId}/pdf", {
  summary: "Get an invoice as a PDF",
  description:
    "In the language, the numbers and the paper of its `locale`: German is written in German, all others in English. A draft and a void invoice say so. Latin, Greek, Cyrillic, Armenian, Georgian, Hebrew and Arabic letters are drawn; others, such as Chinese ones or emoji, are drawn as boxes, and can still be searched and copied.",
  produces: ["application/pdf"],
  problems: [NotFound],
  async handler(ctx) {
    const [invoice] = await findRow(ctx, invoices, ctx.params.invoiceId);
    // What writes PDFs is loaded where one is asked for.
    const { fileName, print } = await import("#core/finance/print/invoice-pdf");
    const bytes = await print(invoice);
    return file(bytes, { contentType: "application/pdf", name: fileName(invoice), inline: true });
  },
});
