/** Of `sax`, which comes without types, what is used here. */
declare module 'sax' {
  interface Parser {
    onerror: (error: Error) => void
    onopentag: (tag: { name: string; attributes: Record<string, unknown> }) => void
    ontext: (text: string) => void
    oncdata: (text: string) => void
    onclosetag: (name: string) => void
    write(xml: string): Parser
    close(): Parser
  }
  const sax: { parser(strict: boolean): Parser }
  export default sax
}
