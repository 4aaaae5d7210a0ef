import { useState } from "react";
import { Button, ButtonLink, IconButton } from "#console/ui/Button.tsx";
import { type Area, Glyph, Icon } from "#console/ui/Glyph.tsx";
import { glyphOf } from "#console/ui/glyphs.ts";
import { type IconName, icons } from "#console/ui/icons.ts";
import { Menu } from "#console/ui/Menu.tsx";
import { Notice, Remark } from "#console/ui/Notice.tsx";
import { Card, Columns, Page, Row, Section } from "#console/ui/Page.tsx";
import { Empty, Problem, Skeleton, State, Tag } from "#console/ui/State.tsx";
import { Check, Radios, Switch } from "#console/ui/Switch.tsx";
import { Tabs } from "#console/ui/Tabs.tsx";

const areas: Area[] = [
  "work",
  "calendar",
  "rhythm",
  "health",
  "household",
  "finance",
  "knowledge",
  "people",
  "cortex",
  "system",
];

export default function Basics() {
  const [on, setOn] = useState(true);
  const [span, setSpan] = useState<"hour" | "day" | "week">("day");
  const [tab, setTab] = useState<"open" | "done">("open");
  return (
    <Page
      title="Thursday, 12 November"
      lead="9 °C, rain until two. Two questions wait for you, four things are due, and 3 h 10 min are free."
      actions={<Button kind="main">Plan my day</Button>}
    >
      <Columns
        told={
          <>
            <Section title="States">
              <Row>
                <State>done</State>
                <State icon="clock">waiting</State>
                <State tone="live">running</State>
                <State tone="warn">late</State>
                <State tone="bad">failed</State>
              </Row>
              <Row>
                <Tag>high</Tag>
                <Tag icon="clock">9:00</Tag>
                <Tag icon="repeat" of="rhythm">
                  every month on the 1st
                </Tag>
                <Tag icon="home" of="household" onRemove={() => {}} removeLabel="Remove Home">
                  Home
                </Tag>
              </Row>
            </Section>
            <Section title="Told in passing">
              <Notice kind="done" action={{ label: "Undo", run: () => {} }} onClose={() => {}}>
                Deleted: Call the plumber
              </Notice>
              <Notice kind="problem" onClose={() => {}}>
                Not saved: Mara changed the due date at 11:02. Yours is kept below.
              </Notice>
              <Remark icon="shield">Opening a person's rows is recorded, and they can see it.</Remark>
              <Problem
                problem={{ text: "There is no connection to LifeOS.", reference: "req_01HZX" }}
                retry={() => {}}
              />
            </Section>
            <Section title="Nothing yet">
              <Card flush>
                <Empty icon="check" title="Nothing asks. Plan the day?" action={<Button>Plan my day</Button>}>
                  What is due, planned or asked shows here.
                </Empty>
              </Card>
              <Card flush>
                <Skeleton rows={4} />
              </Card>
            </Section>
          </>
        }
      >
        <Section title="Buttons" more={<a href="/all">All of the buttons</a>}>
          <Row>
            <Button kind="main" icon="plus">
              Add
            </Button>
            <Button>Something else</Button>
            <Button kind="bare">Later</Button>
            <Button kind="danger" icon="trash">
              Delete for good
            </Button>
            <Button busy>Saving</Button>
            <Button why="Pick an account first">Book</Button>
            <ButtonLink to="/somewhere" icon="right">
              A link
            </ButtonLink>
          </Row>
          <Row>
            <Button small kind="main">
              Yes
            </Button>
            <Button small>No</Button>
            <Button small kind="bare">
              Later
            </Button>
            <IconButton icon="bell" label="2 notifications" marked />
            <IconButton icon="moon" label="Change theme" />
            <Menu
              label="Actions for the row"
              items={[
                { label: "Edit", icon: "pencil", onSelect: () => {} },
                { label: "Move up", icon: "up", keys: "Alt+↑", onSelect: () => {} },
                { label: "Share", icon: "people", why: "Only its owner can", onSelect: () => {} },
                { label: "Delete", icon: "trash", keys: "Shift+Delete", danger: true, onSelect: () => {} },
              ]}
            />
            <Menu label="More to do" items={[{ label: "Copy", icon: "copy", onSelect: () => {} }]}>
              More
            </Menu>
          </Row>
          <Row>
            <Radios
              label="Span"
              unseenLabel
              segmented
              value={span}
              onChange={setSpan}
              choices={[
                { value: "hour", label: "1 h" },
                { value: "day", label: "24 h" },
                { value: "week", label: "7 days" },
              ]}
            />
          </Row>
          <Card>
            <Switch label="Single keys do something" help="They do nothing in fields." checked={on} onChange={setOn} />
            <Switch label="Quiet hours" checked={!on} onChange={(checked) => setOn(!checked)} />
            <Row>
              <Check label="Checked" checked={on} onChange={setOn} />
              <Check label="Not checked" checked={!on} onChange={(checked) => setOn(!checked)} />
              <Check label="Some of them" checked={false} partly onChange={() => {}} />
            </Row>
            <Radios
              label="Who may see it"
              value={on ? "me" : "all"}
              onChange={(value) => setOn(value === "me")}
              choices={[
                { value: "me", label: "Only me" },
                { value: "all", label: "The household", help: "Mara and Jonas" },
              ]}
            />
          </Card>
        </Section>
        <Section title="Tabs">
          <Tabs
            label="Tasks"
            tabs={[
              { id: "open", label: "Open", count: 12 },
              { id: "done", label: "Done" },
            ]}
            value={tab}
            onChange={setTab}
          >
            <Card>{tab === "open" ? "What is to be done." : "What was done."}</Card>
          </Tabs>
        </Section>
        <Section title="Areas">
          <Row>
            {areas.map((area) => (
              <Glyph key={area} {...glyphOf(area)} label={area} />
            ))}
            {areas.map((area) => (
              <Glyph key={area} small {...glyphOf(area)} />
            ))}
          </Row>
        </Section>
        <Section title="Icons">
          <Row>
            {(Object.keys(icons) as IconName[]).map((name) => (
              <Icon key={name} name={name} label={name} />
            ))}
          </Row>
        </Section>
        <Section title="Voices">
          <p className="serif">
            Breakfast at Café Lind, an hour after training. How do you feel about your fitness progress?
          </p>
          <p>
            What you operate, with <b>weight</b>, <a href="/all">words that lead on</a> and <kbd>g</kbd> <kbd>t</kbd>.
          </p>
          <p className="mono">cortex.insight.found</p>
          <p className="quiet">A caption.</p>
        </Section>
      </Columns>
    </Page>
  );
}
