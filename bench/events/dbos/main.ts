/** DBOS Transact under the same closed loop. It runs workflows inside the caller's process and keeps them in Postgres. */
import { answer } from "../process.ts";
import { closedLoop, type Loop, openUserTable, POOL_SIZE, STEPS, type UserTable } from "../work.ts";

/** The part of the SDK that is used. Its own types are only there once the bench has installed it. */
interface Sdk {
  DBOS: {
    setConfig(config: object): void;
    registerWorkflow<A extends unknown[], R>(
      run: (...args: A) => Promise<R>,
      options: { name: string },
    ): (...args: A) => Promise<R>;
    runStep<R>(run: () => Promise<R>, options: { name: string }): Promise<R>;
    launch(): Promise<void>;
    shutdown(): Promise<void>;
    workflowID?: string;
  };
}

const sdk: string = "@dbos-inc/dbos-sdk";
const { DBOS } = (await import(sdk)) as Sdk;

let user: UserTable;
let served = 0;
const probes = new Map<string, number[]>();
const workflowIds = new Map<string, string>();

const threeSteps = DBOS.registerWorkflow(
  async (id: string, writes: boolean, probe: boolean) => {
    const workflowId = DBOS.workflowID!;
    if (probe) workflowIds.set(id, workflowId);
    for (const number of STEPS) {
      await DBOS.runStep(
        async () => {
          if (probe) probes.set(id, [...(probes.get(id) ?? []), await savedSteps(workflowId)]);
          if (writes) await user.write(number, id);
          return `r${number}`;
        },
        { name: `s${number}` },
      );
    }
    return id;
  },
  { name: "three-steps" },
);

answer({
  async start({ url }: { url: string }) {
    user = await openUserTable(url);
    DBOS.setConfig({
      name: "bench",
      systemDatabaseUrl: url,
      systemDatabasePoolSize: POOL_SIZE,
      logLevel: "error",
      runAdminServer: false,
    });
    await DBOS.launch();
  },
  round: (loop: Loop) =>
    closedLoop(loop, async () => {
      await threeSteps(nextId(), loop.writes, false);
    }),
  /** Result rows seen at the start of steps 1, 2 and 3, and after the end, for workflows that run side by side. */
  probe: ({ workflows }: { workflows: number }) =>
    Promise.all(
      Array.from({ length: workflows }, async () => {
        const id = nextId();
        await threeSteps(id, true, true);
        return [...probes.get(id)!, await savedSteps(workflowIds.get(id)!)];
      }),
    ),
  async check() {
    const [row] = await user.query<{ n: number }>(
      "select count(*)::int as n from dbos.workflow_status where status = 'SUCCESS'",
      [],
    );
    return { ended: row!.n, started: served };
  },
  async stop() {
    await DBOS.shutdown();
    await user?.close();
  },
});

async function savedSteps(workflowId: string): Promise<number> {
  const rows = await user.query<{ n: number }>(
    "select count(*)::int as n from dbos.operation_outputs where workflow_uuid = $1",
    [workflowId],
  );
  return rows[0]!.n;
}

const nextId = () => `${process.pid}-${++served}`;
