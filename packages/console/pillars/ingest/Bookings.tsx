/** What a mail books or calls off, as its sender says it: times are those of the place. */
import type { Answer } from "#console/data/client.ts";
import { Card, Section } from "#console/ui/Page.tsx";
import { State } from "#console/ui/State.tsx";
import { Facts } from "#console/ui/Table.tsx";
import { day } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

type Booking = Answer<"ingest.emails.get">["bookings"][number];

export function Bookings({ bookings }: { bookings: readonly Booking[] }) {
  const words = useWords<typeof en>("ingest").bookings;
  if (bookings.length === 0) return null;
  return (
    <Section title={words.title}>
      {bookings.map((booking, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a mail does not change, and its bookings have no ids
        <Card flush key={at}>
          <Facts facts={factsOf(booking, words)} />
        </Card>
      ))}
    </Section>
  );
}

function factsOf(booking: Booking, words: ReturnType<typeof useWords<typeof en>>["bookings"]) {
  const { kind, status, name, provider, reference, start, end, place, persons } = booking;
  const facts = [
    {
      name: words.kinds[kind],
      value: name,
      note: status === "cancelled" && <State tone="warn">{words.cancelled}</State>,
    },
    { name: words.provider, value: provider },
    { name: words.reference, value: reference },
    {
      name: words.when,
      value:
        [start, end]
          .filter((one) => one !== null)
          .map(onTheClock)
          .join(" – ") || null,
    },
    { name: words.where, value: place },
    { name: words.who, value: persons.join(", ") || null },
  ];
  return facts
    .filter(({ value, note }) => value !== null || note)
    .map(({ name, value, note }) => ({ name, value: <span dir="auto">{value}</span>, note }));
}

/** The clock of the place and not of the person's zone: a train leaves when its station says so. */
function onTheClock(time: string): string {
  const [date = "", clock] = time.split("T");
  return [day(date, "weekday"), clock?.slice(0, 5)].filter(Boolean).join(", ");
}
