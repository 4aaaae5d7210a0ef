/** What of contacts can be imported. */
import { importer } from "#core/ingest/importer";
import { contactOptions, csvOptions } from "#core/people/import-options";
import { contactErrors, contactReasons } from "#core/people/sayings";

const says = { reasons: contactReasons, errors: contactErrors };

export const contactsVcard = importer({
  kind: "contacts_vcard",
  title: "Contacts from vCards",
  accepts: ["text/vcard", "text/x-vcard", "text/directory", ".vcf", ".vcard"],
  family: "contacts",
  options: contactOptions,
  says,
  load: async () => (await import("#core/people/contact-import")).contactsVcard,
});

export const contactsCsv = importer({
  kind: "contacts_csv",
  title: "Contacts from Google or Outlook (CSV)",
  accepts: ["text/csv", ".csv"],
  family: "contacts",
  options: csvOptions,
  says,
  load: async () => (await import("#core/people/contact-import")).contactsCsv,
});
