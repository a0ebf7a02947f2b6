import type { FastifyInstance } from 'fastify';
import type { RegionFile } from '../registry/region-file.ts';
import type { AppContext } from './app-context.ts';
import { escapeHtml, plainPage, sendPlain } from './plain-markup.ts';

/** What a channel is called to residents, and what to know of it; a channel without a row is not offered to them. */
const CHANNELS: Record<string, { name: string; hint: string }> = {
  vk: { name: 'ВКонтакте', hint: 'комментарий под записью, сообщение или запись в сообществе' },
  telegram: { name: 'Telegram', hint: 'сообщение боту' },
  ok: { name: 'Одноклассники', hint: 'сообщение группе' },
  max: { name: 'MAX', hint: 'сообщение боту' },
  email: {
    name: 'Электронная почта',
    hint: 'письмо считается сообщением, ответ придёт письмом; обращение по закону подаётся через «Госуслуги», письмом на бумаге или на приёме',
  },
  hotline: { name: 'Горячая линия', hint: 'оператор запишет с ваших слов и назовёт номер' },
  call122: { name: 'Служба 122', hint: 'оператор запишет с ваших слов и назовёт номер' },
};

const KINDS: Record<RegionFile['organisations'][number]['type'], string> = {
  ministry: 'Министерства',
  department: 'Департаменты и управления',
  administration: 'Администрации городов и районов',
  institution: 'Учреждения',
  company: 'Предприятия',
  federal: 'Федеральные органы',
  ombudsman: 'Уполномоченные',
  contractor: 'Подрядчики',
};

/** «Куда и как обратиться»: one page for everybody, with and without JavaScript, made of the registry and the channels in use. */
export function bindHowPage(server: FastifyInstance, app: AppContext): void {
  server.get('/how', async (request, reply) => {
    const { region } = request.query as { region?: string };
    return sendPlain(reply, await page(app, `${request.protocol}://${request.host}`, region));
  });
}

async function page(app: AppContext, origin: string, code?: string): Promise<string> {
  const region = app.publicRegion(code);
  const { file } = region.registry();
  const accounts = await app.pool.query(
    'select channel, name from channel_account where region_id = $1 and enabled order by channel, name',
    [region.code],
  );
  const channels = accounts.rows
    .flatMap(({ channel, name }) =>
      CHANNELS[channel] ? [{ ...CHANNELS[channel], account: name as string }] : [],
    )
    .map(
      ({ name, account, hint }) =>
        `<li><b>${escapeHtml(name)}</b> · ${escapeHtml(account)}<small>${escapeHtml(hint)}</small></li>`,
    );
  const snippet = `<script src="${origin}/widget.js" data-org="КОД" async></script>`;
  return plainPage(
    'Куда и как обратиться',
    file.name,
    `<p>Тему и орган выбирать не нужно: напишите, что случилось и где. Обращение получит номер и страницу, на которой видно, кто отвечает и до какого дня.</p>
     <h2>Быстрее всего</h2>
     <ul class="steps">
       <li><b><a href="/report">Форма на этом сайте</a></b><small>без регистрации, с фотографией и точкой на карте</small></li>
       <li><b><a href="/report/plain">Простая форма</a></b><small>для старых телефонов и программ чтения с экрана</small></li>
       ${channels.join('\n')}
     </ul>
     <h2>Лично и на бумаге</h2>
     <ul class="steps">
       <li><b>МФЦ</b><small>оператор запишет обращение и даст расписку с номером</small></li>
       <li><b>Личный приём</b><small>ответ устно или письменно, как попросите</small></li>
       <li><b>Письмо</b><small>укажите фамилию, имя и адрес для ответа; письмо регистрируют не позднее трёх дней после поступления</small></li>
     </ul>
     <h2>Когда ответят</h2>
     <p>Письменное обращение по закону рассматривают до 30 дней после регистрации. На сообщения и звонки отвечают раньше: точный день назван на странице обращения.</p>
     <h2>Кто отвечает в ${escapeHtml(file.nameIn)}</h2>
     ${bodies(file)}
     <h2>Для сайтов органов и учреждений</h2>
     <p>Поставьте форму на свою страницу одной строкой:</p>
     <p><code>${escapeHtml(snippet)}</code></p>`,
  );
}

function bodies({ organisations }: Pick<RegionFile, 'organisations'>): string {
  const sections = Object.entries(KINDS).map(([type, title]) => {
    const names = organisations.filter((body) => body.type === type).map((body) => body.name);
    if (names.length === 0) return '';
    const rows = names.map((name) => `<li>${escapeHtml(name)}</li>`).join('');
    return `<details><summary>${title}: ${names.length}</summary><ul>${rows}</ul></details>`;
  });
  return sections.join('\n');
}
