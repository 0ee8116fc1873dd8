import { type Example, type Fixtures, said } from '../../gallery/fixture.ts'
import type { PageContext } from '../../page-context.ts'
import type { FieldView } from './field-view.ts'
import { FormField } from './form-field.tsx'

const example = (name: string, field: (ctx: PageContext) => FieldView): Example => ({
  name,
  render: (ctx) => <FormField ctx={ctx} field={field(ctx)} />,
})

/** One field of each kind, in the states that it can have. */
export const fixtures: Fixtures = {
  name: 'Form field',
  about: 'A question, its hint, its error and where to answer. Every kind of a procedure’s form.',
  examples: [
    example('text, prefilled from a register', (ctx) => ({
      kind: 'text',
      name: 'applicant.name',
      label: said(ctx, { ca: 'Nom i cognoms', it: 'Nome e cognome' }),
      value: said(ctx, { ca: 'Aina Soler', it: 'Lucia Bassi' }),
      source: said(ctx, { ca: 'Padró d’habitants', it: 'Anagrafe' }),
      fixed: true,
      width: 'md',
    })),
    example('email with an error', (ctx) => ({
      kind: 'email',
      name: 'email',
      label: said(ctx, { ca: 'Correu electrònic', it: 'E-mail' }),
      hint: said(ctx, { ca: 'T’hi avisarem quan hi hagi novetats.', it: 'Ti avviseremo qui quando ci sono novità.' }),
      value: 'aina.soler@exemple',
      error: said(ctx, {
        ca: 'Falta el final de l’adreça, per exemple «.cat».',
        it: 'Manca la fine dell’indirizzo, per esempio «.it».',
      }),
      autocomplete: 'email',
    })),
    example('phone, optional', (ctx) => ({
      kind: 'phone',
      name: 'phone',
      label: said(ctx, { ca: 'Telèfon', it: 'Telefono' }),
      optional: true,
      autocomplete: 'tel',
    })),
    example('long text with a limit', (ctx) => ({
      kind: 'long-text',
      name: 'works.what',
      label: said(ctx, { ca: 'Quines obres vols fer?', it: 'Che lavori vuoi fare?' }),
      hint: said(ctx, {
        ca: 'Amb les teves paraules: què, on i amb quins materials.',
        it: 'Con parole tue: che cosa, dove e con quali materiali.',
      }),
      maxLength: 1000,
      rows: 4,
    })),
    example('number with a unit', (ctx) => ({
      kind: 'number',
      name: 'works.area',
      label: said(ctx, { ca: 'Superfície', it: 'Superficie' }),
      unit: 'm²',
      value: '24',
    })),
    example('money', (ctx) => ({
      kind: 'money',
      name: 'works.budget',
      label: said(ctx, { ca: 'Pressupost de les obres', it: 'Costo previsto dei lavori' }),
      hint: said(ctx, { ca: 'Sense IVA, com al pressupost del paleta.', it: 'Senza IVA, come nel preventivo.' }),
      value: said(ctx, { ca: '4.500,00', it: '4.500,00' }),
    })),
    example('date', (ctx) => ({
      kind: 'date',
      name: 'works.start',
      label: said(ctx, { ca: 'Quan vols començar?', it: 'Quando vuoi cominciare?' }),
      value: '2026-03-02',
    })),
    example('yes or no', (ctx) => ({
      kind: 'yes-no',
      name: 'works.street',
      label: said(ctx, { ca: 'Necessites ocupar el carrer?', it: 'Devi occupare la strada?' }),
      hint: said(ctx, {
        ca: 'Per exemple, amb un contenidor o una bastida.',
        it: 'Per esempio, con un cassone o un ponteggio.',
      }),
      value: 'no',
    })),
    example('one of several', (ctx) => ({
      kind: 'choice',
      name: 'works.kind',
      label: said(ctx, { ca: 'On són les obres?', it: 'Dove sono i lavori?' }),
      value: 'bath',
      options: [
        {
          value: 'bath',
          text: said(ctx, { ca: 'A dins de casa', it: 'Dentro casa' }),
          hint: said(ctx, {
            ca: 'Cuina, bany, terra, parets que no aguanten pes.',
            it: 'Cucina, bagno, pavimento, pareti non portanti.',
          }),
        },
        { value: 'facade', text: said(ctx, { ca: 'A la façana', it: 'In facciata' }) },
        { value: 'roof', text: said(ctx, { ca: 'A la teulada', it: 'Sul tetto' }) },
      ],
    })),
    example('one of many', (ctx) => ({
      kind: 'choice',
      name: 'school',
      label: said(ctx, { ca: 'Escola', it: 'Scuola' }),
      options: ['Mestral', 'Garbí', 'Llevant', 'Tramuntana', 'Ponent', 'Xaloc', 'Migjorn', 'Gregal'].map((name) => ({
        value: name.toLowerCase(),
        text: name,
      })),
    })),
    example('as many as apply', (ctx) => ({
      kind: 'choices',
      name: 'allergies',
      label: said(ctx, { ca: 'Al·lèrgies del menjador', it: 'Allergie per la mensa' }),
      optional: true,
      value: ['nuts'],
      options: [
        { value: 'gluten', text: 'Gluten' },
        { value: 'nuts', text: said(ctx, { ca: 'Fruita seca', it: 'Frutta a guscio' }) },
        { value: 'milk', text: said(ctx, { ca: 'Llet', it: 'Latte' }) },
      ],
    })),
    example('files, one kept', (ctx) => ({
      kind: 'file',
      name: 'plans',
      label: said(ctx, { ca: 'Plànols o un croquis', it: 'Disegni o uno schizzo' }),
      hint: said(ctx, {
        ca: 'També serveix una foto d’un dibuix a mà.',
        it: 'Va bene anche la foto di un disegno a mano.',
      }),
      files: [{ id: 'f1', name: 'bany-planta.pdf', bytes: 1_420_000, href: '/files/f1' }],
      accept: '.pdf,.jpg,.png',
      maxBytes: 15_000_000,
      multiple: true,
      uploadUrl: '/drafts/1/files',
    })),
    example('a place', (ctx) => ({
      kind: 'place',
      name: 'works.place',
      label: said(ctx, { ca: 'Adreça de les obres', it: 'Indirizzo dei lavori' }),
      hint: said(ctx, { ca: 'Escriu el carrer i el número.', it: 'Scrivi la via e il numero.' }),
      value: said(ctx, { ca: 'Carrer de les Gavines, 14', it: 'Via dei Castagni, 9' }),
      suggest: '/places/suggest',
    })),
    example('a list of people', (ctx) => ({
      kind: 'list',
      name: 'children',
      label: said(ctx, { ca: 'Fills que es queden a dinar', it: 'Figli che usano la mensa' }),
      entryName: said(ctx, { ca: 'Infant', it: 'Figlio' }),
      addText: said(ctx, { ca: 'Afegeix un altre infant', it: 'Aggiungi un altro figlio' }),
      entries: [0].map((i) => [
        {
          kind: 'text',
          name: `children[${i}].name`,
          label: said(ctx, { ca: 'Nom', it: 'Nome' }),
          value: 'Martí Soler',
          width: 'md',
        },
        {
          kind: 'date',
          name: `children[${i}].born`,
          label: said(ctx, { ca: 'Data de naixement', it: 'Data di nascita' }),
          value: '2018-05-09',
        },
      ]),
    })),
    example('a declaration', (ctx) => ({
      kind: 'declaration',
      name: 'truth',
      label: said(ctx, { ca: 'Declaració', it: 'Dichiarazione' }),
      statement: said(ctx, {
        ca: 'Declaro que el que he escrit és veritat i que tinc permís del propietari per fer les obres.',
        it: 'Dichiaro che quanto ho scritto è vero e che il proprietario mi permette di fare i lavori.',
      }),
    })),
    example('information', (ctx) => ({
      kind: 'info',
      label: said(ctx, { ca: 'Què passarà després', it: 'Che cosa succede dopo' }),
      text: said(ctx, {
        ca: 'Quan l’enviïs tindràs un rebut amb el número de registre.\n\nSi falta alguna cosa, t’ho demanarem i tindràs 10 dies hàbils.',
        it: 'Dopo l’invio avrai una ricevuta con il numero di protocollo.\n\nSe manca qualcosa te lo chiederemo.',
      }),
    })),
  ],
}
