/** An invoice on paper: who it is from and for, its lines, on as many pages as they take, its taxes and what is to be paid. */
import { setImmediate } from "node:timers/promises";
import { A4, LETTER, type Line, type Paper, paper, type Style } from "#core/platform/print/paper";
import { taxLines } from "../invoice-totals.ts";
import { fileNameOf, type Language, languageOf, letterOf, type Printed } from "./words.ts";

const MARGIN = 56;
/** Above the foot of a page, where its number stands. */
const FOOT = 64;
const GAP = 10;
const BODY: Style = { size: 9 };
const LABEL: Style = { size: 8, gray: 0.4 };
const BOLD: Style = { size: 9, weight: "bold" };
const TITLE: Style = { size: 18, weight: "bold" };
/** From one line to the next, in parts of the size. */
const LEADING = 1.4;
/** More of somebody's lines are no address, and would leave no room for the invoice. */
const MAX_ADDRESS_LINES = 14;
/** In countries that have this paper. */
const USES_LETTER = ["US", "CA", "MX", "PH", "CL", "CO", "VE"];

export const fileName = fileNameOf;
export const letter = letterOf;

/**
 * The bytes of a PDF, the same for the same invoice. Letters that the font has none of are drawn as boxes (see platform/print/typeface), and can
 * still be read, copied and searched.
 */
export async function print(invoice: Printed): Promise<Uint8Array> {
  const language = languageOf(invoice);
  const { say } = language;
  const title = titleOf(invoice, language);
  const region = new Intl.Locale(language.locale).region ?? "";
  const made = new Date(`${invoice.issuedOn ?? "2000-01-01"}T00:00:00Z`);
  const sheet = await paper(USES_LETTER.includes(region) ? LETTER : A4, { title, language: language.locale, made });
  sheet.addPage();
  let y = head(sheet, invoice, language, title);
  y = await lines(sheet, y, invoice, language);
  y = sums(sheet, y, invoice, language);
  note(sheet, y, invoice.note);
  for (let page = 0; page < sheet.pages(); page++)
    sheet.write(
      say("page", { page: language.number(page + 1), pages: language.number(sheet.pages()) }),
      { x: sheet.width - MARGIN, y: sheet.height - FOOT / 2, page, align: "right" },
      LABEL,
    );
  return sheet.bytes();
}

function titleOf({ number, status }: Printed, { say }: Language): string {
  const name = number === null ? say("invoice") : say("invoiceOf", { number });
  return status === "draft" || status === "void" ? `${name} · ${say(status)}` : name;
}

const textWidth = (sheet: Paper) => sheet.width - 2 * MARGIN;
const leadingOf = ({ size }: Style) => size * LEADING;
const hasRoom = (sheet: Paper, y: number, height: number) => y + height <= sheet.height - FOOT;

/** Writes wrapped lines below each other, and yields where the next one would stand. */
function block(
  sheet: Paper,
  texts: readonly Line[],
  at: { x: number; y: number; width: number },
  style: Style,
): number {
  let { y } = at;
  for (const line of texts) {
    const place = line.rightToLeft ? ({ x: at.x + at.width, align: "right" } as const) : { x: at.x };
    sheet.write(line, { ...place, y }, style);
    y += leadingOf(style);
  }
  return y;
}

/** Who it is from and for, the title, and its days. Yields where the lines begin. */
function head(sheet: Paper, invoice: Printed, { say, day }: Language, title: string): number {
  const width = (textWidth(sheet) - 2 * GAP) / 2;
  const party = (label: "from" | "to", text: string | null, x: number) => {
    if (!text) return MARGIN;
    sheet.write(say(label), { x, y: MARGIN }, LABEL);
    const itsLines = sheet.wrap(text, width, BODY).slice(0, MAX_ADDRESS_LINES);
    return block(sheet, itsLines, { x, y: MARGIN + leadingOf(BODY) + 2, width }, BODY);
  };
  const ends = [party("to", invoice.recipient, MARGIN), party("from", invoice.sender, MARGIN + width + 2 * GAP)];
  let y = Math.max(...ends) + 30;
  for (const line of sheet.wrap(title, textWidth(sheet), TITLE)) {
    sheet.write(line, { x: MARGIN, y }, TITLE);
    y += leadingOf(TITLE);
  }
  const days = [
    ["issued", invoice.issuedOn],
    ["due", invoice.dueOn],
  ] as const;
  let x = MARGIN;
  for (const [label, value] of days) {
    if (value === null) continue;
    sheet.write(say(label), { x, y }, LABEL);
    sheet.write(day(value), { x, y: y + leadingOf(BODY) }, BODY);
    x += Math.max(sheet.widthOf(say(label), LABEL), sheet.widthOf(day(value), BODY)) + 3 * GAP;
  }
  return y + (x > MARGIN ? 3 : 1) * leadingOf(BODY) + GAP;
}

interface Column {
  label: string;
  /** Where its texts begin, or end where they are numbers. */
  x: number;
  width: number;
  align: "left" | "right";
}

