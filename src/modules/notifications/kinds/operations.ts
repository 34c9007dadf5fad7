/** What is told of no campaign: webhooks that were disabled, and what goes wrong with the installation. */
import type { PlainKindDefinition } from './define.ts'

const whyDisabled: Record<string, string[]> = {
  gone: ['webhook_gone_text', 'webhook_mend_text'],
  failing: ['webhook_failing_text', 'webhook_mend_text'],
  maker_demoted: ['webhook_maker_text', 'webhook_check_text'],
}

const disabled: PlainKindDefinition = {
  texts: ({ metadata }) => whyDisabled[String(metadata.cause)] ?? ['webhook_mend_text'],
  leadsTo: 'webhook',
  isTrue: ({ endpoint }) => endpoint?.is_disabled === true,
}

export const operationKinds = {
  webhook_disabled: disabled,
  installation_webhook_disabled: disabled,
  dead_letters: { leadsTo: 'dead_letters', isTrue: ({ standing }) => standing.dead_letters > 0 },
  jobs_failed: { leadsTo: 'health' },
  lifecycle_failed: { leadsTo: 'scheduler', isTrue: ({ standing }) => standing.failing_campaigns > 0 },
} satisfies Record<string, PlainKindDefinition>
