import type { Channel } from '../../../contract/vocabulary.ts';
import { toForeign } from '../../registry/vocabularies.ts';
import type { ExportContext } from '../export-context.ts';
import type { ExportedCase } from '../exported-case.ts';
import { localClock } from './local-time.ts';

const NOT_ELECTRONIC: readonly Channel[] = ['paper', 'reception', 'mfc', 'hotline', 'call122'];

/** A request of ССТУ with its question, as the monthly report on results has it (decree of 17.04.2017 № 171). */
export function sstuRequest(context: ExportContext): (item: ExportedCase) => Record<string, unknown> {
  const clock = localClock(context);
  const day = (moment: Date | null) => moment && clock(moment).slice(0, 10);
  return (item) => {
    const answer = item.answers.findLast((each) => each.kind !== 'interim');
    const topic = item.topic ? context.registry.taxonomy.byCode.get(item.topic) : undefined;
    const responded = answer ? (item.answeredAt ?? item.closedAt) : null;
    return {
      departmentId: context.department,
      isDirect: true,
      format: NOT_ELECTRONIC.includes(item.channel) ? 'Other' : 'Electronic',
      number: item.number,
      createDate: day(item.filedAt),
      name: item.contact?.name ?? '',
      address: item.address ?? '',
      email: item.contact?.email ?? '',
      questions: [
        {
          code: topic?.presidentialCode ?? '',
          status: toForeign('sstu', { status: item.status, outcome: item.outcome }).step,
          incomingDate: day(item.filedAt),
          registrationDate: day(item.registeredAt),
          responseDate: day(responded),
          attachment: answer
            ? { name: `${item.number}.txt`, content: Buffer.from(answer.text).toString('base64') }
            : null,
        },
      ],
    };
  };
}
