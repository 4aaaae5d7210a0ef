import { useState } from "react";
import { DateField, MomentField, TimeField } from "#console/ui/DateField.tsx";
import { Select, Text, TextArea } from "#console/ui/Field.tsx";
import { MoneyField, NumberField } from "#console/ui/NumberField.tsx";
import { Card, Page, Section } from "#console/ui/Page.tsx";

export default function Fields() {
  const [day, setDay] = useState<string | undefined>("2026-12-04");
  const [moment, setMoment] = useState<string | undefined>("2026-12-04T08:00:00Z");
  const [time, setTime] = useState<string | undefined>("14:30");
  const [count, setCount] = useState<number | undefined>(1.5);
  const [cents, setCents] = useState<number | undefined>(1980);
  return (
    <Page title="Fields">
      <Section title="One below the other">
        <Card>
          <div className="fields">
            <Text label="Title" defaultValue="Call the plumber" help="What is to be done, as you would say it." />
            <Text label="Vendor" defaultValue="" error="Write who you bought it from." />
            <TextArea label="Notes" defaultValue={"The tap drips.\nHe has a key."} />
            <Select
              label="Priority"
              choices={[
                { value: "high", label: "High" },
                { value: "low", label: "Low" },
              ]}
            />
            <Select label="Project" choices={[]} value="abc" onChange={() => {}} />
            <Select label="Sprint" choices={[{ value: "", label: "None" }]} value="abc" onChange={() => {}} />
            <div className="fields-row">
              <DateField label="Due" value={day} onChange={setDay} />
              <MomentField label="Remind" value={moment} onChange={setMoment} />
              <TimeField label="Starts" value={time} onChange={setTime} />
            </div>
            <div className="fields-row">
              <NumberField label="Amount" value={count} onChange={setCount} unit="kg" step={0.5} min={0} max={10} />
              <MoneyField label="Price" cents={cents} onChange={setCents} />
            </div>
          </div>
        </Card>
      </Section>
      <p data-testid="values">{JSON.stringify({ day, moment, time, count, cents })}</p>
    </Page>
  );
}