/** The lines, with the heads of their columns on each page. What is long goes on on the next page. Yields where the sums begin. */
async function lines(sheet: Paper, top: number, invoice: Printed, language: Language): Promise<number> {
  const cells = invoice.lines.map((line) => ({
    date: language.day(line.date),
    description: line.description ?? "",
    hours: language.number(line.hours),
    rate: language.money(line.rateCents),
    amount: language.money(line.netCents),
  }));
  const columns = columnsOf(sheet, cells, language);
  let y = columnHeads(sheet, top, columns);
  for (const cell of cells) {
    // A hundred long lines take a second, in which a process does other things as well.
    await setImmediate();
    const { description } = columns;
    const texts = sheet.wrap(cell.description, description.width, BODY);
    if (!hasRoom(sheet, y, leadingOf(BODY))) y = nextPage(sheet, columns);
    for (const name of ["date", "hours", "rate", "amount"] as const)
      sheet.write(cell[name], { x: columns[name].x, y, align: columns[name].align }, BODY);
    texts.forEach((text, i) => {
      if (i > 0 && !hasRoom(sheet, y, leadingOf(BODY))) y = nextPage(sheet, columns);
      y = block(sheet, [text], { x: description.x, y, width: description.width }, BODY);
    });
    y += 3;
  }
  return y;
}

type Columns = Record<"date" | "description" | "hours" | "rate" | "amount", Column>;
const LEAST_DESCRIPTION = 110;

/** Days and numbers take the room that the longest of them takes, and the description what is left. */
function columnsOf(sheet: Paper, cells: readonly Record<keyof Columns, string>[], { say }: Language): Columns {
  const longest = (name: keyof Columns) =>
    Math.max(sheet.widthOf(say(name), LABEL), ...cells.map((cell) => sheet.widthOf(cell[name], BODY)));
  const widths = { date: longest("date"), hours: longest("hours"), rate: longest("rate"), amount: longest("amount") };
  const taken = Object.values(widths).reduce((sum, width) => sum + width + GAP, 0);
  const description = Math.max(textWidth(sheet) - taken, LEAST_DESCRIPTION);
  const right = sheet.width - MARGIN;
  const numeric = (name: "hours" | "rate" | "amount", x: number): Column => ({
    label: say(name),
    x,
    width: widths[name],
    align: "right",
  });
  return {
    date: { label: say("date"), x: MARGIN, width: widths.date, align: "left" },
    description: { label: say("description"), x: MARGIN + widths.date + GAP, width: description, align: "left" },
    hours: numeric("hours", right - widths.amount - widths.rate - 2 * GAP),
    rate: numeric("rate", right - widths.amount - GAP),
    amount: numeric("amount", right),
  };
}

function columnHeads(sheet: Paper, y: number, columns: Columns): number {
  for (const { label, x, align } of Object.values(columns)) sheet.write(label, { x, y, align }, LABEL);
  sheet.rule({ x: MARGIN, y: y + 5 }, textWidth(sheet));
  return y + 5 + leadingOf(BODY);
}

function nextPage(sheet: Paper, columns: Columns): number {
  sheet.addPage();
  return columnHeads(sheet, MARGIN, columns);
}

/** Net, taxes and total, which stay together. Yields where the note begins. */
function sums(sheet: Paper, top: number, invoice: Printed, { say, money, percent }: Language): number {
  const taxes = taxLines(invoice.lines);
  const rows = [
    ...(taxes.length > 0 ? [{ label: say("net"), cents: invoice.netCents, style: BODY }] : []),
    ...taxes.map(({ taxPercent, netCents, taxCents }) => ({
      label: say("tax", { percent: percent(taxPercent), net: money(netCents) }),
      cents: taxCents,
      style: BODY,
    })),
    { label: say("total"), cents: invoice.totalCents, style: BOLD },
  ];
  let y = top;
  if (!hasRoom(sheet, y, (rows.length + 1) * leadingOf(BODY) + GAP)) {
    sheet.addPage();
    y = MARGIN;
  }
  sheet.rule({ x: MARGIN, y: y - 4 }, textWidth(sheet));
  y += leadingOf(BODY);
  const right = sheet.width - MARGIN;
  const amounts = Math.max(...rows.map(({ cents, style }) => sheet.widthOf(money(cents), style)));
  for (const { label, cents, style } of rows) {
    sheet.write(label, { x: right - amounts - 2 * GAP, y, align: "right" }, style);
    sheet.write(money(cents), { x: right, y, align: "right" }, style);
    y += leadingOf(BODY) + 2;
  }
  return y + GAP;
}

function note(sheet: Paper, top: number, text: string | null): void {
  if (!text) return;
  let y = top + GAP;
  for (const line of sheet.wrap(text, textWidth(sheet), BODY)) {
    if (!hasRoom(sheet, y, leadingOf(BODY))) {
      sheet.addPage();
      y = MARGIN;
    }
    y = block(sheet, [line], { x: MARGIN, y, width: textWidth(sheet) }, BODY);
  }
}
