/** The pages under /docs: HTML as text, because they have no state and no parts worth a component. */
import { STATUS_CODES } from 'node:http'
import type { Language } from '../kernel/language.ts'
import { say } from '../kernel/messages.ts'
import { Problem, type ProblemCode, type Problems } from '../kernel/problem.ts'
import type { OpenApiDocument, Operation, Parameter, Schema } from './openapi.ts'
import { catalogue, describeProblem, detailOf, problemCodes, titleOf } from './problem-catalogue.ts'

interface PageOptions {
  language?: Language
  head?: string
}

export function page(title: string, body: string, { language = 'en', head = '' }: PageOptions = {}): string {
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${head}
<title>${escapeHtml(title)} · Sambatan</title><link rel="stylesheet" href="/docs/style.css"></head>
<body><main>${body}</main></body></html>`
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)
}

/** Our descriptions are plain sentences with `code` in them. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, '<code>$1</code>')
}

const quickStart = `export SAMBATAN=http://127.0.0.1:3000
export SAMBATAN_SERVICE_KEY=…   # shown when the server starts

curl "$SAMBATAN/api/sambatan/campaigns?status=active"`

/** Every route, by its tag, with its parameters, its problems and a curl line that works on a fresh installation. */
export function referencePage(document: OpenApiDocument): string {
  const tags = document.tags ?? []
  const sections = tags.map(({ name, description }) => {
    const operations = operationsOf(document).filter(({ operation }) => operation.tags?.[0] === name)
    return `<h2 id="${name}">${titleCase(name)}</h2><p class="soft">${prose(description)}</p>
${operations.map((entry) => operationSection(document, entry)).join('')}`
  })
  return page(
    'API',
    `<h1>Sambatan API</h1>
<p>${prose(document.info.description ?? '')}</p>
<nav>${tags.map(({ name }) => `<a href="#${name}">${titleCase(name)}</a>`).join('')}
<a href="/docs/problems">Problems</a><a href="/openapi.json">openapi.json</a></nav>
<p>Routes marked <span class="key">key</span> need <code>Authorization: Bearer &lt;service key&gt;</code>. Every POST takes an
<code>Idempotency-Key</code>: a repeat with the same key has one effect and gets the first answer. Lists are arrays; where
the next page is stands in the <code>Link</code> header.</p>
<div class="quick"><pre>${escapeHtml(quickStart)}</pre></div>
${sections.join('')}`,
  )
}

export interface Entry {
  path: string
  method: string
  operation: Operation
}

export function operationsOf(document: OpenApiDocument): Entry[] {
  return Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ path, method, operation })),
  )
}

function titleCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

export function needsKey(operation: Operation): boolean {
  return operation.security?.length === 1
}

function operationSection(document: OpenApiDocument, { path, method, operation }: Entry): string {
  const body = operation.requestBody?.content['application/json']?.schema
  const [status, answer] = Object.entries(operation.responses).find(([code]) => code.startsWith('2')) ?? []
  const answerSchema = answer?.content?.['application/json']?.schema
  return `<details><summary><code><span class="method ${method}">${method.toUpperCase()}</span> ${escapeHtml(path)}</code>
${needsKey(operation) ? '<span class="key">key</span>' : ''}<span>${prose(operation.summary ?? '')}</span></summary><div class="body" id="${operation.operationId}">
${operation.description ? `<p>${prose(operation.description)}</p>` : ''}
${parametersTable(operation)}
${body ? `<h3>Body${operation.requestBody?.required ? '' : ' (may be left out)'}</h3>${schemaTable(document, body)}` : ''}
<h3>Answer ${status}</h3>${answerSchema ? schemaTable(document, answerSchema) : `<p>${prose(answer?.description ?? '')}</p>`}
${problemsTable(operation)}
<h3>Try it</h3><pre>${escapeHtml(curlLine(document, method, path, operation))}</pre></div></details>`
}

function parametersTable(operation: Operation): string {
  const parameters = (operation.parameters ?? []).filter((parameter): parameter is Parameter => 'name' in parameter)
  if (parameters.length === 0) return ''
  const rows = parameters.map(({ name, in: place, required, schema, description }) => {
    const where = `in ${place}${required ? ', required' : ''}`
    return row(name, [typeName(schema), limits(schema), where].filter(Boolean).join(', '), description)
  })
  return `<h3>Parameters</h3>${table(rows)}`
}

/** The codes of a route as links, by status; our descriptions of responses name them. */
function problemsTable(operation: Operation): string {
  const rows = Object.entries(operation.responses).flatMap(([status, { description }]) => {
    const codes = [...description.matchAll(/`(\w+)`: [^`]+\.(?= `|$)/g)].map((match) => match[1]!)
    if (codes.length === 0) return []
    const links = codes.map((code) => `<a href="/docs/problems/${code}">${code}</a>`)
    return [`<tr><td>${status}</td><td class="codes">${links.join(' · ')}</td></tr>`]
  })
  return rows.length === 0 ? '' : `<h3>Problems</h3><div class="narrow">${table(rows)}</div>`
}

function table(rows: string[]): string {
  return `<table>${rows.join('')}</table>`
}

function row(name: string, type: string, description: string | undefined): string {
  const about = description ? `<div>${prose(description)}</div>` : ''
  return `<tr><td>${escapeHtml(name)}</td><td>${escapeHtml(type)}${about}</td></tr>`
}

function resolve(document: OpenApiDocument, schema: Schema): Schema {
  const name = schema.$ref?.split('/').at(-1)
  return name === undefined ? schema : (document.components.schemas[name] ?? schema)
}

function schemaTable(document: OpenApiDocument, schema: Schema): string {
  const root = resolve(document, schema)
  const object = root.items ? resolve(document, root.items) : root
  const rows = Object.entries(object.properties ?? {}).map(([name, field]) => {
    const required = object.required?.includes(name) && object.additionalProperties === false ? 'required' : ''
    return row(name, [typeName(field), limits(field), required].filter(Boolean).join(', '), field.description)
  })
  if (rows.length === 0) return '<p>Nothing.</p>'
  return `${root.items ? '<p>An array of:</p>' : ''}${table(rows)}`
}

export function typeName(schema: Schema): string {
  if (schema.$ref) return schema.$ref.split('/').at(-1)!
  if (schema.enum) return schema.enum.join(' | ')
  if (schema.const !== undefined) return String(schema.const)
  if (schema.anyOf) return schema.anyOf.map(typeName).join(' or ')
  if (schema.items) return `array of ${typeName(schema.items)}`
  const types = [schema.type].flat().map((type) => (type === 'string' && schema.format ? schema.format : type))
  return types.filter(Boolean).join(' or ') || 'any'
}

/** What a value may be, in few words. */
export function limits(schema: Schema): string {
  const byDefault = schema.default === undefined ? '' : `default ${schema.default}`
  return [range(schema), byDefault].filter(Boolean).join(', ')
}

function range(schema: Schema): string {
  const { minimum, maximum, minLength, maxLength } = schema
  if (maxLength !== undefined) return `${minLength ? `${minLength} to ` : 'at most '}${maxLength} characters`
  if (minimum !== undefined && maximum !== undefined) return `${minimum} to ${maximum}`
  if (minimum !== undefined) return `at least ${minimum}`
  return ''
}

export function curlLine(document: OpenApiDocument, method: string, path: string, operation: Operation): string {
  const address = `"$SAMBATAN${path.replace('{id}', '$ID')}"`
  const stream = operation.responses['200']?.content?.['text/event-stream'] ? ' -N' : ''
  const parts = [`curl${method === 'get' ? stream : ` -X ${method.toUpperCase()}`} ${address}`]
  if (needsKey(operation)) parts.push('-H "Authorization: Bearer $SAMBATAN_SERVICE_KEY"')
  const body = operation.requestBody?.content['application/json']?.schema
  const example = body && exampleOf(resolve(document, body))
  if (example) parts.push("-H 'Content-Type: application/json'", `-d '${JSON.stringify(example)}'`)
  return parts.join(' \\\n  ')
}

/** The required fields and those with an example: enough for a request that is understood. */
function exampleOf(schema: Schema): Record<string, unknown> | undefined {
  const fields = Object.entries(schema.properties ?? {}).filter(
    ([name, field]) => schema.required?.includes(name) || field.examples !== undefined,
  )
  if (fields.length === 0) return undefined
  const valueFor = (name: string, field: Schema) =>
    field.examples?.[0] ?? (field.format === 'date-time' ? '2030-01-01T12:00:00Z' : `<${name}>`)
  return Object.fromEntries(fields.map(([name, field]) => [name, valueFor(name, field)]))
}

/** All problems, by their status. */
export function problemsPage(): string {
  const byStatus = Map.groupBy(
    problemCodes.toSorted((a, b) => a.localeCompare(b)),
    (code) => catalogue[code].status,
  )
  const sections = [...byStatus]
    .sort(([a], [b]) => a - b)
    .map(([status, codes]) => {
      const rows = codes.map(
        (code) =>
          `<tr><td><a href="/docs/problems/${code}">${code}</a></td><td>${escapeHtml(titleOf(code, 'en'))}<div lang="id">${escapeHtml(titleOf(code, 'id'))}</div></td></tr>`,
      )
      return `<h2 id="${status}">${status} ${STATUS_CODES[status]}</h2>${table(rows)}`
    })
  return page(
    'Problems',
    `<nav class="crumbs"><a href="/docs">API</a> / Problems</nav><h1>Problems</h1>
<p>Every answer that is an error is an RFC 9457 problem. Programs go by its <code>code</code>, which never changes; people
read its <code>detail</code>, in Indonesian, or in English with <code>Accept-Language: en</code>. Where fields are wrong,
<code>errors</code> names each one.</p>${sections.join('')}`,
  )
}

/** One problem: what it says in both languages, and which routes can answer with it. */
export function problemPage(code: ProblemCode, document: OpenApiDocument): string {
  const definition = catalogue[code]
  const says = (language: 'en' | 'id', name: string) => {
    const title = titleOf(code, language)
    const detail = withNames(code, language)
    const filled = escapeHtml(detail).replace(/\{\w+\}/g, '<code>$&</code>')
    return `<section class="says" lang="${language}"><small lang="en">${name}</small><h2>${escapeHtml(title)}</h2><p>${filled}</p></section>`
  }
  const routes = operationsOf(document).filter(({ operation }) =>
    operation.responses[definition.status]?.description.includes(`\`${code}\``),
  )
  const rows = routes.map(
    ({ method, path, operation }) =>
      `<tr><td><span class="${method}">${method.toUpperCase()}</span></td><td><a href="/docs#${operation.operationId}">${escapeHtml(path)}</a><div>${prose(operation.summary ?? '')}</div></td></tr>`,
  )
  const retry = definition.status === 503 || definition.status === 429
  return page(
    titleOf(code, 'en'),
    `<nav class="crumbs"><a href="/docs">API</a> / <a href="/docs/problems">Problems</a> / ${code}</nav>
<h1><code>${code}</code></h1>
<p>Status <strong>${definition.status} ${STATUS_CODES[definition.status]}</strong>.${
      retry
        ? ' Nothing is wrong with the request: send it again after <code>Retry-After</code> seconds, a POST with the same <code>Idempotency-Key</code>.'
        : ''
    }${withNames(code, 'en').includes('{') ? ' Words in braces are filled in.' : ''}</p>
${says('id', 'Indonesian (default)')}${says('en', 'English')}
<h2>As it is answered</h2><pre class="wrap">${escapeHtml(JSON.stringify(exampleProblem(code), null, 2))}</pre>
${rows.length > 0 ? `<h2>Where it can happen</h2><div class="narrow">${table(rows)}</div>` : '<p class="soft">Not tied to a route: any address, or only the SQL functions, can answer with it.</p>'}`,
  )
}

/** A problem's sentence with the names of its parameters instead of them. */
function withNames(code: ProblemCode, language: Language): string {
  return detailOf(code, language, (name) => `{${name}}`)
}

function exampleProblem(code: ProblemCode): object {
  const errors =
    code === 'validation_failed'
      ? [{ path: 'quantity', message: say('id', 'validation_at_least', { minimum: '1' }) }]
      : undefined
  const examples = Object.entries(catalogue[code].params).map(([name, { example }]) => [name, example])
  const problem = new Problem(code, Object.fromEntries(examples) as Problems[ProblemCode], { errors })
  return describeProblem(problem, 'id', '/api/sambatan/…')
}
