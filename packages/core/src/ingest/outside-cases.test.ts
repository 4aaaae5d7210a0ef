/** Cases of mail, bookings and receipts that are kept outside, read as the product reads them. */
import { it } from "vitest";
import { classify } from "#core/ingest/classify";
import { parseEmail } from "#core/ingest/mime";
import { extractReceipt, type Receipt } from "#core/ingest/receipts/receipt";
import { readableTexts } from "#core/ingest/receipts/texts";
import { answerAll, equal } from "#testing/outside-cases";

it("mail", () =>
  answerAll(
    "mail",
    async ({ input }, bytesOf) => {
      const { subject, text, from, attachments } = await parseEmail(bytesOf(input));
      return [subject, text.trim(), from?.name, attachments.length];
    },
    // The message's results must include the expected ones.
    (said, expected) => [expected].flat().every((one) => (said as unknown[]).includes(one)),
  ));

it("bookings", () =>
  answerAll("booking", async ({ input }, bytesOf) => {
    const email = await parseEmail(bytesOf(input));
    const { texts } = await readableTexts(email);
    return classify(email, texts.join("\n\n")).kind;
  }));

it("receipts", () => {
  const now = new Date("2025-03-10T09:00:00Z");
  type Said = [fault: RegExp, answer: (receipt: Receipt | null, text: string) => unknown];
  const answers: Said[] = [
    [/becomes the merchant/, (receipt) => receipt?.merchant],
    [/becomes an item/, (receipt) => receipt?.items.map(({ name }) => name)],
    [/booking number|number below its label/, (receipt) => receipt?.invoiceNumber],
    [/taken for the tax/, (receipt) => receipt?.taxCents],
    [/count as paid/, (_, text) => classify(null, text).kind],
  ];
  return answerAll(
    "receipts",
    ({ input, fault }, bytesOf) => {
      const text = bytesOf(input).toString("utf8");
      const [, answer] = answers.find(([about]) => about.test(fault))!;
      return answer(extractReceipt({ texts: [text], now }), text);
    },
    (given, expected) =>
      typeof expected === "string" ? expected.split(" or ").includes(String(given)) : equal(given, expected),
  );
});
