// The commands that are sent: half of them register a complaint, a quarter write a note and a quarter
// attach evidence to one that is there.

import { encodeId } from '../../api/graphql/ids.ts'
import { COMPLAINTS, registration } from './house.ts'
import type { House } from './house.ts'
import type { Message } from './load.ts'

const MUTATION = `mutation ($input: ComplaintHandlingCommandInput!) {
  complaintHandlingCommand(input: $input) {
    __typename
    ... on Accepted { repeated entry { id position } process { id version } }
    ... on Refused { refusal { kind rule message { en } } }
  }
}`
const NOTE = 'Spoke with the branch; the fee stands in the new list of charges, page 4.'
const HASH = 'c0'.repeat(32)

/** Accepts that the short way of the server takes, and one that it leaves to Yoga. */
const ACCEPT = {
  lean: 'application/json',
  yoga: 'application/json, application/graphql-response+json',
}

/** The next message of a caller: institution and complaint at random, every request id a new one. */
export function sender(house: House, way: keyof typeof ACCEPT): () => Message {
  const stamp = Date.now().toString(36)
  let n = 0
  const heads = house.institutions.map(({ id }) => ({
    'content-type': 'application/json',
    accept: ACCEPT[way],
    authorization: `Bearer ${house.token}`,
    'x-institution': id,
  }))
  const complaints = house.institutions.map((i) =>
    i.complaints.map((id) => encodeId('ComplaintHandling', id)),
  )
  return () => {
    const at = Math.floor(Math.random() * heads.length)
    const one = Math.floor(Math.random() * COMPLAINTS)
    const body = JSON.stringify({
      query: MUTATION,
      variables: {
        input: {
          requestId: `${way}-${stamp}-${String(n + 1)}`,
          ...inputOf(++n, { one, process: complaints[at]?.[one] }),
        },
      },
    })
    const headers = { ...heads[at], 'content-length': String(Buffer.byteLength(body)) }
    return { headers, body }
  }
}

function inputOf(n: number, of: { readonly one: number; readonly process: string | undefined }) {
  const { one, process } = of
  if (n % 2 === 0) return { event: { register: { ...registration(n), channel: 'PHONE' } } }
  if (n % 4 === 1)
    return {
      process,
      event: { attachEvidence: { kind: 'DOCUMENT', hash: HASH, describes: 'list of charges' } },
    }
  return { process, event: { note: { about: registration(one).complainant, text: NOTE } } }
}
