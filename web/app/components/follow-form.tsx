import { m } from '../paraglide/messages.js'
import { Button } from './button.tsx'
import { PostForm } from './post-form.tsx'

/** Asks to be told of a seller's next batch. A page that many are shown says nothing of who follows: what is sent leads to one that does. */
export function FollowForm({ slug }: { slug: string }) {
  return (
    <PostForm action={`/s/${slug}/follow`} data-follow>
      <Button variant="quiet" size="sm" className="min-h-11" name="follow" value="1">
        {m.follow_button()}
      </Button>
    </PostForm>
  )
}
