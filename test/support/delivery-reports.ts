/**
 * What mail servers write when a letter does not arrive, in the manner of each: how they name the parts, where they put what was
 * answered, what of the letter they return.
 */

export interface ReportWish {
  /** Where our letter comes back to. */
  returnTo: string
  /** Whom our letter was for. */
  to: string
  /** Where the server that writes the report tried to deliver it. */
  final?: string
  action?: string
  status?: string
  /** What was answered, without the kind of code before it. */
  answer?: string
  /** At which step. */
  step?: string
}

type Writer = (wish: ReportWish) => string

const lines = (...all: string[]) => all.join('\r\n')

const letterTo = (to: string) =>
  lines(
    'From: Sambatan <halo@sambatan.test>',
    `To: ${to}`,
    'Subject: =?UTF-8?Q?Kamu_ikut=3A_Kopi_Gayo?=',
    'Message-ID: <notification-7@sambatan.test>',
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=utf-8',
  )

const postfix: Writer = ({
  returnTo,
  to,
  final = to,
  action = 'failed',
  status = '5.1.1',
  answer,
  step = 'RCPT TO',
}) => {
  const said = answer ?? `550 5.1.1 <${final}>: Recipient address rejected: User unknown`
  return lines(
    'Received: by mail.penyedia.example (Postfix) id 4C1A22B3D; Sat, 28 Nov 2026 20:01:09 +0700 (WIB)',
    'Date: Sat, 28 Nov 2026 20:01:09 +0700 (WIB)',
    'From: MAILER-DAEMON@mail.penyedia.example (Mail Delivery System)',
    'Subject: Undelivered Mail Returned to Sender',
    `To: ${returnTo}`,
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status;',
    '\tboundary="9F0B12A.1795525269/mail.penyedia.example"',
    '',
    'This is a MIME-encapsulated message.',
    '',
    '--9F0B12A.1795525269/mail.penyedia.example',
    'Content-Description: Notification',
    'Content-Type: text/plain; charset=utf-8',
    '',
    'Your message could not be delivered to one or more recipients.',
    '',
    `<${final}>: host mx.tujuan.example[192.0.2.7] said: ${said}`,
    `    (in reply to ${step} command)`,
    '',
    '--9F0B12A.1795525269/mail.penyedia.example',
    'Content-Description: Delivery report',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.penyedia.example',
    'X-Postfix-Queue-ID: 9F0B12A',
    `X-Postfix-Sender: rfc822; ${returnTo}`,
    'Arrival-Date: Sat, 28 Nov 2026 20:01:07 +0700 (WIB)',
    '',
    `Final-Recipient: rfc822; ${final}`,
    `Original-Recipient: rfc822;${to}`,
    `Action: ${action}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.tujuan.example',
    `Diagnostic-Code: smtp; ${said.replace(/: /g, ':\r\n    ')}`,
    '',
    '--9F0B12A.1795525269/mail.penyedia.example',
    'Content-Description: Undelivered Message Headers',
    'Content-Type: text/rfc822-headers',
    '',
    `Return-Path: <${returnTo}>`,
    letterTo(to),
    '',
    '--9F0B12A.1795525269/mail.penyedia.example--',
    '',
  )
}

const gmail: Writer = ({ returnTo, to, final = to, action = 'failed', status = '5.1.1', answer }) => {
  const said = answer ?? '550-5.1.1 The email account that you tried to reach does not exist. 550 5.1.1 Learn more'
  return lines(
    `Delivered-To: ${returnTo}`,
    'Return-Path: <>',
    'MIME-Version: 1.0',
    'From: Mail Delivery Subsystem <mailer-daemon@surel.example>',
    `To: ${returnTo}`,
    'Auto-Submitted: auto-replied',
    'Subject: Delivery Status Notification (Failure)',
    'References: <notification-7@sambatan.test>',
    'In-Reply-To: <notification-7@sambatan.test>',
    'Content-Type: multipart/report; boundary="000000000000a1b2c3"; report-type=delivery-status',
    '',
    '--000000000000a1b2c3',
    'Content-Type: multipart/related; boundary="000000000000d4e5f6"',
    '',
    '--000000000000d4e5f6',
    'Content-Type: multipart/alternative; boundary="000000000000778899"',
    '',
    '--000000000000778899',
    'Content-Type: text/plain; charset="UTF-8"',
    'Content-Transfer-Encoding: quoted-printable',
    '',
    `** Alamat tidak ditemukan **=0A=0APesanmu tidak sampai ke ${to}.`,
    '',
    '--000000000000778899',
    'Content-Type: text/html; charset="UTF-8"',
    '',
    `<html><body><h2>Alamat tidak ditemukan</h2><p>${to}</p></body></html>`,
    '',
    '--000000000000778899--',
    '--000000000000d4e5f6',
    'Content-Type: image/png; name="icon.png"',
    'Content-Disposition: attachment; filename="icon.png"',
    'Content-Transfer-Encoding: base64',
    'Content-ID: <icon.png>',
    '',
    'iVBORw0KGgo=',
    '--000000000000d4e5f6--',
    '--000000000000a1b2c3',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; surel.example',
    'Arrival-Date: Sat, 28 Nov 2026 05:01:07 -0800 (PST)',
    'X-Original-Message-ID: <notification-7@sambatan.test>',
    '',
    `Final-Recipient: rfc822; ${final}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-Code: smtp; ${said}`,
    'Last-Attempt-Date: Sat, 28 Nov 2026 05:01:09 -0800 (PST)',
    '',
    '--000000000000a1b2c3',
    'Content-Type: message/rfc822',
    '',
    `Return-Path: <${returnTo}>`,
    letterTo(to),
    '',
    'Slotmu tercatat.',
    '',
    '--000000000000a1b2c3--',
    '',
  )
}

/** It knows no enhanced codes of others, and writes 5.0.0. */
const exim: Writer = ({ returnTo, to, final = to, action = 'failed', status = '5.0.0', answer, step = 'RCPT TO' }) => {
  const said = answer ?? '550 No Such User Here'
  return lines(
    'Return-path: <>',
    `Envelope-to: ${returnTo}`,
    'Received: from Debian-exim by cpanel.toko.example with local (Exim 4.97)',
    `X-Failed-Recipients: ${final}`,
    'Auto-Submitted: auto-replied',
    'From: Mail Delivery System <Mailer-Daemon@cpanel.toko.example>',
    `To: ${returnTo}`,
    'Content-Type: multipart/report; report-type=delivery-status; boundary=1795525269-eximdsn-1804289383',
    'MIME-Version: 1.0',
    'Subject: Mail delivery failed: returning message to sender',
    '',
    '--1795525269-eximdsn-1804289383',
    'Content-type: text/plain; charset=us-ascii',
    '',
    'A message that you sent could not be delivered to all of its recipients.',
    '',
    `  ${final}`,
    '    host mx.tujuan.example [192.0.2.7]',
    `    SMTP error from remote mail server after ${step}${step === 'RCPT TO' ? `:<${final}>` : ''}:`,
    `    ${said}`,
    '',
    '--1795525269-eximdsn-1804289383',
    'Content-type: message/delivery-status',
    '',
    'Reporting-MTA: dns; cpanel.toko.example',
    '',
    `Action: ${action}`,
    `Final-Recipient: rfc822;${final}`,
    `Status: ${status}`,
    'Remote-MTA: dns; mx.tujuan.example',
    `Diagnostic-Code: smtp; ${said}`,
    '',
    '--1795525269-eximdsn-1804289383',
    'Content-type: message/rfc822',
    '',
    `Return-path: <${returnTo}>`,
    letterTo(to),
    '',
    'Slotmu tercatat.',
    '--1795525269-eximdsn-1804289383--',
    '',
  )
}

const exchange: Writer = ({ returnTo, to, final = to, action = 'failed', status = '5.1.10', answer }) => {
  const said = answer ?? '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'
  const report = lines(
    'Reporting-MTA: dns;SG2PR01MB1234.kantor.example',
    '',
    `Final-recipient: RFC822;${final}`,
    `Action: ${action}`,
    `Status: ${status}`,
    `Diagnostic-code: smtp;${said}`,
    '',
  )
  return lines(
    'From: Microsoft Outlook <postmaster@kantor.example>',
    `To: <${returnTo}>`,
    'Date: Sat, 28 Nov 2026 13:01:09 +0000',
    'Content-Language: en-GB',
    'Content-Type: multipart/report; report-type=delivery-status;',
    ' boundary="_000_AB12_"',
    'X-MS-Exchange-Message-Is-Ndr:',
    'Subject: =?utf-8?B?VW5kZWxpdmVyYWJsZTogS2FtdSBpa3V0?=',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    '',
    '--_000_AB12_',
    'Content-Type: multipart/alternative; boundary="_001_AB12_"',
    '',
    '--_001_AB12_',
    'Content-Type: text/plain; charset="utf-16"',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from('Your message could not be delivered.', 'utf16le').toString('base64'),
    '',
    '--_001_AB12_',
    'Content-Type: text/html; charset="us-ascii"',
    '',
    '<p>Your message could not be delivered.</p>',
    '--_001_AB12_--',
    '',
    '--_000_AB12_',
    'Content-Type: message/delivery-status',
    'Content-Transfer-Encoding: base64',
    '',
    Buffer.from(report).toString('base64'),
    '',
    '--_000_AB12_',
    'Content-Type: message/rfc822',
    '',
    letterTo(to),
    '',
    'Slotmu tercatat.',
    '',
    '--_000_AB12_--',
    '',
  )
}

export const reportWriters = { Postfix: postfix, Gmail: gmail, Exim: exim, Exchange: exchange }
