import { Readable } from 'node:stream';
import { may } from '../../../contract/access.ts';
import type { HalfWithin } from '../../../contract/channel-figures.ts';
import type { Channel } from '../../../contract/vocabulary.ts';
import { csvOf } from '../../exchange/index.ts';
import {
  countChannels,
  readAccountFigures,
  readAnswerTimes,
  readChannelWeeks,
  readWeeklyTimes,
} from '../../insight/channels/index.ts';
import { dayText } from '../../insight/heat-map/index.ts';
import { CHANNEL_NAMES } from '../channel-names.ts';
import { authorised, type Handlers, type Request } from './handler.ts';
import { heatContext } from './insight.ts';

const NOTHING: HalfWithin = { hours: null, n: 0, of: 0 };
const WEEK_COLUMNS = [
  'Неделя с',
  'Канал',
  'Обращений',
  'Неделей раньше',
  'Годом раньше',
  'Первый ответ половине, ч',
  'С первым ответом',
  'Решение половине, ч',
  'С решением',
];

export const channelFiguresHandlers: Handlers<'channelFigures' | 'channelWeeks'> = {
  async channelFigures(request) {
    const { caller, region, scope } = authorised(request);
    const { pool } = request.app;
    const context = heatContext(request);
    const { period, bucketDays, channels, all } = await countChannels(request.query, context);
    const days = { from: dayText(period.from), to: dayText(period.to) };
    const [times, accounts] = await Promise.all([
      region.channelTimes(JSON.stringify(['period', days, scope]), () =>
        readAnswerTimes(timesContext(request), period),
      ),
      // Connections are nobody's cases; they are shown to whoever looks after them.
      may(caller, 'channels.manage')
        ? readAccountFigures(pool, { regionId: region.code, timeZone: context.timeZone }, period, bucketDays)
        : null,
    ]);
    return {
      ...days,
      bucketDays,
      all,
      accounts,
      channels: channels.map((row) => ({
        ...row,
        channel: row.channel as Channel,
        ...(times.get(row.channel) ?? { firstAnswer: NOTHING, solution: NOTHING }),
      })),
    };
  },
  async channelWeeks(request) {
    const { region, scope } = authorised(request);
    const weeks = await readChannelWeeks(request.query, heatContext(request));
    const days = { from: weeks[0]?.week ?? '1970-01-01', to: sunday(weeks.at(-1)?.week ?? '1970-01-01') };
    const times = await region.channelTimes(JSON.stringify(['weeks', days, scope]), () =>
      readWeeklyTimes(timesContext(request), days),
    );
    async function* pages() {
      yield weeks.map(({ week, channel, count, weekBefore, lastYear }) => {
        const half = times.get(`${week} ${channel}`);
        const name = CHANNEL_NAMES[channel as Channel] ?? channel;
        return [
          week,
          name,
          count,
          weekBefore,
          lastYear,
          hours(half?.firstAnswer),
          half?.firstAnswer.n ?? 0,
          hours(half?.solution),
          half?.solution.n ?? 0,
        ];
      });
    }
    return request.reply
      .header('content-type', 'text/csv; charset=utf-8')
      .header('content-disposition', `attachment; filename="otklik-channels-${region.code}-${days.from}.csv"`)
      .header('cache-control', 'no-store')
      .send(Readable.from(csvOf(WEEK_COLUMNS, pages()), { objectMode: false }));
  },
};

function timesContext(request: Request<'channelFigures' | 'channelWeeks'>) {
  const { region, scope } = authorised(request);
  const { timeZone } = region.registry().file;
  return { pool: request.app.pool, regionId: region.code, timeZone, scope };
}

/** As Russian Excel reads a number; empty while fewer than half have it. */
const hours = (half: HalfWithin | undefined): string =>
  half?.hours == null ? '' : half.hours.toFixed(1).replace('.', ',');

const WEEK_LESS_A_DAY_MS = 6 * 86_400_000;
const sunday = (monday: string) =>
  new Date(Date.parse(`${monday}T00:00:00Z`) + WEEK_LESS_A_DAY_MS).toISOString().slice(0, 10);
