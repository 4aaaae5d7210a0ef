/** What is agreed with who pays, or said of a project: the price of an hour, and how time is rounded when it is entered by itself. */
import { Link } from "react-router";
import { type Answer, call } from "#console/data/client.ts";
import { useRead } from "#console/data/read.ts";
import { money } from "#console/words/format.ts";
import { useWords } from "#console/words/words.ts";
import type en from "./words.en.ts";

export function Terms({ contactId }: { contactId: string }) {
  const { data: contact } = useRead("people.contacts.get", { path: { contactId } });
  if (!contact) return null;
  return <Said path={`/people/contacts/${contactId}`} name={contact.name} rate={contact} />;
}

/** What the project of a task says, which only its owner sees. */
export function TermsOfTask({ taskId }: { taskId: string }) {
  const { data: task } = useRead("work.tasks.get", { path: { taskId } });
  const given = task?.projectId ? { path: { projectId: task.projectId } } : undefined;
  const { data: project } = useRead("work.projects.get", given);
  const { data: rate } = useRead("work.projects.getRate", given);
  if (!project || !rate || rate.hourlyRateCents === null) return null;
  return <Said path={`/work/projects/${project.id}`} name={project.name} rate={rate} />;
}

type Rate = Pick<Answer<"work.projects.getRate">, "hourlyRateCents" | "rateCurrency" | "roundingMinutes" | "rounding">;

function Said({ path, name, rate }: { path: string; name: string; rate: Rate }) {
  const words = useWords<typeof en>("finance").terms;
  const { hourlyRateCents: cents, rateCurrency, roundingMinutes, rounding } = rate;
  const said = [
    cents === null ? words.noPrice : words.price(money(cents, rateCurrency ?? "GBP")),
    roundingMinutes !== null && words.rounded[rounding ?? "up"](roundingMinutes),
  ].filter((one) => one !== false);
  return (
    <p className="quiet">
      <Link to={path} dir="auto">
        {name}
      </Link>
      : {said.join(" · ")}
    </p>
  );
}

/** Whether an hour has a price by the project of a task, or by who pays: of the task's project unless it is said. */
export async function isPriceAgreed(of: { taskId?: string | null; contactId?: string | null }): Promise<boolean> {
  const { projectId } = of.taskId
    ? await call("work.tasks.get", { path: { taskId: of.taskId } })
    : { projectId: undefined };
  const project = projectId ? await call("work.projects.get", { path: { projectId } }) : undefined;
  const rate =
    project && (await call("work.projects.getRate", { path: { projectId: project.id } }).catch(() => undefined));
  if (rate && rate.hourlyRateCents !== null) return true;
  const contactId = of.contactId ?? (rate && project?.contactId);
  return !!contactId && (await call("people.contacts.get", { path: { contactId } })).hourlyRateCents !== null;
}
