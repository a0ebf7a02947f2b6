import { Select, TextArea, TextInput } from '@gravity-ui/uikit';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppealCard } from '../../../../contract/appeals.ts';
import { type ActionName, POSTPONE_REASONS, REJECT_REASONS } from '../../../../contract/casework.ts';
import { LEVELS, OUTCOMES } from '../../../../contract/vocabulary.ts';
import { BodySelect } from '../../../pickers/body-select.tsx';
import { type FieldName, FORMS, type FormValues } from './action-forms.ts';
import styles from './actions.module.css';
import { DateChoice } from './date-choice.tsx';
import { PersonChoice } from './person-choice.tsx';

interface ActionFieldsProps {
  card: Pick<AppealCard, 'id' | 'organisation'>;
  action: ActionName;
  values: FormValues;
  errors: Partial<Record<FieldName, string>>;
  onChange: (field: FieldName, value: string) => void;
}

/** Exactly what the action demands, the first field with the cursor in it. */
export function ActionFields({ card, action, values, errors, onChange }: ActionFieldsProps) {
  const { t } = useTranslation(['casework', 'vocabulary']);
  const options: Partial<Record<FieldName, { value: string; content: string }[]>> = {
    level: LEVELS.map((value) => ({ value, content: t(`vocabulary:level.${value}`) })),
    outcome: OUTCOMES.map((value) => ({ value, content: t(`vocabulary:outcome.${value}`) })),
    // A photo is attached where photos are; the other ways need only a word.
    how: ['on_site', 'resident', 'centre'].map((value) => ({ value, content: t(`how.${value}`) })),
    why:
      action === 'reject'
        ? REJECT_REASONS.map((value) => ({ value, content: t(`rejectWhy.${value}`) }))
        : POSTPONE_REASONS.filter((value) => value !== 'resident').map((value) => ({
            value,
            content: t(`postponeWhy.${value}`),
          })),
  };
  const control = (field: FieldName, id: string, first: boolean): ReactNode => {
    const value = values[field] ?? '';
    const error = errors[field];
    const shared = { id, validationState: error ? ('invalid' as const) : undefined };
    const described = error ? `${id}-error` : undefined;
    switch (field) {
      case 'person':
        return <PersonChoice caseId={card.id} value={value} onChange={(login) => onChange(field, login)} />;
      case 'until':
        return (
          <DateChoice
            id={id}
            value={value}
            onChange={(day) => onChange(field, day)}
            invalid={Boolean(error)}
            describedBy={described}
          />
        );
      case 'organisation':
        return (
          <BodySelect
            id={id}
            value={value}
            onChange={(code) => onChange(field, code)}
            but={card.organisation}
            placeholder={t('placeholder.organisation')}
            invalid={Boolean(error)}
          />
        );
      case 'level':
      case 'outcome':
      case 'how':
      case 'why':
        return (
          <Select
            {...shared}
            width="max"
            placeholder={t('placeholder.choose')}
            value={value ? [value] : []}
            onUpdate={([code]) => onChange(field, code ?? '')}
            options={options[field]}
          />
        );
      case 'days':
      case 'outside':
        return (
          <TextInput
            {...shared}
            type={field === 'days' ? 'number' : 'text'}
            autoFocus={first}
            value={value}
            onUpdate={(next) => onChange(field, next)}
            controlProps={{ 'aria-describedby': described, ...(field === 'days' && { min: 1, max: 30 }) }}
          />
        );
      default:
        return (
          <TextArea
            {...shared}
            autoFocus={first}
            minRows={field === 'text' ? 6 : 3}
            maxRows={14}
            value={value}
            placeholder={t(`placeholder.${action}.${field}`, { defaultValue: '' })}
            onUpdate={(next) => onChange(field, next)}
            controlProps={{ 'aria-describedby': described }}
          />
        );
    }
  };
  return (FORMS[action] ?? []).map((field, index) => {
    const id = `act-${field}`;
    return (
      <div key={field} className={styles.field}>
        <label htmlFor={id}>{t(`field.${action}.${field}`, { defaultValue: t(`field.${field}`) })}</label>
        {control(field, id, index === 0)}
        {errors[field] && (
          <p id={`${id}-error`} className={styles.error} role="alert">
            {errors[field]}
          </p>
        )}
      </div>
    );
  });
}
