/** What a person is asked to pay. */
export interface Order {
  /** The town that asks. */
  readonly slug: string
  readonly town: string
  readonly paymentId: string
  readonly reference: string
  /** Euros with two decimals. */
  readonly amount: string
  readonly concept: string
  readonly lang: string
  /** Where the person comes back to. */
  readonly returnUrl: string
}

/** What a provider says of an order. */
export interface Answer {
  readonly slug: string
  readonly paymentId: string
  readonly status: 'paid' | 'refused' | 'left'
  readonly amount: string
  /** The provider's own number of the payment; the same however often it is told. */
  readonly reference: string
}

/**
 * A payment service (a bank's gateway, the national payment node). It is told twice of each payment: by the person who comes back,
 * and by the service itself, from server to server; either may be late, come twice, or never.
 */
export interface PaymentProvider {
  readonly name: string
  /** Where the person is sent to pay. */
  begin(order: Order): Promise<{ readonly url: string }>
  /** What a message of the service says; `undefined` when it was not written by the service, or was altered on its way. */
  read(message: Readonly<Record<string, unknown>>): Answer | undefined
}
