import { createHash } from "node:crypto";

/** Raw RFC 5322 mails for tests and the demo. Deterministic, so that the same receipt gives the same message. */

export interface ReceiptMailItem {
  name: string;
  quantity?: number;
  /** The price of the line, in minor units. */
  amountCents: number;
}

export interface ReceiptMail {
  to: string;
  /** A mailbox as in a From field; default `"Green Fork Kitchen" <receipts@greenforkkitchen.com>`. */
  from?: string;
  merchant?: string;
  items?: ReceiptMailItem[];
  /** Minor units; by default the sum of the items with 8.25 % tax and a tip, which is $20.47 for the default order. */
  totalCents?: number;
  /** ISO 4217 with two decimals, default USD. */
  currency?: string;
  /** The time of the purchase and of the mail; printed in UTC. */
  date: Date;
  messageId?: string;
  format: "html" | "pdf" | "text";
}

export const burritoBowlOrder: ReceiptMailItem[] = [
  { name: "Chicken Burrito Bowl", amountCents: 1125 },
  { name: "Chips & Guacamole", amountCents: 395 },
  { name: "Sparkling Water", quantity: 2, amountCents: 150 },
];

/** A multipart receipt, its details as an HTML part, in an attached PDF, or as plain text only. */
export function receiptEmail(options: ReceiptMail): Uint8Array {
  const receipt = receiptOf(options);
  const name = receipt.merchant.replaceAll('"', "");
  const fields = {
    from: options.from ?? `"${name}" <receipts@${domainOf(name)}>`,
    to: options.to,
    subject: `Your receipt from ${receipt.merchant}`,
    date: options.date,
    messageId: options.messageId ?? `<${hash(JSON.stringify(options)).slice(0, 24)}@${domainOf(name)}>`,
  };
  if (options.format === "text") return message(fields, textPart(plainReceipt(receipt)));
  if (options.format === "html") {
    const alternatives = [textPart(`Thank you for your order at ${receipt.merchant}.`), htmlPart(htmlReceipt(receipt))];
    return message(fields, multipart("alternative", alternatives));
  }
  const note = textPart(`Thank you for your visit to ${receipt.merchant}. Your receipt is attached as a PDF.`);
  const pdf = attachmentPart("receipt.pdf", "application/pdf", textPdf(pdfReceipt(receipt)));
  return message(fields, multipart("mixed", [note, pdf]));
}

export interface PlainMail {
  to: string;
  from?: string;
  subject?: string;
  text: string;
  html?: string;
  date: Date;
  messageId?: string;
  attachments?: { fileName: string; mimeType: string; content: Uint8Array }[];
}

/** Any other mail: a text, optionally with HTML and attachments. */
export function plainEmail(options: PlainMail): Uint8Array {
  const fields = {
    from: options.from ?? '"Robin Vale" <robin@vale.example>',
    to: options.to,
    subject: options.subject ?? "Hello",
    date: options.date,
    messageId: options.messageId ?? `<${hash(options.text + options.date.toISOString()).slice(0, 24)}@vale.example>`,
  };
  const text = textPart(options.text);
  const body = options.html === undefined ? text : multipart("alternative", [text, htmlPart(options.html)]);
  const attached = (options.attachments ?? []).map((file) =>
    attachmentPart(file.fileName, file.mimeType, file.content),
  );
  return message(fields, attached.length > 0 ? multipart("mixed", [body, ...attached]) : body);
}

interface ReceiptValues {
  merchant: string;
  currency: string;
  date: Date;
  orderNumber: string;
  items: Required<ReceiptMailItem>[];
  subtotalCents: number;
  taxCents: number;
  tipCents: number;
  totalCents: number;
}

function receiptOf(options: ReceiptMail): ReceiptValues {
  const items = (options.items ?? burritoBowlOrder).map((item) => ({ quantity: 1, ...item }));
  const subtotalCents = items.reduce((sum, item) => sum + item.amountCents, 0);
  const wanted = options.totalCents ?? Math.round(subtotalCents * 1.0825) + (options.items ? 0 : 239);
  const taxCents = Math.min(Math.round(subtotalCents * 0.0825), Math.max(0, wanted - subtotalCents));
  return {
    merchant: options.merchant ?? "Green Fork Kitchen",
    currency: options.currency ?? "USD",
    date: options.date,
    orderNumber: `GF-${hash(options.date.toISOString()).slice(0, 6).toUpperCase()}`,
    items,
    subtotalCents,
    taxCents,
    tipCents: Math.max(0, wanted - subtotalCents - taxCents),
    totalCents: wanted,
  };
}

