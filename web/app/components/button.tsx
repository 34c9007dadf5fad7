import type { AnchorHTMLAttributes, ButtonHTMLAttributes } from 'react'

type Variant = 'primary' | 'quiet' | 'danger' | 'plain'
type Size = 'md' | 'sm'

const shape =
  'inline-flex items-center justify-center gap-2 rounded-md font-semibold no-underline text-center transition-colors cursor-pointer disabled:cursor-not-allowed disabled:opacity-60 aria-busy:cursor-progress'
const sizes: Record<Size, string> = {
  // 44 px and more: a thumb's width.
  md: 'min-h-12 px-5 py-2.5 text-base',
  sm: 'min-h-10 px-3.5 py-1.5 text-sm',
}
const variants: Record<Variant, string> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-deep',
  quiet: 'border border-line bg-surface text-ink hover:border-accent hover:text-accent',
  danger: 'border border-bad bg-surface text-bad hover:bg-bad-tint',
  plain: 'text-accent underline decoration-1 hover:text-accent-deep !min-h-0 !px-0 !py-0',
}

function look(variant: Variant, size: Size, className?: string): string {
  return [shape, sizes[size], variants[variant], className].filter(Boolean).join(' ')
}

interface Look {
  variant?: Variant
  size?: Size
}

export function Button({
  variant = 'primary',
  size = 'md',
  className,
  type = 'submit',
  ...rest
}: Look & ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type={type} className={look(variant, size, className)} {...rest} />
}

/** A link that looks like a button; it is still a link. */
export function ButtonLink({
  variant = 'primary',
  size = 'md',
  className,
  ...rest
}: Look & AnchorHTMLAttributes<HTMLAnchorElement>) {
  return <a className={look(variant, size, className)} {...rest} />
}
