import { type Fixtures, said } from '../../gallery/fixture.ts'
import { FormField } from '../form-field/form-field.tsx'
import { ActForm, FormActions } from './act-form.tsx'
import { Button, ButtonLink } from './button.tsx'

export const fixtures: Fixtures = {
  name: 'Form and buttons',
  about: 'A form that changes something carries its key; one main button.',
  examples: [
    {
      name: 'main, second, quiet and dangerous',
      render: (ctx) => (
        <ActForm ctx={ctx}>
          <FormField
            ctx={ctx}
            field={{ kind: 'text', name: 'note', label: said(ctx, { ca: 'Nota', it: 'Nota' }), optional: true }}
          />
          <FormActions>
            <Button>{said(ctx, { ca: 'Envia la sol·licitud', it: 'Invia la domanda' })}</Button>
            <Button look="secondary" skipChecks>
              {said(ctx, { ca: 'Desa i continua més tard', it: 'Salva e continua dopo' })}
            </Button>
            <ButtonLink look="quiet" href="#back" text={said(ctx, { ca: 'Torna', it: 'Indietro' })} />
            <Button look="danger" icon="delete">
              {said(ctx, { ca: 'Retira la sol·licitud', it: 'Ritira la domanda' })}
            </Button>
          </FormActions>
        </ActForm>
      ),
    },
  ],
}
