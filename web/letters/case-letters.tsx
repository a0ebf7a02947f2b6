import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../contract/appeals.ts';
import { endpoints } from '../../contract/endpoints.ts';
import { addressOf, call } from '../api/client.ts';
import { useFormat } from '../format/use-format.ts';
import styles from './case-letters.module.css';

/** What of the case can be sent on the letterhead, and how it came on paper or in person. */
export function CaseLettersBlock({ card }: { card: AppealCard }) {
  const { t } = useTranslation('letters');
  const format = useFormat();
  const query = useQuery({
    queryKey: ['appeal', card.id, 'letters', card.version],
    queryFn: ({ signal }) => call('caseLetters', { params: { id: card.id }, signal }),
  });
  if (!query.data) return null;
  const { rows, received } = query.data;
  const file = (source: string, as: 'pdf' | 'docx') =>
    addressOf(endpoints.letterFile.path, { id: card.id, source }, { as });
  const late =
    received?.registrationDueAt != null && received.registeredAt > received.registrationDueAt
      ? received.registrationDueAt
      : null;
  const facts = received
    ? [
        received.receivedOn !== received.registeredAt.slice(0, 10) &&
          t('received', { day: format.longDay(received.receivedOn) }),
        received.sender && t('sender', { name: received.sender }),
        received.senderNumber &&
          t(received.senderDate ? 'senderNumberOn' : 'senderNumber', {
            number: received.senderNumber,
            day: received.senderDate ? format.longDay(received.senderDate) : '',
          }),
        received.speaker && t('speaker', { name: received.speaker }),
        received.cardNumber && t('cardNumber', { number: received.cardNumber }),
        received.office && t('office', { code: received.office }),
        received.answerForm === 'oral' && t('oral'),
        received.postalAddress && t('byPost', { address: received.postalAddress }),
      ].filter((fact) => typeof fact === 'string')
    : [];
  return (
    <section className={styles.letters} aria-label={t('title')}>
      <h3>{t('title')}</h3>
      {facts.map((fact) => (
        <p key={fact}>{fact}</p>
      ))}
      {late && (
        <p data-late>
          {t('registeredLate', { when: format.full(received!.registeredAt), day: format.full(late) })}
        </p>
      )}
      <ul>
        {[...rows].reverse().map((row) => (
          <li key={row.source}>
            <span>
              {t(`kind.${row.kind}`)}
              <small>
                {[
                  row.number && `№ ${row.number}`,
                  format.moment(row.at),
                  row.state === 'to_print' && t('toPrint'),
                  row.state === 'sent' && row.sentOn && t('sentOn', { day: format.longDay(row.sentOn) }),
                  row.track,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </small>
            </span>
            <span className={styles.files}>
              <a href={file(row.source, 'docx')} download>
                DOCX
              </a>
              <a href={file(row.source, 'pdf')} target="_blank" rel="noreferrer">
                PDF
              </a>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
