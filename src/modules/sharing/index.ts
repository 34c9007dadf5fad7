/** What a link to a campaign looks like where it is shared: an image that says how the campaign stands. */
export { shareImagePath, shareImageVersion } from './drawing.ts'
export { pruneShareImages, releaseShareImages } from './drawn.ts'
export { createShareImages, type ShareImage, type ShareImages } from './share-images.ts'
