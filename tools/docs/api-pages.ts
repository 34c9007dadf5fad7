/** The reference of the API as pages: of openapi.json, and of the catalogue of problems. */
import { STATUS_CODES } from 'node:http'
import { curlLine, type Entry, limits, needsKey, operationsOf, typeName } from '../../src/http/docs-pages.ts'
import type { OpenApiDocument, Operation, Parameter, Schema } from '../../src/http/openapi.ts'
import { catalogue, detailOf, problemCodes, titleOf } from '../../src/http/problem-catalogue.ts'
import { slugOf } from './pages.ts'

/** By their path. */
export function apiPages(document: OpenApiDocument): Map<string, string> {
  const pages = new Map([
    ['api/index.md', firstPage(document)],
    ['api/shapes.md', shapesPage(document)],
    ['api/problems.md', problemsPage()],
  ])
  for (const { name, description } of document.tags ?? []) {
    const operations = operationsOf(document).filter(({ operation }) => operation.tags?.[0] === name)
    const sections = operations.map((entry) => operationSection(document, entry))
    pages.set(pageOf(name), [`# ${titleCase(name)}`, description, ...sections].join('\n\n'))
  }
  return pages
}

const pageOf = (tag: string) => `api/${tag.replaceAll(' ', '-')}.md`

const titleCase = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

function firstPage(document: OpenApiDocument): string {
  const tags = (document.tags ?? []).map(({ name, description }) => {
    const operations = operationsOf(document).filter(({ operation }) => operation.tags?.[0] === name)
    const page = `./${pageOf(name).slice('api/'.length)}`
    const links = operations.map(
      ({ operation }) => `- [${operation.summary}](${page}#${slugOf(operation.summary ?? '')})`,
    )
    return [`## [${titleCase(name)}](${page})`, description, links.join('\n')].join('\n\n')
  })
  return [
    '# The API',
    document.info.description ?? '',
    'Routes marked **key** need `Authorization: Bearer <service key>`, an API key, a token of your marketplace, or a session. Every POST takes an `Idempotency-Key`: a repeat with the same key has one effect and gets the first answer. Lists are arrays; where the next page is stands in the `Link` header. The same is at `/docs` of each installation, and as OpenAPI 3.1 at `/openapi.json`.',
    'What comes back is in [Shapes](./shapes.md), and what is refused, with its words, in [Problems](./problems.md).',
    ...tags,
  ].join('\n\n')
}

function operationSection(document: OpenApiDocument, { path, method, operation }: Entry): string {
  const body = operation.requestBody?.content['application/json']?.schema
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  const answered = answer?.content?.['application/json']?.schema
  return [
    `## ${operation.summary}`,
    `\`${method.toUpperCase()} ${path}\`${needsKey(operation) ? ' · **key**' : ''}`,
    operation.description ?? '',
    parametersTable(document, operation),
    body === undefined
      ? ''
      : `**Body**${operation.requestBody?.required ? '' : ' (may be left out)'}\n\n${fieldsTable(document, body) || typeIn(document, body)}`,
    answered === undefined
      ? `**Answer ${status}**: ${answer?.description ?? ''}`
      : `**Answer ${status}**: ${typeIn(document, answered)}\n\n${answered.$ref || answered.items?.$ref ? '' : fieldsTable(document, answered)}`,
    problemsOf(operation),
    `\`\`\`sh\n${curlLine(document, method, path, operation)}\n\`\`\``,
  ]
    .filter((part) => part.trim() !== '')
    .join('\n\n')
}

function parametersTable(document: OpenApiDocument, operation: Operation): string {
  const parameters = (operation.parameters ?? []).filter((one): one is Parameter => 'name' in one)
  const rows = parameters.map(({ name, in: place, required, schema, description }) => {
    const what = [typeIn(document, schema), limits(schema), `in ${place}`, required ? '**required**' : '']
    return row(name, what.filter(Boolean).join(', '), description)
  })
  return table(rows)
}

function fieldsTable(document: OpenApiDocument, schema: Schema): string {
  const rows = Object.entries(schema.properties ?? {}).map(([name, field]) => {
    const isRequired = schema.required?.includes(name) && schema.additionalProperties === false
    const what = [typeIn(document, field), limits(field), isRequired ? '**required**' : '']
    return row(name, what.filter(Boolean).join(', '), field.description)
  })
  return table(rows)
}

function table(rows: string[]): string {
  return rows.length === 0 ? '' : ['| field | | |', '| --- | --- | --- |', ...rows].join('\n')
}

function row(name: string, what: string, about = ''): string {
  return `| \`${name}\` | ${cell(what)} | ${cell(about)} |`
}

const cell = (text: string) => text.replaceAll('|', '\\|').replace(/\s+/g, ' ')

/** Its type, with links to the shapes that it names. */
function typeIn({ components: { schemas } }: OpenApiDocument, schema: Schema): string {
  return typeName(schema).replace(/\b[A-Z]\w+/g, (name) =>
    Object.hasOwn(schemas, name) ? `[${name}](./shapes.md#${slugOf(name)})` : name,
  )
}

/** The descriptions of responses name them. */
function problemsOf(operation: Operation): string {
  const codes = Object.entries(operation.responses).flatMap(([, { description }]) =>
    [...description.matchAll(/`(\w+)`: [^`]+\.(?= `|$)/g)].map(([, code]) => code!),
  )
  const links = codes.map((code) => `[\`${code}\`](./problems.md#${code})`)
  return links.length === 0 ? '' : `Problems: ${links.join(', ')}`
}

function shapesPage(document: OpenApiDocument): string {
  const shapes = Object.entries(document.components.schemas).sort(([a], [b]) => (a < b ? -1 : 1))
  const sections = shapes.map(([name, schema]) =>
    [`## ${name}`, schema.description ?? '', fieldsTable(document, schema) || typeIn(document, schema)]
      .filter((part) => part !== '')
      .join('\n\n'),
  )
  return ['# Shapes', 'What the API answers with, by name.', ...sections].join('\n\n')
}

function problemsPage(): string {
  const byStatus = Map.groupBy(
    problemCodes.toSorted((a, b) => a.localeCompare(b)),
    (code) => catalogue[code].status,
  )
  const sections = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => {
      const each = codes.map((code) => {
        const says = (language: 'id' | 'en') =>
          `${titleOf(code, language)}. ${detailOf(code, language, (name) => `{${name}}`)}`
        return `### ${code}\n\n${plain(says('en'))}\n\n*${plain(says('id'))}*`
      })
      return [`## ${status} ${STATUS_CODES[status]}`, ...each].join('\n\n')
    })
  return [
    '# Problems',
    'Every answer that is an error is an RFC 9457 problem. Programs go by its `code`, which never changes; people read its `detail`, in Indonesian, or in English with `Accept-Language: en`. Words in braces are filled in. Where fields are wrong, `errors` names each one.',
    ...sections,
  ].join('\n\n')
}

/** Sentences for people hold no marks. */
const plain = (text: string) => text.replace(/[\\*_[\]]/g, '\\$&')
