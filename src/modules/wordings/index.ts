/** What words and photos said while somebody joined. Kept by triggers (sql/functions/wordings), whoever changes them. */
export { listWordings, wordingsOfSeller } from './list-wordings.ts'
export { type SellerWording, sellerWording, type Wording, wording } from './shapes.ts'
