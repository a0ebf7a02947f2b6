import { describe, expect, it } from 'vitest';
import { type ActionName, CaseAction } from '../../../../contract/casework.ts';
import { PATH } from '../../../../server/casework/index.ts';
import { checkForm, FORMS, type FormValues } from './action-forms.ts';
import { MENU } from './next-step.ts';

const FULL: FormValues = {
  person: 'zoya',
  organisation: 'minzhkh',
  outside: 'Росавтодор',
  level: 'federal',
  why: 'season',
  outcome: 'solved',
  how: 'centre',
  days: '10',
  text: 'Ответ достаточной длины',
  reason: 'Понятная причина',
  comment: 'Хорошо',
  until: '2027-05-20',
};

describe('forms of actions', () => {
  it.each(MENU.flat())('%s asks everything that the contract needs', (action: ActionName) => {
    const values = { ...FULL, ...(action === 'reject' && { why: 'obscene' }) };
    const { input, errors } = checkForm(action, values, 'нужно');
    expect(errors).toBeNull();
    expect(CaseAction.parse(input).action).toBe(action);
    // And what the table of the path demands stands in the form.
    const asked = FORMS[action] ?? [];
    for (const demand of PATH[action].demands) {
      const field = {
        date: action === 'ask_extension' ? 'days' : 'until',
        proof: 'how',
        asked_extension: null,
      }[demand as string];
      if (field === null) continue;
      if (demand === 'organisation') expect(asked).toContain('organisation');
      else expect(asked).toContain(field ?? demand);
    }
  });

  it('says by field what is missing', () => {
    expect(checkForm('transfer', {}, 'нужно').errors).toEqual({ organisation: 'нужно', reason: 'нужно' });
    expect(checkForm('return_draft', { reason: 'нет' }, 'нужно').errors).toEqual({
      reason: 'Напишите причину: хотя бы несколько слов',
    });
    expect(checkForm('assign', {}, 'нужно').errors).toEqual({ person: 'нужно' });
  });
});
