import type pg from 'pg';
import type { Campaign, CampaignSummary, NewCampaign } from '../../contract/exchange.ts';
import { type AccessScope, whereCase } from '../access/index.ts';
import { uuidV7 } from '../platform/identifiers/uuid-v7.ts';

export type { Campaign } from '../../contract/exchange.ts';

const COLUMNS = `c.campaign_id as id, c.name, c.theme, c.speakers, c.tag, c.from_day::text as "from", c.to_day::text as "to"`;

/** @param today day of the region's calendar */
export async function createCampaign(
  pool: pg.Pool,
  regionId: string,
  { name, theme, speakers, tag, from, to }: Required<NewCampaign>,
  now: Date,
  today: string,
): Promise<Campaign> {
  const id = uuidV7(now.getTime());
  await pool.query('insert into campaign values ($1,$2,$3,$4,$5,$6,$7,$8)', [
    regionId,
    id,
    name,
    theme,
    speakers,
    tag,
    from,
    to,
  ]);
  return { id, name, theme, speakers, tag, from, to, count: 0, open: from <= today && today <= to };
}

/** Newest first; counts are of the cases the reader may see. */
export async function listCampaigns(
  pool: pg.Pool,
  regionId: string,
  scope: AccessScope,
  today: string,
): Promise<Campaign[]> {
  const parameters: unknown[] = [regionId, today];
  const found = await pool.query(
    `select ${COLUMNS}, $2 between c.from_day::text and c.to_day::text as open,
            (select count(*)::int from appeal_campaign t join appeal a using (region_id, appeal_id)
              where t.region_id = c.region_id and t.campaign_id = c.campaign_id and ${whereCase(scope, parameters)}) as count
       from campaign c where c.region_id = $1 order by c.from_day desc, c.campaign_id desc limit 200`,
    parameters,
  );
  return found.rows;
}

/** Does this campaign take calls on this day? */
export async function campaignOf(
  pool: pg.Pool,
  regionId: string,
  id: string,
  today: string,
): Promise<boolean> {
  const found = await pool.query(
    'select 1 from campaign where region_id = $1 and campaign_id = $2 and $3::date between from_day and to_day',
    [regionId, id, today],
  );
  return found.rows.length > 0;
}

/** A repeat changes nothing: a case belongs to the campaign it came in. */
export async function tagWithCampaign(
  pool: pg.Pool,
  regionId: string,
  appealId: string,
  campaignId: string,
): Promise<void> {
  await pool.query('insert into appeal_campaign values ($1, $2, $3) on conflict do nothing', [
    regionId,
    appealId,
    campaignId,
  ]);
}

/** What came of it, over the cases the reader may see; null when there is no such campaign. */
export async function summariseCampaign(
  pool: pg.Pool,
  regionId: string,
  id: string,
  scope: AccessScope,
  now: Date,
  today: string,
): Promise<CampaignSummary | null> {
  const campaigns = await pool.query(
    `select ${COLUMNS}, $3 between c.from_day::text and c.to_day::text as open from campaign c where c.region_id = $1 and c.campaign_id = $2`,
    [regionId, id, today],
  );
  if (!campaigns.rows[0]) return null;
  const parameters: unknown[] = [regionId, id];
  const from = `from appeal_campaign t join appeal a using (region_id, appeal_id)
    where t.region_id = $1 and t.campaign_id = $2 and ${whereCase(scope, parameters)}`;
  const totals = await pool.query(
    `select count(*)::int as count, count(a.answered_at)::int as answered, avg(a.rating)::float8 as "ratingMean",
            (count(*) filter (where a.due_at < $${parameters.length + 1} and a.answered_at is null
              and a.status not in ('rejected', 'withdrawn', 'closed')))::int as overdue ${from}`,
    [...parameters, now],
  );
  const cut = async (column: string) =>
    (
      await pool.query(
        `select a.${column} as key, count(*)::int as count ${from} group by 1 order by 2 desc, 1 limit 20`,
        parameters,
      )
    ).rows;
  return {
    ...campaigns.rows[0],
    ...totals.rows[0],
    byChannel: await cut('channel'),
    byTopic: await cut('topic'),
    byMunicipality: await cut('municipality'),
    byOrganisation: await cut('organisation'),
  };
}
