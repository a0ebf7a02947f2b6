import { ChevronDown } from '@gravity-ui/icons';
import { Button, DropdownMenu, Icon } from '@gravity-ui/uikit';
import { useTranslation } from 'react-i18next';
import type { ActionName } from '../../../../contract/casework.ts';
import { useKey } from '../../../palette/use-key.ts';
import styles from './actions.module.css';
import { ACTION_KEYS, type NextStep } from './next-step.ts';

interface ActionBarProps {
  primary: NextStep | null;
  menu: readonly (readonly ActionName[])[];
  /** Off while a form is open or an action is on its way. */
  enabled: boolean;
  onStep: (step: NextStep) => void;
}

const keyOf = (step: NextStep) => (step === 'answer' ? 'w' : step === 'triage' ? 'e' : ACTION_KEYS[step]);

/** The next sensible step as one button; everything else that is possible in a menu, each with its key. */
export function ActionBar({ primary, menu, enabled, onStep }: ActionBarProps) {
  const { t } = useTranslation('casework');
  return (
    <>
      {[...(primary ? [primary] : []), ...menu.flat()].map((step) => (
        <StepKey key={step} step={step} enabled={enabled} onStep={onStep} />
      ))}
      {menu.length > 0 && (
        <DropdownMenu
          renderSwitcher={(props) => (
            <Button {...props} view="outlined" disabled={!enabled}>
              {t(primary ? 'more' : 'actions')}
              <Icon data={ChevronDown} size={14} />
            </Button>
          )}
          items={menu.map((group) =>
            group.map((action) => ({
              text: t(`action.${action}`),
              action: () => onStep(action),
              theme: action === 'reject' ? ('danger' as const) : undefined,
              iconEnd: ACTION_KEYS[action] && (
                <kbd className={styles.key}>{ACTION_KEYS[action].toUpperCase()}</kbd>
              ),
            })),
          )}
          popupProps={{ placement: 'bottom-end' }}
        />
      )}
      {primary && (
        <Button view="action" disabled={!enabled} onClick={() => onStep(primary)} className={styles.primary}>
          {t(`action.${primary}`)}
          {keyOf(primary) && <kbd>{keyOf(primary)!.toUpperCase()}</kbd>}
        </Button>
      )}
    </>
  );
}

function StepKey({
  step,
  enabled,
  onStep,
}: {
  step: NextStep;
  enabled: boolean;
  onStep: (step: NextStep) => void;
}) {
  useKey(keyOf(step) ?? '', () => onStep(step), { enabled: enabled && Boolean(keyOf(step)) });
  return null;
}
