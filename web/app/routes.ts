import { index, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('routes/public/campaigns.tsx'),
  route('c/:slug', 'routes/public/campaign.tsx'),
  route('how-it-works', 'routes/public/how-it-works.tsx'),
  route('preferences', 'routes/public/preferences.ts'),
  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig
