/** Sellers as everybody sees them, and who follows them. Their pages are made with their first campaign (sql/functions/sellers). */
export { followSeller, follows, listFollows, unfollowSeller } from './follows.ts'
export { problems } from './problems.ts'
export { findSeller, updateSeller } from './seller-pages.ts'
export { followed, following, seller } from './shapes.ts'
