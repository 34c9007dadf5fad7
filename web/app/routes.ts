import { index, type RouteConfig, route } from '@react-router/dev/routes'

export default [
  index('routes/public/campaigns.tsx'),
  route('c/:slug', 'routes/public/campaign.tsx'),
  route('how-it-works', 'routes/public/how-it-works.tsx'),
  route('sign-in', 'routes/account/sign-in.tsx'),
  route('sign-in/code', 'routes/account/sign-in-code.tsx'),
  route('sign-up', 'routes/account/sign-up.tsx'),
  route('sign-out', 'routes/account/sign-out.ts'),
  route('account/forgot-password', 'routes/account/forgot-password.tsx'),
  route('account/reset-password', 'routes/account/reset-password.tsx'),
  route('account/verify-email', 'routes/account/verify-email.tsx'),
  route('preferences', 'routes/public/preferences.ts'),
  route('*', 'routes/public/not-found.tsx'),
] satisfies RouteConfig
