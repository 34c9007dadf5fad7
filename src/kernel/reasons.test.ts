import { describe, expect, it } from 'vitest'
import { languages } from './language.ts'
import { catalogues } from './messages.gen.ts'
import { type ReasonCode, reason, reasonCodes, reasonWords } from './reasons.ts'

/** Something for whatever a reason may name. */
const params = {
  ...{ detail: 'connect ECONNREFUSED 127.0.0.1:587', kind: 'joined', fault: 'private', host: 'toko.example' },
  ...{ address: '10.0.0.1', status: 503, said: 'error 131000: come back (later): 451', seconds: 0.5, code: 131026 },
}
const made = (code: ReasonCode) => reason(code as 'answered', params)

describe('why something did not reach somebody', () => {
  it.each(languages.flatMap((language) => reasonCodes.map((code) => [language, code] as const)))(
    'is said in %s where it is ours: %s',
    (language, code) => {
      const words = reasonWords(language, made(code))
      expect(words).not.toBe(reasonWords(language, `${made(code)} and more that nobody wrote`))
      expect(words).not.toContain(language === 'id' ? 'Kata pihak sana' : 'The other side said')
      expect(words).not.toMatch(/[{}]|undefined/)
      // In words of its own, and not those of another.
      expect(reasonCodes.filter((one) => reasonWords(language, made(one)) === words)).toEqual([code])
    },
  )

  it('has words for each reason, and none that nothing says', () => {
    for (const language of languages) {
      const keys = Object.keys(catalogues[language]).filter((key) => key.startsWith('reason_'))
      expect(keys.sort()).toEqual([...reasonCodes, 'said'].map((code) => `reason_${code}`).sort())
    }
  })

  it('is quoted where another server said it, whatever that is', () => {
    for (const said of ['550 5.1.1 No such user: bye', 'it answers 500', '{status}', '“quoted”', 'a\nb', 'x: y']) {
      expect(reasonWords('id', said)).toMatch(/^Kata pihak sana: “/)
      expect(reasonWords('id', said)).toContain(said)
    }
  })

  it('names whose answer it was of several', () => {
    const words = reasonWords('en', `push.surel.example: ${reason('answered', { status: 503 })}`)
    expect(words).toMatch(/^push\.surel\.example: It answered .?503/)
    expect(reasonWords('en', 'push.surel.example: busy')).toMatch(/^The other side said/)
  })

  it('says which addresses are not called, as the form in which they were written does', () => {
    expect(reasonWords('id', reason('not_called', { fault: 'not_https' }))).toContain('harus diawali https://')
  })
})
