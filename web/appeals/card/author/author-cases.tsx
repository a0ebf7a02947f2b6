import { Button } from '@gravity-ui/uikit';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { IdentityLink } from '../../../../contract/identities.ts';
import { call } from '../../../api/client.ts';
import { useRegistry } from '../../../api/registry.ts';
import { useMay } from '../../../api/session.ts';
import { useFormat } from '../../../format/use-format.ts';
import { StatusMark } from '../../parts/status-mark.tsx';
import file from '../file/file.module.css';
import { FileSection } from '../file/file-section.tsx';
import { LinkForm } from './link-form.tsx';
import { UnlinkForm } from './unlink-form.tsx';

/** Other cases of the author in all channels known to be his; what joins them, and a way to join or to part. */
export function AuthorCasesBlock({ card }: { card: AppealCard }) {
  const { t } = useTranslation('identities');
  const registry = useRegistry();
  const format = useFormat();
  const client = useQueryClient();
  const mayLink = useMay('identities.link');
  const [adding, setAdding] = useState(false);
  const [parting, setParting] = useState<string | null>(null);
  const { data } = useQuery({
    queryKey: ['author', card.id],
    queryFn: ({ signal }) => call('authorCases', { params: { id: card.id }, signal }),
  });
  const done = () => {
    setAdding(false);
    setParting(null);
    void client.invalidateQueries({ queryKey: ['author', card.id] });
    void client.invalidateQueries({ queryKey: ['appeal', card.id] });
  };
  if (!data || (data.rows.length === 0 && !mayLink)) return null;
  return (
    <FileSection
      title={t('title')}
      count={data.rows.length}
      add={mayLink ? t('link') : undefined}
      adding={adding}
      onAdd={() => setAdding(!adding)}
    >
      {adding && <LinkForm id={card.id} onDone={done} />}
      {data.rows.length === 0 && !adding && <p className={file.quiet}>{t('none')}</p>}
      {data.rows.length > 0 && (
        <ul className={file.list}>
          {data.rows.map((row) => (
            <li key={row.id}>
              <span className={file.headline}>
                <Link to="/appeals/$id" params={{ id: row.id }}>
                  {row.number}
                </Link>
                <StatusMark status={row.status} />
              </span>
              <div>{registry.topicName(row.topic) || row.excerpt.slice(0, 80)}</div>
              <small>
                {t(`vocabulary:channel.${row.channel}`)}, {format.moment(row.filedAt)}
              </small>
            </li>
          ))}
        </ul>
      )}
      {data.links.length > 0 && (
        <ul className={file.list} aria-label={t('bonds')}>
          {data.links.map((link) => (
            <li key={link.id}>
              <Bond link={link} />
              {mayLink && parting !== link.id && (
                <Button size="s" view="outlined" onClick={() => setParting(link.id)}>
                  {t('unlink')}
                </Button>
              )}
              {parting === link.id && (
                <UnlinkForm id={card.id} link={link.id} onDone={done} onCancel={() => setParting(null)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </FileSection>
  );
}

function Bond({ link }: { link: IdentityLink }) {
  const { t } = useTranslation('identities');
  const format = useFormat();
  return (
    <>
      <div>
        {t(`proof.${link.proof}`, {
          channel: t(`vocabulary:channel.${link.other.channel}`),
          number: link.other.number,
        })}
      </div>
      <small>
        {[link.by, format.moment(link.at)].filter(Boolean).join(', ')}
        {link.reason && ` · ${link.reason}`}
      </small>
    </>
  );
}
