/** How statuses read within sentences and in files: as on the pages, but in small letters. */
import type { Language } from './language.ts'
import { sayIfThere } from './messages.ts'
import type { CampaignStatus, ParticipationStatus } from './status.ts'

export function campaignStatusWord(status: CampaignStatus, language: Language): string {
  return small(sayIfThere(language, `status_${status}`)!)
}

export function participationStatusWord(status: ParticipationStatus, language: Language): string {
  return small(sayIfThere(language, `part_${status}`)!)
}

/** Of either; what is no status is shown as it is. */
export function statusWord(status: string, language: Language): string {
  const word = sayIfThere(language, `part_${status}`) ?? sayIfThere(language, `status_${status}`)
  return word === undefined ? status : small(word)
}

function small(word: string): string {
  return word.charAt(0).toLowerCase() + word.slice(1)
}
