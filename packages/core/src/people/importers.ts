/** What of contacts can be imported. */
import { importer } from "#core/ingest/importer";
import { contactOptions, csvOptions } from "#core/people/import-options";

export const contactsVcard = importer({
  kind: "contacts_vcard",
  title: "Contacts from vCards",
  accepts: ["text/vcard", "text/x-vcard", "text/directory", ".vcf", ".vcard"],
  family: "contacts",
  options: contactOptions,
  load: async () => (await import("#core/people/contact-import")).contactsVcard,
});

export const contactsCsv = importer({
  kind: "contacts_csv",
  title: "Contacts from Google or Outlook (CSV)",
  accepts: ["text/csv", ".csv"],
  family: "contacts",
  options: csvOptions,
  load: async () => (await import("#core/people/contact-import")).contactsCsv,
});