function money(receipt: ReceiptValues, cents: number): string {
  return new Intl.NumberFormat("en-US", { style: "currency", currency: receipt.currency }).format(cents / 100);
}

function printedDate(date: Date): string {
  const day = date.toLocaleDateString("en-US", { timeZone: "UTC", year: "numeric", month: "long", day: "numeric" });
  const time = date.toLocaleTimeString("en-US", { timeZone: "UTC", hour: "numeric", minute: "2-digit" });
  return `${day} ${time.replace(/\s/g, " ")}`;
}

/** Label and amount of every line below the items. */
function summary(receipt: ReceiptValues): [label: string, amount: string][] {
  const lines: [string, number][] = [
    ["Subtotal", receipt.subtotalCents],
    ["Sales Tax (8.25%)", receipt.taxCents],
    ["Tip", receipt.tipCents],
    ["Total", receipt.totalCents],
    ["Visa ending in 4242", receipt.totalCents],
  ];
  return lines.map(([label, cents]) => [label, money(receipt, cents)]);
}

function plainReceipt(receipt: ReceiptValues): string {
  const line = (label: string, amount: string) => `${label.padEnd(40)}${amount.padStart(10)}`;
  return [
    receipt.merchant,
    "214 Larkspur Avenue, Portland, OR 97205",
    "",
    `Order ${receipt.orderNumber}`,
    `Order date: ${printedDate(receipt.date)}`,
    "",
    ...receipt.items.map((item) => line(`${item.quantity} x ${item.name}`, money(receipt, item.amountCents))),
    "-".repeat(50),
    ...summary(receipt).map(([label, amount]) => line(label, amount)),
    "",
    "Thank you for dining with us!",
  ].join("\n");
}

/** Nested layout tables, inline styles and a hidden preview line, as in real mail templates. */
function htmlReceipt(receipt: ReceiptValues): string {
  const cell = (text: string, style = "") =>
    `<td style="padding:6px 0;${style}"><p style="margin:0">${htmlEscaped(text)}</p></td>`;
  const right = "text-align:right;white-space:nowrap";
  const items = receipt.items.map(
    (item) =>
      `<tr>${cell(String(item.quantity), "width:32px")}${cell(item.name)}${cell(money(receipt, item.amountCents), right)}</tr>`,
  );
  const sums = summary(receipt).map(([label, amount]) => `<tr>${cell(label)}${cell(amount, right)}</tr>`);
  return `<!DOCTYPE html>
<html><head><meta charset="utf-8"><title>Receipt</title><style>td { font-family: Arial, sans-serif }</style></head>
<body style="margin:0;background:#f4f6f2"><div style="display:none">Thanks! Here is your receipt.</div>
<table role="presentation" width="100%"><tr><td align="center">
<table role="presentation" width="560"><tr><td>
<h1 style="color:#2c6e49">${htmlEscaped(receipt.merchant)}</h1>
<p>214 Larkspur Avenue, Portland, OR 97205</p>
<p>Order ${receipt.orderNumber}<br>Order date: ${htmlEscaped(printedDate(receipt.date))}</p>
</td></tr><tr><td><table role="presentation" width="100%">
<tr><th>Qty</th><th>Item</th><th>Price</th></tr>
${items.join("\n")}
</table></td></tr><tr><td><table role="presentation" width="100%">
${sums.join("\n")}
</table></td></tr><tr><td><p>Thank you for dining with us!</p><p><a href="https://${domainOf(receipt.merchant)}">Visit us</a></p></td></tr>
</table></td></tr></table></body></html>`;
}

interface PdfLine {
  /** Points from the left edge of the page. */
  x: number;
  text: string;
}

function pdfReceipt(receipt: ReceiptValues): PdfLine[][] {
  const row = (left: string, amount: string, quantity = "") => [
    ...(quantity === "" ? [] : [{ x: 72, text: quantity }]),
    { x: 108, text: left },
    { x: 420, text: amount },
  ];
  return [
    [{ x: 72, text: receipt.merchant }],
    [{ x: 72, text: "214 Larkspur Avenue, Portland, OR 97205" }],
    [],
    [{ x: 72, text: `Receipt no. ${receipt.orderNumber}` }],
    [{ x: 72, text: `Date: ${printedDate(receipt.date)}` }],
    [],
    row("Item", "Amount", "Qty"),
    ...receipt.items.map((item) => row(item.name, money(receipt, item.amountCents), String(item.quantity))),
    [],
    ...summary(receipt).map(([label, amount]) => row(label, amount)),
    [],
    [{ x: 72, text: "Thank you for dining with us!" }],
  ];
}

