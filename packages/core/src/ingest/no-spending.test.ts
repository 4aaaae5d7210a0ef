import { describe, expect, it } from "vitest";
import { classify } from "./classify.ts";

const kindOf = (subject: string, text: string, address = "no-reply@luckyfern.com") =>
  classify({ subject, from: { name: "Lucky Fern", address }, attachments: [] }, text).kind;
const receipt = "Order 77\nFern in a pot   $40.00\nTotal   $40.00\nVisa ending in 4242   $40.00";

describe("mail with amounts that nobody has spent is no receipt", () => {
  it.each([
    [
      "an answer of a friend",
      "Re: Your receipt",
      `Nice, where is that?\n\n> Your receipt\n> ${receipt.replaceAll("\n", "\n> ")}`,
    ],
    [
      "an answer above a quoted mail",
      "AW: Ihre Rechnung",
      `Danke!\n\nAm 3. März 2025 schrieb Shop <a@b.de>:\n${receipt}`,
    ],
    [
      "an answer as Outlook writes it",
      "RE: Your receipt",
      `I owe you half.\n\nFrom: Shop <a@b.com>\nSent: 4 March 2025\nTo: Me <me@b.com>\nSubject: Your receipt\n\n${receipt}`,
    ],
    [
      "a forwarded talk",
      "Fwd: Re: Your receipt",
      `---------- Forwarded message ---------\nFrom: Bo <bo@gmail.com>\nSubject: Re: Your receipt\nDate: 4 Mar 2025\n\nLook.\n${receipt}`,
    ],
    ["an order that was cancelled", "Your order has been cancelled", receipt],
    ["an order that was cancelled, in the text", "Your order 77", `Your order 77 has been canceled.\n${receipt}`],
    ["a cancelled order in German", "Ihre Bestellung 77", `Ihre Bestellung 77 wurde storniert.\n${receipt}`],
    ["a cancelled order in French", "Votre commande", `Votre commande 77 a été annulée.\n${receipt}`],
    ["a cancelled order in Polish", "Zamówienie 77", `Twoje zamówienie 77 zostało anulowane.\n${receipt}`],
    ["a cancelled order in Czech", "Objednávka 77 byla stornována", receipt],
    ["a declined card", "Payment declined", `We tried to charge your card. Amount paid by card $40.00\n${receipt}`],
    ["a failed payment", "Your order", `Unfortunately your payment of $40.00 could not be processed.\n${receipt}`],
    ["a failed payment in German", "Ihre Zahlung ist fehlgeschlagen", receipt],
    ["a failed payment in Dutch", "Je betaling is mislukt", receipt],
    ["a refused card in French", "Votre paiement a été refusé", receipt],
    ["a refund", "Your refund from Lucky Fern", `We have refunded $40.00 to your Visa.\n${receipt}`],
    ["a credit note", "Gutschrift zu Ihrer Bestellung", receipt],
    ["a refund in Spanish", "Hemos realizado tu reembolso", receipt],
    ["a renewal", "Your subscription will renew soon", `Your plan renews on May 3.\nTotal   $40.00`],
    [
      "a renewal, in the text",
      "Your subscription",
      `Your plan will automatically renew on May 3 and $40.00 will be charged to your Visa.\nTotal   $40.00`,
    ],
    ["a renewal in German", "Ihr Abonnement", `Ihr Abo wird am 3. Mai automatisch verlängert.\nGesamtbetrag   40,00 €`],
    ["an upcoming payment", "Upcoming payment of $40.00", receipt],
    ["a quote", "Your quote 77", `Quote 77\nFern   $40.00\nTotal   $40.00`],
    ["an offer in German", "Ihr Angebot 77", `Angebot Nr. 77\nFarn   40,00 €\nGesamtbetrag   40,00 €`],
    ["a price list", "Price list", `Price list\nFern   $40.00\nTotal   $40.00`],
    ["a cart", "You left something in your cart", `Complete your order\nFern   $40.00\nTotal   $40.00`],
    ["a cart in German", "Dein Warenkorb wartet", `Noch im Warenkorb\nFarn   40,00 €\nSumme   40,00 €`],
    ["an order on its way", "Your order has shipped", `Order 77\nOrder total   $40.00\nPaid with Visa   $40.00`],
    ["an order on its way, in the text", "Order 77", `Your order has shipped!\nOrder total   $40.00`],
    ["a parcel that came", "Delivered: your order 77", `Your package was delivered.\nOrder total   $40.00`],
    ["a parcel on a van", "Out for delivery", `Order 77\nOrder total   $40.00`],
    ["an order on its way in German", "Deine Bestellung wurde versandt", `Gesamtbetrag   40,00 €`],
    [
      "an order on its way in French",
      "Votre commande a été expédiée",
      `Total de la commande   40,00 €\nPayé par carte`,
    ],
    ["an order on its way in Spanish", "Tu pedido está en camino", `Total   40,00 €`],
    ["an order on its way in Italian", "Il tuo ordine è stato spedito", `Totale ordine   40,00 €`],
    ["an order on its way in Dutch", "Je bestelling is onderweg", `Totaal   € 40,00`],
    ["an order on its way in Polish", "Zamówienie zostało wysłane", `Razem   40,00 zł`],
    ["an order on its way in Czech", "Vaše objednávka byla odeslána", `Celkem   400 Kč`],
    ["wages", "Your payslip for March 2025", `Payslip\nGross pay $5,000.00\nNet pay $3,800.00\nTotal paid $3,800.00`],
    ["wages in German", "Ihre Gehaltsabrechnung", `Auszahlungsbetrag 2.800,00 €\nGesamtbetrag 2.800,00 €`],
    ["wages in French", "Bulletin de paie", `Net à payer 2 300,00 €`],
    ["money from a friend", "You've received a payment", `Bo sent you $40.00\nTotal   $40.00`],
    ["what was sold", "You made the sale!", `Fern\nTotal   $40.00\nPaid with Visa   $40.00`],
    ["what was sold in French", "Tu as vendu un article", `Montant total   40,00 €`],
    ["a payout", "Your payout of $40.00 is on its way", `Total   $40.00`],
    ["a claim that was paid", "Your claim", `We have paid your claim. Total paid to you   $40.00`],
    ["a gift card that was given", "You've received a gift card!", `Bo sent you a gift card\nTotal   $40.00`],
    [
      "an amount held back",
      "Authorization hold",
      `We placed a temporary authorization hold of $40.00.\nTotal   $40.00`,
    ],
    ["an offer in a letter", "Your roof", `Anbei unser Angebot für das Dach.\nGesamtsumme   40,00 €`],
    ["an invoice for information", "Faktura pro forma 22", `Faktura pro forma 22\nRazem   40,00 zł`],
    ["a credit note in French", "Votre avoir n° 12", `Avoir n° 12\nTotal TTC   40,00 €`],
    ["a reminder", "Mahnung", `1. Mahnung\nOffener Betrag   40,00 €\nGesamtbetrag   40,00 €`],
    ["a trial", "Your free trial", `After your trial you will be charged $9.99.\nTotal   $9.99`],
    ["an order to be charged later", "Your pre-order", `You will be charged when it ships.\nOrder total   $60.00`],
    ["a statement", "Your monthly statement", `Account statement\nTotal   $40.00\nVisa   $40.00`],
    ["a statement in German", "Kontoauszug", `Kontoauszug\nSumme   40,00 €`],
  ])("%s", (_, subject, text) => expect(kindOf(subject, text)).not.toBe("receipt"));

  it.each([
    [
      "a forwarded receipt",
      "Fwd: Your receipt",
      `---------- Forwarded message ---------\nFrom: Shop <a@b.com>\nSubject: Your receipt\nDate: 4 Mar 2025\n\n${receipt}`,
    ],
    ["with terms about cancelling", "Your receipt", `${receipt}\nYour order can be cancelled within 30 minutes.`],
    ["with terms about refunds", "Your receipt", `${receipt}\nOur refund policy: refunds within 30 days.`],
    [
      "that announces the next payment too",
      "Your receipt",
      `You paid $40.00.\n${receipt}\nYour plan will renew on May 3.`,
    ],
    [
      "in German that announces the next payment too",
      "Ihre Quittung",
      `Bezahlt mit Karte\nSumme   40,00 €\nIhr Abo verlängert sich am 3. Mai.`,
    ],
    ["with points that came in", "Your receipt", `You've received 120 points.\nYou earned cash back 1.20.\n${receipt}`],
    [
      "with cash from the till",
      "Kassenbon",
      `Farn   40,00 €\nSumme   40,00 €\nEC-Karte   60,00 €\nAuszahlung   20,00 €`,
    ],
    [
      "with a hold that was let go",
      "Your receipt",
      `The pre-authorisation was released.\nYou paid $40.00.\n${receipt}`,
    ],
    ["of what was delivered", "Your receipt", `Your order was delivered.\nYou paid $40.00.\n${receipt}`],
    ["of what will be sent", "Your order 77", `We will tell you when your order has shipped.\n${receipt}`],
    ["prepaid in Dutch", "Factuur", `Factuur\nTotaal   € 40,00\nDeze nota is al vooruitbetaald met een kaart.`],
    ["paid in Czech", "Faktura", `Faktura 77\nCelkem   40,00 Kč\nZaplaceno kartou`],
  ])("but a receipt is one %s", (_, subject, text) => expect(kindOf(subject, text)).toBe("receipt"));
});
