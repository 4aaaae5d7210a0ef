/** What is agreed with who pays: the price of an hour, and how time is rounded when it is entered by itself. */
import { Link } from "react-router";
import { useRead } from "#console/data/read.ts";
import { money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function Terms({ contactId }: { contactId: string }) {
  const words = useWords<typeof en>("finance").terms;
  const { data: contact } = useRead("people.contacts.get", { path: { contactId } });
  if (!contact) return null;
  const { name, hourlyRateCents: cents, rateCurrency, roundingMinutes, rounding } = contact;
  const said = [
    cents === null ? words.noPrice : words.price(money(cents, rateCurrency ?? "GBP")),
    roundingMinutes !== null && words.rounded[rounding ?? "up"](roundingMinutes),
  ].filter((one) => one !== false);
  return (
    <p className="quiet">
      <Link to={`/people/contacts/${contactId}`} dir="auto">
        {name}
      </Link>
      : {said.join(" · ")}
    </p>
  );
}
