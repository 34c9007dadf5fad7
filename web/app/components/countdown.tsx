import { m } from '../paraglide/messages.js'

/**
 * The time until a moment, in two units. Where scripts run it counts on, from the server's time that
 * comes along; its words come along as templates, so that the
 * script needs no catalogue.
 * @param over what it says once the moment has come
 */
export function Countdown({ to, now, over = m.countdown_over() }: { to: string; now: string; over?: string }) {
  const seconds = Math.max(0, Math.floor((Date.parse(to) - Date.parse(now)) / 1000))
  const templates = {
    'data-days': m.countdown_days({ days: '{a}', hours: '{b}' }),
    'data-hours': m.countdown_hours({ hours: '{a}', minutes: '{b}' }),
    'data-minutes': m.countdown_minutes({ minutes: '{a}', seconds: '{b}' }),
    'data-seconds': m.countdown_seconds({ seconds: '{a}' }),
    'data-over': over,
    'data-now': now,
  }
  return (
    <time dateTime={to} data-countdown {...templates}>
      {words(seconds, over)}
    </time>
  )
}

function words(seconds: number, over: string): string {
  if (seconds <= 0) return over
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3600), Math.floor(seconds / 60)]
  if (days > 0) return m.countdown_days({ days: String(days), hours: String(hours % 24) })
  if (hours > 0) return m.countdown_hours({ hours: String(hours), minutes: String(minutes % 60) })
  if (minutes > 0) return m.countdown_minutes({ minutes: String(minutes), seconds: String(seconds % 60) })
  return m.countdown_seconds({ seconds: String(seconds) })
}
