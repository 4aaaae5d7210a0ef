import { cellInColumn, type Line } from "./lines.ts";

const numberWord =
  "(?:numbers?|nummer|nr|no|num|numero|numer|id|ref(?:erence)?|code|#)?(?![a-z])\\.?(?: ?n[°ºo]\\.?)? ?[:#]* ?#? ?";
const orders = new RegExp(
  `\\b(?:order|bestell|bestell?ings?|bestel|commande|pedido|ordine|zamowieni[ea]|auftrags?|objednavk[ay]|ordre|rendeles(?:szam)?|encomenda)[ -]?${numberWord}`,
  "g",
);
const bookings = new RegExp(
  `\\b(?:booking|reservation|confirmation|buchungs?|reservierungs?|boekings?|reserverings?|reserva|prenotazione|rezerwacji)[ -]?${numberWord}`,
  "g",
);

/** Labels of a document's own number come before those of its order. */
const kinds = [
  /\b(?:invoice|bill|facture|rechnungs?|factuur|faktura(?: vat)?|factura|fattura|fatura)[ -]?(?:numbers?|nummer|nr|no|num|numero|numer|id)?(?![a-z])\.?(?: ?n[°ºo]\.?)? ?[:#]* ?#? ?/g,
  /\b(?:receipt|transaction|beleg|bon|ticket|recu|recibo|ricevuta|scontrino|paragon|check)[ -]?(?:numbers?|nummer|nr|no|num|numero|numer|id|#)?(?![a-z])\.?(?: ?n[°ºo]\.?)? ?[:#]* ?/g,
  orders,
  bookings,
];
const value = /^(?:[A-Z]{1,3} )?[A-Za-z0-9][A-Za-z0-9/_.-]{2,39}/;

/** The printed number of the invoice, else of the receipt, else of the order; null when there is none. */
export function findInvoiceNumber(lines: Line[]): { number: string; line: Line } | null {
  for (const kind of kinds) {
    const found = numberOf(kind, lines);
    if (found) return found;
  }
  return numberSign(lines);
}

/** The number of the order; null when none is printed. */
export function findOrderNumber(lines: Line[]): string | null {
  return numberOf(orders, lines)?.number ?? null;
}

function numberOf(kind: RegExp, lines: Line[]): { number: string; line: Line } | null {
  for (const line of lines)
    for (const match of line.folded.matchAll(kind)) {
      const number = numberAt(line, match.index, match[0].length, lines);
      if (number) return { number, line };
    }
  return null;
}

function numberAt(line: Line, start: number, length: number, lines: Line[]): string | null {
  const end = line.cells.find((cell) => cell.start <= start && start < cell.end)?.end ?? line.text.length;
  const inCell = line.text.slice(start + length, end);
  if (inCell.trim() !== "") return numberIn(inCell.trimStart());
  const beside = line.cells.find((cell) => cell.start >= end);
  const number = beside && numberIn(beside.text);
  if (number) return number;
  const below = cellInColumn(lines[line.index + 1], { start, end: start + length });
  return below ? numberIn(below.text) : null;
}

/** “INVOICE” with “# 1042” on the next line. */
function numberSign(lines: Line[]): { number: string; line: Line } | null {
  for (const line of lines.slice(0, 15)) {
    const cell = line.cells.find(({ text }) => /^# ?\S/.test(text));
    const number = cell && numberIn(cell.text.replace(/^# ?/, ""));
    if (number) return { number, line };
  }
  return null;
}

function numberIn(text: string): string | null {
  const found = value.exec(text)?.[0].replace(/[.-]+$/, "");
  if (!found || !/\d/.test(found)) return null;
  const isDate = /^\d{1,4}([-./])\d{1,2}\1\d{1,4}$/.test(found);
  const isAmount = /^\d+[.,]\d{2}$|^\d{1,2}\/\d{1,2}$/.test(found);
  return isDate || isAmount ? null : found;
}
