import { type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import { TaskCard } from './task-card.tsx'

export function CorrectionTask({ ctx, level }: { ctx: PageContext; level?: 2 | 3 }) {
  return (
    <TaskCard
      isMain
      level={level}
      about={said(ctx, { ca: 'Obres menors · 2026/000123', it: 'Lavori minori · 2026/000123' })}
      title={said(ctx, { ca: 'Envia el plànol que falta', it: 'Invia la pianta che manca' })}
      text={said(ctx, { ca: 'Sense el plànol no podem continuar.', it: 'Senza la pianta non possiamo andare avanti.' })}
      due={said(ctx, { ca: 'abans del 16 de març', it: 'entro il 16 marzo' })}
      badge={{ tone: 'warning', text: said(ctx, { ca: 'Queden 3 dies', it: 'Restano 3 giorni' }) }}
      action={{ href: '/folder/1/correct', text: said(ctx, { ca: 'Envia’l ara', it: 'Inviala adesso' }) }}
    />
  )
}

export const fixtures: Fixtures = {
  name: 'Task card',
  about: 'Something that this person must do.',
  examples: [
    { name: 'the main one', render: (ctx) => <CorrectionTask ctx={ctx} /> },
    {
      name: 'another',
      render: (ctx) => (
        <TaskCard
          title={said(ctx, { ca: 'Tens un esborrany', it: 'Hai una bozza' })}
          about={said(ctx, { ca: 'Ajut de menjador', it: 'Contributo mensa' })}
          action={{ href: '/drafts/2', text: said(ctx, { ca: 'Continua', it: 'Continua' }) }}
        />
      ),
    },
  ],
}
