import { useEffect, useRef, useState } from 'react';
import type { AppealCard } from '../../../../contract/appeals.ts';
import type { ActionName, CaseActionInput } from '../../../../contract/casework.ts';
import type { Problem } from '../../../../contract/problem.ts';
import { useMay, useSession } from '../../../api/session.ts';
import { FORMS } from './action-forms.ts';
import { menuOf, type NextStep, nextStep, standingOf } from './next-step.ts';
import { useCaseAction } from './use-case-action.ts';

/** What the reader may do with this card and how far it has come: a form open, an answer being written, a refusal to read. */
export function useCardSteps(card: AppealCard, triage: () => void) {
  const session = useSession();
  const mayDecide = useMay('triage.decide');
  const { act, busy } = useCaseAction(card.id);
  const [dialog, setDialog] = useState<ActionName | null>(null);
  const [refusal, setRefusal] = useState<Problem | null>(null);
  const [asked, setAsked] = useState(false);
  const offered = card.life.actions.map((each) => each.action);
  const standing = standingOf(card, session);
  const primary = nextStep(offered, standing, mayDecide && card.triage === 'queue');
  const mayWrite = offered.includes('submit');
  const writing = mayWrite && (standing.mine || asked);

  const focusAnswer = useRef(false);
  useEffect(() => {
    if (!writing || !focusAnswer.current) return;
    focusAnswer.current = false;
    goToAnswer();
  }, [writing]);

  const start = async (step: NextStep) => {
    setRefusal(null);
    if (step === 'triage') return triage();
    if (step === 'answer') {
      if (writing) return goToAnswer();
      focusAnswer.current = true;
      return setAsked(true);
    }
    if (FORMS[step]) return setDialog(step);
    // Nothing to ask: done at the press; who takes a case goes on to write.
    if (step === 'take') focusAnswer.current = true;
    setRefusal(await act({ action: step } as CaseActionInput));
  };

  return {
    primary,
    menu: menuOf(offered, standing, primary),
    standing,
    /** Drafts are the body's and of whoever agrees to them. */
    seesDrafts: offered.length > 0 || standing.mine || standing.turn,
    mayWrite,
    writing,
    dialog,
    closeDialog: () => setDialog(null),
    refusal,
    busy,
    act,
    start: (step: NextStep) => void start(step),
  };
}

function goToAnswer(): void {
  const fields = [...document.querySelectorAll<HTMLTextAreaElement>('#answer [data-block] textarea')];
  const field = fields.find((each) => each.value === '') ?? fields[0];
  field?.focus({ preventScroll: true });
  document.getElementById('answer')?.scrollIntoView({ block: 'nearest' });
}
