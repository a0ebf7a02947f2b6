import { Select, TextArea, TextInput } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { OnBehalfChannel } from '../../contract/reception.ts';
import { useFormat } from '../format/use-format.ts';
import { MunicipalitySelect } from '../triage/municipality-select.tsx';
import { CampaignSelect } from './campaign-select.tsx';
import { Labelled } from './labelled.tsx';
import styles from './reception.module.css';
import { type Card, inWriting } from './use-card.ts';

interface CardFormProps {
  channel: OnBehalfChannel;
  card: Card;
  errors: Readonly<Record<string, string>>;
  onChange: (patch: Partial<Card>) => void;
}

type TextName =
  | 'phone'
  | 'name'
  | 'email'
  | 'address'
  | 'office'
  | 'speaker'
  | 'cardNumber'
  | 'postalAddress'
  | 'sender'
  | 'senderNumber';

/** The fields of a channel in the order in which a talk goes: who, what, where, and what this channel alone needs. */
export function CardForm({ channel, card, errors, onChange }: CardFormProps) {
  const { t } = useTranslation('reception');
  const { today } = useFormat();
  const line = (
    name: TextName,
    key = name as string,
    wide = false,
    type: 'text' | 'tel' | 'email' = 'text',
    label = name as string,
  ) => (
    <Labelled label={t(`field.${label}`)} error={errors[key]} wide={wide}>
      {(id) => (
        <TextInput
          id={id}
          size="l"
          type={type}
          autoComplete={false}
          autoFocus={name === 'phone'}
          value={card[name]}
          onUpdate={(value) => onChange({ [name]: value })}
        />
      )}
    </Labelled>
  );
  const day = (name: 'receivedOn' | 'senderDate') => (
    <Labelled label={t(`field.${name}`)} error={errors[name]}>
      {(id) => (
        <input
          id={id}
          type="date"
          className={styles.native}
          max={today}
          value={card[name]}
          onChange={(event) => onChange({ [name]: event.target.value })}
        />
      )}
    </Labelled>
  );
  return (
    <div className={styles.fields}>
      {line('phone', 'contact.phone', false, 'tel')}
      {line('name', 'contact.name')}
      <Labelled label={t('field.text')} error={errors.text} wide>
        {(id) => (
          <TextArea
            size="l"
            id={id}
            minRows={4}
            maxRows={12}
            value={card.text}
            onUpdate={(text) => onChange({ text })}
          />
        )}
      </Labelled>
      {line('address')}
      <Labelled label={t('field.municipality')} error={errors.municipality}>
        {(id) => (
          <MunicipalitySelect
            id={id}
            size="l"
            value={card.municipality}
            onChange={(municipality) => onChange({ municipality })}
          />
        )}
      </Labelled>
      {channel === 'mfc' && line('office')}
      {channel === 'reception' && (
        <>
          {line('speaker')}
          {line('cardNumber')}
          {line('office', 'office', false, 'text', 'place')}
        </>
      )}
      {channel === 'reception' && (
        <Labelled label={t('field.answerForm')}>
          {(id) => (
            <Select
              id={id}
              size="l"
              width="max"
              value={[card.answerForm]}
              onUpdate={([value]) => onChange({ answerForm: value === 'oral' ? 'oral' : 'written' })}
              options={(['written', 'oral'] as const).map((value) => ({
                value,
                content: t(`answerForm.${value}`),
              }))}
            />
          )}
        </Labelled>
      )}
      {channel === 'paper' && (
        <>
          {day('receivedOn')}
          <Labelled label={t('field.scan')}>
            {(id) => (
              <input
                id={id}
                type="file"
                className={styles.native}
                accept="image/jpeg,image/png,application/pdf"
                multiple
                onChange={(event) => onChange({ scans: [...(event.target.files ?? [])] })}
              />
            )}
          </Labelled>
          {line('sender', 'sender', true)}
          {line('senderNumber')}
          {day('senderDate')}
        </>
      )}
      {inWriting(card, channel) && line('postalAddress', 'postalAddress', true)}
      {line('email', 'contact.email', false, 'email')}
      <CampaignSelect
        value={card.campaign}
        error={errors.campaign}
        onChange={(campaign) => onChange({ campaign })}
      />
    </div>
  );
}
