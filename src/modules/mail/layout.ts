/**
 * How every letter looks: one column that fits a phone of 360 pixels, no pictures (most programs block them), colours of its own by
 * day and by night. Styles are inline, because some programs drop all others; what only some of them know (the night) stands in the
 * head. Loaded when the first letter is written: React and its kin cost a start 80 ms and 20 MB.
 */
import { Body } from '@react-email/body'
import { Button } from '@react-email/button'
import { Container } from '@react-email/container'
import { Head } from '@react-email/head'
import { Heading } from '@react-email/heading'
import { Hr } from '@react-email/hr'
import { Html } from '@react-email/html'
import { Link } from '@react-email/link'
import { Preview } from '@react-email/preview'
import { Section } from '@react-email/section'
import { Text } from '@react-email/text'
import { type CSSProperties, createElement as h, type ReactElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { say } from '../../kernel/messages.ts'
import type { Letter, LetterContent } from './letter.ts'

const sans = "'Plus Jakarta Sans', -apple-system, 'Segoe UI', Roboto, Helvetica, Arial, sans-serif"
const serif = "'Young Serif', Georgia, 'Times New Roman', serif"

/** The colours of the pages, by day; `night` has those of their dark theme. */
const styles = {
  body: { margin: 0, padding: 0, backgroundColor: '#fbf8f6', color: '#2a2024', fontFamily: sans },
  container: { maxWidth: '560px', width: '100%', margin: '0 auto', padding: '24px 12px' },
  brand: {
    margin: '0 0 16px',
    padding: '0 8px',
    fontFamily: serif,
    fontSize: '20px',
    lineHeight: '1.3',
    color: '#7b1e4f',
  },
  card: {
    padding: '28px 20px 16px',
    backgroundColor: '#ffffff',
    border: '1px solid #e6dbd8',
    borderRadius: '12px',
  },
  title: {
    margin: '0 0 16px',
    fontFamily: serif,
    fontWeight: 400,
    fontSize: '24px',
    lineHeight: '1.3',
    color: '#2a2024',
  },
  text: { margin: '0 0 14px', fontSize: '16px', lineHeight: '1.6', color: '#2a2024', overflowWrap: 'anywhere' },
  facts: { width: '100%', margin: '6px 0 20px', borderCollapse: 'collapse' },
  label: {
    padding: '9px 12px 9px 0',
    borderTop: '1px solid #e6dbd8',
    textAlign: 'left',
    verticalAlign: 'top',
    fontSize: '15px',
    lineHeight: '1.5',
    fontWeight: 400,
    color: '#6a5a60',
    width: '40%',
  },
  value: {
    padding: '9px 0',
    borderTop: '1px solid #e6dbd8',
    textAlign: 'right',
    verticalAlign: 'top',
    fontSize: '15px',
    lineHeight: '1.5',
    fontWeight: 600,
    color: '#2a2024',
    overflowWrap: 'anywhere',
  },
  act: { margin: '10px 0 18px' },
  button: {
    display: 'block',
    boxSizing: 'border-box',
    padding: '14px 20px',
    borderRadius: '12px',
    backgroundColor: '#7b1e4f',
    color: '#ffffff',
    fontSize: '16px',
    lineHeight: '1.4',
    fontWeight: 600,
    textAlign: 'center',
    textDecoration: 'none',
  },
  bare: { margin: '12px 0 0', fontSize: '13px', lineHeight: '1.5', color: '#6a5a60', overflowWrap: 'anywhere' },
  link: { color: '#7b1e4f', textDecoration: 'underline' },
  closing: { margin: '0 0 12px', fontSize: '15px', lineHeight: '1.6', color: '#6a5a60', overflowWrap: 'anywhere' },
  line: { margin: '4px 0 16px', border: 'none', borderTop: '1px solid #e6dbd8' },
  footer: { margin: '16px 0 0', padding: '0 8px', fontSize: '13px', lineHeight: '1.6', color: '#6a5a60' },
} satisfies Record<string, CSSProperties>

const night = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .body, .body > table > tbody > tr > td { background-color: #171215 !important; color: #f3eaed !important; }
  .card { background-color: #211a1e !important; border-color: #3a2e34 !important; }
  .ink { color: #f3eaed !important; }
  .soft { color: #b9a8af !important; }
  .cell, .line { border-top-color: #3a2e34 !important; }
  .accent { color: #f0a6c4 !important; }
  .button { background-color: #f0a6c4 !important; color: #35101f !important; }
  .button span { color: #35101f !important; }
}`

/** A letter as HTML, whole. */
export function layOut({ language, content, unsubscribe }: Letter, publicUrl: string): string {
  const { subject, preview, paragraphs, closing = [] } = content
  const document = h(
    Html,
    { lang: language, dir: 'ltr' },
    h(
      Head,
      null,
      h('title', null, subject),
      h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
      h('meta', { name: 'color-scheme', content: 'light dark' }),
      h('meta', { name: 'supported-color-schemes', content: 'light dark' }),
      h('style', null, night),
    ),
    h(
      Body,
      { className: 'body', style: styles.body },
      h(Preview, null, preview ?? paragraphs[0] ?? subject),
      h(
        Container,
        { style: styles.container },
        h(Text, { className: 'accent', style: styles.brand }, say(language, 'mail_sender')),
        h(
          Section,
          { className: 'card', style: styles.card },
          h(Heading, { as: 'h1', className: 'ink', style: styles.title, dir: 'auto' }, subject),
          ...paragraphs.map((words) => h(Text, { className: 'ink', style: styles.text, dir: 'auto' }, words)),
          factsOf(content),
          actionOf(content, say(language, 'mail_bare_link')),
          closing.length > 0 && h(Hr, { className: 'line', style: styles.line }),
          ...closing.map((words) => h(Text, { className: 'soft', style: styles.closing, dir: 'auto' }, words)),
        ),
        h(
          Text,
          { className: 'soft', style: styles.footer },
          say(language, 'mail_footer'),
          ' ',
          h(Link, { href: publicUrl, className: 'accent', style: styles.link }, publicUrl.replace(/^https?:\/\//, '')),
          unsubscribe && h('br'),
          unsubscribe &&
            h(Link, { href: unsubscribe, className: 'accent', style: styles.link }, say(language, 'mail_unsubscribe')),
        ),
      ),
    ),
  )
  const doctype =
    '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">'
  return doctype + renderToStaticMarkup(document)
}

function factsOf({ facts }: LetterContent): ReactElement | false {
  if (facts.length === 0) return false
  const rows = facts.map(({ label, value }) =>
    h(
      'tr',
      null,
      h('th', { scope: 'row', className: 'cell soft', style: styles.label }, label),
      h('td', { className: 'cell ink', style: styles.value, dir: 'auto' }, value),
    ),
  )
  return h('table', { cellPadding: 0, cellSpacing: 0, border: 0, style: styles.facts }, h('tbody', null, ...rows))
}

function actionOf({ action }: LetterContent, orOpen: string): ReactElement | false {
  if (action === undefined) return false
  return h(
    Section,
    { style: styles.act },
    h(Button, { href: action.url, className: 'button', style: styles.button }, action.label),
    h(
      Text,
      { className: 'soft', style: styles.bare },
      orOpen,
      h('br'),
      h(Link, { href: action.url, className: 'accent', style: styles.link }, action.url),
    ),
  )
}
