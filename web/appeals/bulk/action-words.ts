import type { CaseActionInput } from '../../../contract/casework.ts';

/** An action with what it says, in one line: «Передать: не наша дорога». */
export function actionWords(action: CaseActionInput, t: (key: never) => string): string {
  const said = 'reason' in action ? action.reason : 'to' in action ? action.to : null;
  const name = t(`casework:action.${action.action}` as never);
  const until = 'until' in action ? ` (${action.until})` : '';
  return `${name}${until}${said ? `: ${said}` : ''}`;
}
