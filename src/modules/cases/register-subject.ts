type Words = Readonly<Record<string, string>>

/** What a person sends to their case, as a register calls it. */
const WORDS: Readonly<Record<string, Words>> = {
  withdraw: { ca: 'desistiment', it: 'rinuncia', es: 'desistimiento', en: 'withdrawal' },
  appeal: { ca: 'recurs', it: 'ricorso', es: 'recurso', en: 'appeal' },
  allegations: { ca: 'al·legacions', it: 'osservazioni', es: 'alegaciones', en: 'allegations' },
  'change-of-circumstances': {
    ca: 'canvi de circumstàncies',
    it: 'cambiamento di situazione',
    es: 'cambio de circunstancias',
    en: 'change of circumstances',
  },
  'works-started': {
    ca: 'inici de les obres',
    it: 'inizio dei lavori',
    es: 'inicio de las obras',
    en: 'works started',
  },
  'works-finished': { ca: 'final de les obres', it: 'fine dei lavori', es: 'final de las obras', en: 'works finished' },
  notification: { ca: 'notificació', it: 'notifica', es: 'notificación', en: 'notification' },
}

/** The subject of the register entry of a message, in the language of the town: the register is the town's, not the sender's. */
export function messageSubject(number: string, message: string, lang: string): string {
  return `${number}: ${WORDS[message]?.[lang] ?? message}`
}
