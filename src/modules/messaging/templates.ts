/** What sellers write to their buyers: a template for each occasion and language, in our words until a seller has their own. */
import { type Kysely, type Selectable, sql } from 'kysely'
import type { DB, MessageTemplates, Tx } from '../../db/index.ts'
import { type Language, languages } from '../../kernel/language.ts'
import { checkPlaceholders, defaultText, placeholdersIn } from './placeholders.ts'
import { type MessageTemplate, type TemplateName, templateNames } from './shapes.ts'

type Row = Selectable<MessageTemplates>

/** All of a seller's, those that nobody has reworded too. */
export async function listTemplates(db: Kysely<DB>, sellerId: string): Promise<MessageTemplate[]> {
  const rows = await db.selectFrom('message_templates').selectAll().where('seller_id', '=', sellerId).execute()
  return templateNames.flatMap((template) =>
    languages.map((language) => {
      const own = rows.find((row) => row.template === template && row.language === language)
      return presentTemplate(template, language, own)
    }),
  )
}

/** In which words a seller writes, by language. */
export async function textsOf(
  db: Kysely<DB>,
  sellerId: string,
  template: TemplateName,
): Promise<Record<Language, string>> {
  const all = (await listTemplates(db, sellerId)).filter((one) => one.template === template)
  return Object.fromEntries(all.map(({ language, text }) => [language, text])) as Record<Language, string>
}

export interface Reworded {
  sellerId: string
  template: TemplateName
  language: Language
}

/** @throws Problem template_placeholder_unknown */
export async function rewordTemplate(
  tx: Tx,
  { sellerId, template, language }: Reworded,
  text: string,
  actor: string,
): Promise<MessageTemplate> {
  checkPlaceholders(text, language)
  const said = { text, updated_by: actor, updated_at: sql<Date>`sambatan.now()` }
  const row = await tx
    .insertInto('message_templates')
    .values({ seller_id: sellerId, template, language, ...said })
    .onConflict((conflict) => conflict.columns(['seller_id', 'template', 'language']).doUpdateSet(said))
    .returningAll()
    .executeTakeFirstOrThrow()
  return presentTemplate(template, language, row)
}

/** Our own words again; where they are, nothing changes. */
export async function resetTemplate(tx: Tx, { sellerId, template, language }: Reworded): Promise<MessageTemplate> {
  await tx
    .deleteFrom('message_templates')
    .where('seller_id', '=', sellerId)
    .where('template', '=', template)
    .where('language', '=', language)
    .execute()
  return presentTemplate(template, language, undefined)
}

function presentTemplate(template: TemplateName, language: Language, own: Row | undefined): MessageTemplate {
  return {
    template,
    language,
    text: own?.text ?? defaultText(template, language),
    is_default: own === undefined,
    placeholders: placeholdersIn(language),
    updated_at: own?.updated_at.toISOString() ?? null,
  }
}
