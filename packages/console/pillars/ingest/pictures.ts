import { type Life, unwrap } from "#client";
import type { Pictures } from "../../pages.ts";

/** A dry run with rows of each kind, which the demo life has none of. */
async function anImport(life: Life): Promise<string> {
  const lines = [
    "Buchungstag;Empfänger;Verwendungszweck;Betrag;Währung",
    "13.02.2026;Bäckerei Ecke;Brötchen;-4,50;EUR",
    "12.02.2026;Hausverwaltung;Miete Februar;-1.120,00;EUR",
    "31.13.2026;Kiosk;Zeitung;-3,20;EUR",
  ];
  const { data } = await unwrap(life.finance.accounts.list({ params: { query: { sort: "name", limit: 1 } } }));
  const options = { accountId: data[0]!.id };
  const body = { kind: "bank_csv", text: lines.join("\n"), name: "Februar.csv", options, dryRun: true } as const;
  const { id } = await unwrap(life.ingest.imports.create({ body }));
  return `ingest/imports/${id}`;
}

export default {
  "ingest/imports/:importId": anImport,
  "ingest/emails/:emailId": async (life) => {
    const { data } = await unwrap(life.ingest.emails.list({ params: { query: { limit: 1 } } }));
    return `ingest/emails/${data[0]!.id}`;
  },
} satisfies Pictures;
