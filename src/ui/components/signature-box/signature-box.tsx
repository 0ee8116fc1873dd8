import type { PageContext } from '../../page-context.ts'
import { Icon } from '../icon/icon.tsx'

interface SignatureBoxProps {
  ctx: PageContext
  /** Who signed, and as what: "Toni Ferrer", "Secretary"; the body's own seal has its name. */
  name: string
  role?: string | undefined
  /** The moment, ready to be read. */
  when?: string | undefined
  state: 'valid' | 'waiting' | 'invalid'
  /** The certificate's subject and issuer. */
  certificate?: string | undefined
}

/** A signature or seal on a document: whose, when, and whether it holds. */
export function SignatureBox({ ctx, name, role, when, state, certificate }: SignatureBoxProps) {
  return (
    <div class={`f-signature f-signature-${state}`}>
      <Icon name={state === 'valid' ? 'check-circle' : state === 'waiting' ? 'clock' : 'error'} size="lg" />
      <div>
        <p class="f-signature-state">{ctx.t(`ui.signature.${state}`)}</p>
        <p class="f-signature-name">
          <strong>{name}</strong>
          {role === undefined ? null : `, ${role}`}
        </p>
        {when === undefined ? null : <p class="f-muted">{when}</p>}
        {certificate === undefined ? null : <p class="f-muted">{certificate}</p>}
      </div>
    </div>
  )
}