/** A part of a mail; with a name it is an attachment. */
export interface MailPart {
  type: string;
  content: string | Uint8Array;
  name?: string;
}

/** A mail of several parts, each in base64. */
export function mailOfParts(from: string, subject: string, parts: readonly MailPart[]): string {
  return [
    `From: ${from}`,
    `Subject: =?utf-8?B?${Buffer.from(subject).toString("base64")}?=`,
    'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="edge"\r\n',
    ...parts.map(
      ({ type, content, name }) =>
        `--edge\r\nContent-Type: ${type}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n` +
        `${name ? `Content-Disposition: attachment; filename="${name}"\r\n` : ""}\r\n${Buffer.from(content).toString("base64")}`,
    ),
    "--edge--",
  ].join("\r\n");
}

/**
 * One page in Helvetica (ISO 32000-1), the minimum that every PDF reader accepts: objects, a cross-reference table, a trailer.
 */
export function textPdf(lines: PdfLine[][]): Uint8Array {
  const shown = lines.flatMap((line, index) =>
    line.map(({ x, text }) => `1 0 0 1 ${x} ${760 - index * 18} Tm (${pdfString(text)}) Tj`),
  );
  const content = `BT\n/F1 11 Tf\n${shown.join("\n")}\nET`;
  const objects = [
    "<< /Type /Catalog /Pages 2 0 R >>",
    "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
    "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
  ];
  let file = "%PDF-1.4\n";
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const table = offsets.map((offset) => `${String(offset).padStart(10, "0")} 00000 n \n`).join("");
  const size = objects.length + 1;
  file += `xref\n0 ${size}\n0000000000 65535 f \n${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, "latin1");
}

/** WinAnsi has the letters of Latin-1; the euro sign, which receipts need, has another code. */
function pdfString(text: string): string {
  return text
    .replaceAll("€", "\x80")
    .replace(/[^\x20-\x7e\x80\xa0-\xff]/g, "?")
    .replace(/[\\()]/g, "\\$&");
}

interface Part {
  headers: string[];
  body: string;
}

function message(
  fields: { from: string; to: string; subject: string; date: Date; messageId: string },
  body: Part,
): Uint8Array {
  const headers = [
    `From: ${encodeWords(fields.from)}`,
    `To: ${fields.to}`,
    `Subject: ${encodeWords(fields.subject)}`,
    `Date: ${fields.date.toUTCString().replace("GMT", "+0000")}`,
    `Message-ID: ${fields.messageId}`,
    "MIME-Version: 1.0",
  ];
  return Buffer.from([...headers, ...body.headers, "", body.body, ""].join("\r\n"), "latin1");
}

function textPart(text: string): Part {
  return encoded("text/plain; charset=utf-8", Buffer.from(text.replace(/\n/g, "\r\n"), "utf8"));
}

function htmlPart(html: string): Part {
  return encoded("text/html; charset=utf-8", Buffer.from(html, "utf8"));
}

function attachmentPart(fileName: string, mimeType: string, content: Uint8Array): Part {
  const part = encoded(`${mimeType}; name="${fileName}"`, Buffer.from(content));
  return { ...part, headers: [...part.headers, `Content-Disposition: attachment; filename="${fileName}"`] };
}

function encoded(contentType: string, content: Buffer): Part {
  const lines = content.toString("base64").match(/.{1,76}/g) ?? [];
  return { headers: [`Content-Type: ${contentType}`, "Content-Transfer-Encoding: base64"], body: lines.join("\r\n") };
}

function multipart(subtype: "alternative" | "mixed", parts: Part[]): Part {
  const boundary = `=_${hash(parts.map(({ body }) => body).join()).slice(0, 24)}`;
  const bodies = parts.map((part) => [`--${boundary}`, ...part.headers, "", part.body].join("\r\n"));
  return {
    headers: [`Content-Type: multipart/${subtype}; boundary="${boundary}"`],
    body: [...bodies, `--${boundary}--`].join("\r\n"),
  };
}

/** Words beyond ASCII become encoded words (RFC 2047); an address is left unchanged. */
function encodeWords(field: string): string {
  const [display = "", address] = field.split(/ (?=<[^<>]*>$)/);
  if (/^[\x20-\x7e]*$/.test(display)) return field;
  const word = `=?utf-8?B?${Buffer.from(display.replaceAll('"', ""), "utf8").toString("base64")}?=`;
  return address === undefined ? word : `${word} ${address}`;
}

function domainOf(merchant: string): string {
  const plain = merchant
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "");
  return `${plain || "merchant"}.com`;
}

function htmlEscaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

function hash(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
