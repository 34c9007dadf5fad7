/** Which pictures the documentation shows, and of what: scripts/take-pictures.ts takes them, and test/docs.test.ts allows no others. */

/** Of the demo. */
type Who = 'nobody' | 'buyer' | 'seller' | 'operator'

export interface Picture {
  /** Of its file in docs/pictures. */
  name: string
  as: Who
  path: string
  /** A link on that page that is followed: the first whose address is like this. */
  follow?: string
  /** A button that is pressed there, by its words. */
  press?: string
  language: 'id' | 'en'
  dark?: boolean
  /** In CSS pixels; a phone where nothing is said. */
  width?: number
  height?: number
}

export const phone = { width: 390, height: 800 }
const desk = { width: 1280, height: 860 }

/** The demo's campaign that has most to show; its address is `{campaign}` in a path. */
export const campaignTitle = 'Kopi Subuh – Giling Kedua'
const campaign = '{campaign}'

export const pictures: Picture[] = [
  { name: 'campaign', as: 'nobody', path: campaign, language: 'en' },
  { name: 'campaign-dark', as: 'nobody', path: campaign, language: 'en', dark: true },
  { name: 'campaigns', as: 'nobody', path: '/', language: 'en' },
  { name: 'join', as: 'buyer', path: `${campaign}/join`, language: 'en' },
  { name: 'orders', as: 'buyer', path: '/me', language: 'en' },
  { name: 'order', as: 'buyer', path: '/me', follow: '/me/[0-9a-f]{8}-[^/]*$', language: 'en' },
  { name: 'selling', as: 'seller', path: '/sell', language: 'en', ...desk },
  {
    name: 'new-campaign',
    as: 'seller',
    path: '/sell/new',
    press: 'Continue with the details',
    language: 'en',
    ...desk,
  },
  {
    name: 'campaign-of-a-seller',
    as: 'seller',
    path: '/sell',
    follow: '/sell/campaigns/[^/]*$',
    language: 'en',
    ...desk,
  },
  { name: 'money', as: 'seller', path: '/sell/money', language: 'en', ...desk },
  { name: 'operator', as: 'operator', path: '/operator', language: 'en', ...desk },
  { name: 'health', as: 'operator', path: '/operator/health', language: 'en', ...desk },
]

/** Three beside each other, for the README. */
export const strip: { name: string; of: Omit<Picture, 'name'>[] } = {
  name: 'pages',
  of: [
    { as: 'nobody', path: campaign, language: 'id' },
    { as: 'seller', path: '/sell', language: 'id' },
    { as: 'operator', path: '/operator', language: 'id', dark: true },
  ],
}
