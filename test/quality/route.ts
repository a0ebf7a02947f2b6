// How often past decisions alone find the body that answered: topic × territory → executor, learned on the first
// 80 % of the Saint Petersburg appeals by time, judged on the rest. `npx tsx test/quality/route.ts`
import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { learnRoutes, type RouteCount } from '../../server/triage/route/learn-routes.ts';

const FILE = new URL('../../../shared/data/spb/appeals-train.jsonl.gz', import.meta.url).pathname;
type Row = {
  created: string;
  reason_id: number;
  category_id: number;
  district: string;
  municipality: string;
  executor: string | null;
};

if (!existsSync(FILE)) console.log(`skipped: ${FILE} is absent`);
else {
  const rows = (await readRows()).sort((a, b) => (a.created < b.created ? -1 : 1));
  const cut = Math.floor(rows.length * 0.8);
  for (const territory of ['district', 'municipality'] as const)
    judge(rows.slice(0, cut), rows.slice(cut), territory);
}

async function readRows(): Promise<Row[]> {
  const rows: Row[] = [];
  for await (const line of createInterface({ input: createReadStream(FILE).pipe(createGunzip()) })) {
    const row = JSON.parse(line) as Row;
    if (row.executor) rows.push(row);
  }
  return rows;
}

function judge(train: Row[], test: Row[], territory: 'district' | 'municipality') {
  const counts: RouteCount[] = train.map((row) => ({
    topic: `c${row.category_id}.r${row.reason_id}`,
    municipality: row[territory],
    organisation: row.executor!,
    count: 1,
  }));
  const learned = learnRoutes(counts, (topic) => (topic.includes('.') ? topic.split('.')[0]! : null));
  let first = 0;
  let firstThree = 0;
  for (const row of test) {
    const path = [`c${row.category_id}`, `c${row.category_id}.r${row.reason_id}`];
    const best = learned.suggest(path, row[territory]).slice(0, 3);
    if (best[0]?.organisation === row.executor) first++;
    if (best.some((it) => it.organisation === row.executor)) firstThree++;
  }
  const share = (count: number) => (count / test.length).toFixed(3);
  console.log(
    `topic × ${territory} → executor: top-1 ${share(first)}, top-3 ${share(firstThree)} of ${test.length}`,
  );
}
