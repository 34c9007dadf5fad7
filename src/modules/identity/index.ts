export { listAccessLog, recordAccess } from './access-log.ts'
export {
  type BrowserHeaders,
  passwordLengthMax,
  passwordLengthMin,
  type WithCookies,
} from './accounts.ts'
export { createApiKey, listApiKeys, type NewApiKey, revokeApiKey } from './api-keys.ts'
export { type Attempts, attemptLimits, type Networks, pruneAttempts, widerFactors } from './attempts.ts'
export { pruneDevices } from './devices.ts'
export type { ForeignTokenConfig } from './foreign-tokens.ts'
export { createIdentity, type Identity } from './identity.ts'
export { issueOperatorCode } from './operator-code.ts'
export { changePassword, confirmPassword, requestPasswordReset, resetPassword, verifyEmail } from './password.ts'
export { type PasswordEffort, passwordEffort } from './password-effort.ts'
export {
  type Action,
  type Actor,
  actorName,
  authorize,
  authorizeOwn,
  grantOf,
  idempotencyScope,
  isAction,
  isReached,
  personRoles,
  policy,
  type Role,
  type Scope,
  scopes,
  withinScopes,
} from './policy.ts'
export { problems } from './problems.ts'
export type { Recognized } from './recognize.ts'
export { issueOperatorCodeAnyway, issuePasswordLink, type RescueOptions, rescueTwoFactor } from './rescue.ts'
export { changeRole, disableWebhooksByRole, isApiKey, isBeyondKey } from './roles.ts'
export {
  type AccessLogEntry,
  type ApiKey,
  accessLogEntry,
  apiKey,
  createdApiKey,
  recoveryCodes,
  type SignedIn,
  session,
  signedIn,
  signedUp,
  twoFactorSetup,
  type Whoami,
  whoami,
} from './shapes.ts'
export { signIn, signInWithCode } from './sign-in.ts'
export {
  endSession,
  listSessions,
  pruneExpired,
  signOut,
  signOutEverywhere,
  signOutMyself,
} from './sign-out.ts'
export { mailSignUpAgain, type SignUp, signUp } from './sign-up.ts'
export {
  beginTwoFactor,
  confirmTwoFactor,
  endTwoFactor,
  removeTwoFactor,
  renewRecoveryCodes,
} from './two-factor.ts'
export { undoGrants } from './undo-grants.ts'
