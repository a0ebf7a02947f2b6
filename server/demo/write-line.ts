import type pg from 'pg';
import { followCall, insertCalls } from '../channels/index.ts';
import { transaction } from '../platform/database/index.ts';
import { runningSums, seededRandom } from './random.ts';

const DAY_MS = 86_400_000;
const CALLS_A_DAY = 90;
const DAYS = 7;
/** Relative number of calls by hour of the region, as lines of help have it: the morning is hard. */
const HOURS = runningSums([1, 1, 0.5, 0.5, 0.5, 1, 3, 7, 13, 13, 11, 9, 8, 8, 8, 8, 8, 7, 6, 5, 4, 3, 2, 1]);
const PURPOSES = [
  'Льготы',
  'Документы',
  'Запись к врачу',
  'ЖКХ',
  'ЖКХ',
  'Дороги',
  'Статус',
  'Консультация',
  '',
];

interface DemoLine {
  pool: pg.Pool;
  regionId: string;
  seed: number;
  now: Date;
}

/** A week of calls to the hotline and 122, some of them lost, a few still to be returned. Repeating it adds nothing. */
export async function writeDemoCalls({ pool, regionId, seed, now }: DemoLine): Promise<void> {
  const random = seededRandom(seed + 122);
  const calls = Array.from({ length: CALLS_A_DAY * DAYS }, (_, n) => {
    const dayStart = Math.floor(now.getTime() / DAY_MS) * DAY_MS - (n % DAYS) * DAY_MS;
    const at = new Date(dayStart + (random.index(HOURS) - 7) * 3_600_000 + random.whole(0, 3_599_999));
    const disposition = random.chance(0.86)
      ? ('answered' as const)
      : random.pick(['no_answer', 'busy'] as const);
    const caller = `+7000${String(random.whole(1, 900)).padStart(7, '0')}`;
    return {
      channel: random.chance(0.65) ? 'hotline' : 'call122',
      account: 'main',
      callerKey: `demo-${caller.slice(-6)}`,
      appealId: null,
      call: {
        callId: `demo-${seed}-${n}`,
        at,
        line: null,
        direction: random.chance(0.06) ? ('out' as const) : ('in' as const),
        caller,
        queue: null,
        waitSeconds: Math.round(3 + 40 * random.next() ** 3),
        talkSeconds: disposition === 'answered' ? random.whole(30, 420) : 0,
        disposition,
        operator: null,
        purpose: random.pick(PURPOSES) || null,
      },
    };
  }).filter(({ call }) => call.at < now);
  await transaction(pool, async (client) => {
    const written = await insertCalls(client, regionId, calls);
    for (const each of calls)
      if (written.has(each.call.callId)) await followCall(client, regionId, each, SETTINGS, now);
  });
}

const SETTINGS = {
  slSeconds: 20,
  callBackAfterMinutes: 15,
  callBackWithinHours: 24,
  triesMax: 3,
  tryPauseMinutes: 60,
  purposes: [],
};

/** Letters of paper that has been answered in the last weeks: older ones sent, the newest wait for the post. */
export async function writeDemoLetters({ pool, regionId, now }: Omit<DemoLine, 'seed'>): Promise<void> {
  await pool.query(
    `insert into on_behalf (region_id, appeal_id, at, login, answer_form, received_on, postal_address)
     select a.region_id, a.appeal_id, a.registered_at, 'operator', 'written', a.filed_at::date,
            coalesce(m.name || ', ', '') || 'ул. ' || (array['Лесная','Садовая','Речная','Школьная','Полевая'])[1 + abs(hashtext(a.number)) % 5]
              || ', д. ' || 1 + abs(hashtext(a.number)) % 60
       from appeal a left join municipality m on m.region_id = a.region_id and m.code = a.municipality
      where a.region_id = $1 and a.channel = 'paper' and a.registered_at > $2::timestamptz - interval '14 days'
     on conflict do nothing`,
    [regionId, now],
  );
  await pool.query(
    `with written as (
     insert into letter (region_id, letter_id, appeal_id, source, kind, organisation, at, number, postal_address, state, sent_on, track,
                         sent_by)
     select n.region_id, n.answer_id, n.appeal_id, n.answer_id::text, case when n.kind = 'final' then 'answer' else 'interim' end,
            n.organisation, n.at,
            case when old then 'ОГ-' || row_number() over (partition by n.organisation, to_char(n.at, 'YY') order by n.at)
              || to_char(n.at, '/YY') end,
            b.postal_address, case when old then 'sent' else 'to_print' end,
            case when old then (n.at + interval '1 day')::date end,
            case when old then '8000' || lpad((abs(hashtext(n.answer_id::text)) % 10000000000)::text, 10, '0') end,
            case when old then 'operator' end
       from answer n join on_behalf b on b.region_id = n.region_id and b.appeal_id = n.appeal_id,
            lateral (select n.at < $2::timestamptz - interval '4 days' as old) as age
      where n.region_id = $1 and n.kind in ('final', 'interim') and b.postal_address is not null
     on conflict do nothing returning organisation, at)
     insert into letter_counter
     select $1, organisation, to_char(at, 'YYYY')::int, count(*) + 1 from written group by 2, 3 on conflict do nothing`,
    [regionId, now],
  );
}
