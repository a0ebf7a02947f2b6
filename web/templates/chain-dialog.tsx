import { ArrowDown, ArrowUp, Xmark } from '@gravity-ui/icons';
import { Button, Dialog, Icon, Select, Switch, TextInput } from '@gravity-ui/uikit';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  APPROVER_ROLES,
  type ApprovalChain,
  type ApprovalStep,
  CHAIN_STEPS_MAX,
  type ChainApprover,
} from '../../contract/approval-chains.ts';
import { OUTCOMES, type Outcome } from '../../contract/vocabulary.ts';
import { call } from '../api/client.ts';
import { useRegistry } from '../api/registry.ts';
import { useBodyOptions } from '../pickers/body-select.tsx';
import { toaster } from '../theme/toaster.ts';
import { Refused } from './refused.tsx';
import styles from './templates-page.module.css';

interface ChainDialogProps {
  chain: ApprovalChain | null;
  approvers: readonly ChainApprover[];
  onClose: () => void;
}

const ANY = '-';
const FIRST: ApprovalStep = { role: 'approver', person: null, term: { amount: 1, unit: 'working_days' } };
const UNITS = ['working_hours', 'working_days'] as const;

/** For which answers, who in what order, each with a term; a running approval does not notice the change. */
export function ChainDialog({ chain, approvers, onClose }: ChainDialogProps) {
  const { t } = useTranslation(['chains', 'vocabulary', 'shell', 'casefile', 'norms']);
  const registry = useRegistry();
  const bodies = useBodyOptions();
  const client = useQueryClient();
  const [value, setValue] = useState({
    title: chain?.title ?? '',
    organisation: chain?.organisation ?? null,
    topic: chain?.topic ?? null,
    outcome: chain?.outcome ?? (null as Outcome | null),
    steps: chain?.steps.map(({ role, person, term }): ApprovalStep => ({ role, person, term })) ?? [FIRST],
    minSteps: chain?.minSteps ?? 1,
    enabled: chain?.enabled ?? true,
  });
  const setSteps = (steps: ApprovalStep[]) =>
    setValue({ ...value, steps, minSteps: Math.max(1, Math.min(value.minSteps, steps.length)) });
  const patch = (at: number, part: Partial<ApprovalStep>) =>
    setSteps(value.steps.map((step, each) => (each === at ? { ...step, ...part } : step)));
  const move = (at: number, by: -1 | 1) => {
    const steps = [...value.steps];
    [steps[at], steps[at + by]] = [steps[at + by]!, steps[at]!];
    setSteps(steps);
  };
  const save = useMutation({
    mutationFn: async () => {
      if (chain) await call('changeChain', { params: { id: chain.id }, body: value });
      else await call('addChain', { body: value });
    },
    onSuccess: async () => {
      await Promise.all(
        [['chains'], ['chain-preview']].map((queryKey) => client.invalidateQueries({ queryKey })),
      );
      toaster.add({ name: 'chain', title: t('saved', { title: value.title }), autoHiding: 5000 });
      onClose();
    },
  });
  const option = (code: string, name: string) => ({ value: code, content: name, text: name });
  const choose = (
    field: 'organisation' | 'topic' | 'outcome',
    any: string,
    options: ReturnType<typeof option>[],
  ) => (
    <>
      <label htmlFor={`chain-${field}`}>{t(`field.${field}`)}</label>
      <Select
        id={`chain-${field}`}
        width="max"
        filterable={field !== 'outcome'}
        value={[value[field] ?? ANY]}
        onUpdate={([code]) => setValue({ ...value, [field]: code === ANY ? null : (code ?? null) })}
        options={[option(ANY, any), ...options]}
      />
    </>
  );
  const fits = (role: ApprovalStep['role']) =>
    approvers.filter(
      (person) => person.role === role || (role === 'approver' && person.role === 'coordinator'),
    );
  return (
    <Dialog open onClose={onClose} size="m" aria-labelledby="chain-title" disableHeightTransition>
      <Dialog.Header caption={chain?.title ?? t('add')} id="chain-title" />
      <Dialog.Body>
        <div className={styles.form}>
          <label htmlFor="chain-name">{t('field.title')}</label>
          <TextInput
            id="chain-name"
            autoFocus
            value={value.title}
            onUpdate={(title) => setValue({ ...value, title })}
          />
          {choose('organisation', t('anyBody'), bodies)}
          {choose(
            'topic',
            t('anyTopic'),
            registry.topics.map(({ code }) => option(code, registry.topicPath(code))),
          )}
          {choose(
            'outcome',
            t('anyOutcome'),
            OUTCOMES.map((each) => option(each, t(`vocabulary:outcome.${each}`))),
          )}
          <fieldset className={styles.steps}>
            <legend>{t('steps')}</legend>
            {value.steps.map((step, at) => (
              <div key={at} className={styles.step}>
                <b>{at + 1}</b>
                <Select
                  aria-label={t('field.role')}
                  width="max"
                  value={[step.role]}
                  onUpdate={([role]) => patch(at, { role: role as ApprovalStep['role'], person: null })}
                  options={APPROVER_ROLES.map((role) => option(role, t(`shell:role.${role}`)))}
                />
                <Select
                  aria-label={t('field.person')}
                  width="max"
                  filterable
                  value={[step.person ?? ANY]}
                  onUpdate={([login]) => patch(at, { person: login === ANY ? null : (login ?? null) })}
                  options={[
                    option(ANY, t('anyPerson')),
                    ...fits(step.role).map(({ login, name, organisation }) =>
                      option(
                        login,
                        organisation ? `${name}, ${registry.organisationName(organisation)}` : name,
                      ),
                    ),
                  ]}
                />
                <TextInput
                  type="number"
                  className={styles.amount}
                  controlProps={{ 'aria-label': t('field.term'), min: 1, max: 60 }}
                  value={Number.isNaN(step.term.amount) ? '' : String(step.term.amount)}
                  onUpdate={(text) =>
                    patch(at, { term: { ...step.term, amount: Number.parseInt(text, 10) } })
                  }
                  validationState={step.term.amount >= 1 ? undefined : 'invalid'}
                />
                <Select
                  aria-label={t('field.unit')}
                  value={[step.term.unit]}
                  onUpdate={([unit]) =>
                    patch(at, { term: { ...step.term, unit: unit as (typeof UNITS)[number] } })
                  }
                  options={UNITS.map((unit) => option(unit, t(`unit.${unit}`)))}
                />
                <span className={styles.moves}>
                  <Button
                    view="flat"
                    size="s"
                    disabled={at === 0}
                    onClick={() => move(at, -1)}
                    aria-label={t('up')}
                    title={t('up')}
                  >
                    <Icon data={ArrowUp} size={14} />
                  </Button>
                  <Button
                    view="flat"
                    size="s"
                    disabled={at === value.steps.length - 1}
                    onClick={() => move(at, 1)}
                    aria-label={t('down')}
                    title={t('down')}
                  >
                    <Icon data={ArrowDown} size={14} />
                  </Button>
                  <Button
                    view="flat"
                    size="s"
                    disabled={value.steps.length === 1}
                    onClick={() => setSteps(value.steps.filter((_, each) => each !== at))}
                    aria-label={t('drop')}
                    title={t('drop')}
                  >
                    <Icon data={Xmark} size={14} />
                  </Button>
                </span>
              </div>
            ))}
            <Button
              view="outlined"
              disabled={value.steps.length >= CHAIN_STEPS_MAX}
              onClick={() => setSteps([...value.steps, FIRST])}
            >
              {t('addStep')}
            </Button>
          </fieldset>
          <label htmlFor="chain-least">{t('field.minSteps')}</label>
          <Select
            id="chain-least"
            value={[String(value.minSteps)]}
            onUpdate={([least]) => setValue({ ...value, minSteps: Number(least) })}
            options={value.steps.map((_, at) => option(String(at + 1), String(at + 1)))}
          />
          <small className={styles.quiet}>{t('leastAbout')}</small>
          <Switch checked={value.enabled} onUpdate={(enabled) => setValue({ ...value, enabled })}>
            {t('enabled')}
          </Switch>
          {chain && chain.running > 0 && (
            <small className={styles.quiet}>{t('runningStay', { count: chain.running })}</small>
          )}
          <Refused error={save.error} />
        </div>
      </Dialog.Body>
      <Dialog.Footer
        textButtonApply={t('casefile:save')}
        textButtonCancel={t('shell:cancel')}
        loading={save.isPending}
        propsButtonApply={{
          disabled: value.title.trim().length < 3 || value.steps.some(({ term }) => !(term.amount >= 1)),
        }}
        onClickButtonApply={() => save.mutate()}
        onClickButtonCancel={onClose}
      />
    </Dialog>
  );
}
