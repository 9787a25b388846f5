/**
 * A JSON object read in parts: each element of an array at its top level by itself, each other member
 * whole. However the text is laid out, no more than one part is in memory.
 */

export interface JsonPart {
  /** Name of the member. */
  readonly member: string
  /** Text of the value, or of one element where the member is an array. */
  readonly text: string
  /** Number of the element, from 0; absent for a member that is no array. */
  readonly index?: number
}

/** The text is not a JSON object, or ends before it does. */
export class JsonError extends Error {
  override readonly name = 'JsonError'
}

/** Longer than any part of a log of ours by far. */
const PART_MAX = 64 * 1024 * 1024
const SPACE = /\s/

/** Throws JsonError. Whether each part is itself sound is for its reader to find out. */
export async function* jsonParts(chunks: AsyncIterable<string>): AsyncGenerator<JsonPart> {
  const reader = new Reader()
  for await (const chunk of chunks) {
    yield* reader.take(chunk)
  }
  reader.end()
}

/** Where the reader stands. Strings and nesting within a value are counted, not understood. */
type At = 'start' | 'name' | 'colon' | 'value' | 'element' | 'after' | 'end'

class Reader {
  #at: At = 'start'
  #member = ''
  #index: number | undefined
  #text = ''
  #depth = 0
  #quoted = false
  #escaped = false

  end(): void {
    if (this.#at !== 'end') throw new JsonError('it ends before it is complete')
  }

  *take(chunk: string): Generator<JsonPart> {
    for (let i = 0; i < chunk.length; i++) {
      const c = chunk[i] as string
      if (this.#text !== '' || this.#quoted) {
        const from = i
        i = this.#through(chunk, i)
        this.#text += chunk.slice(from, i)
        if (this.#text.length > PART_MAX) throw new JsonError('a part of it is too long')
        if (i >= chunk.length) return
        const part = this.#finish()
        if (part) yield part
        i--
        continue
      }
      if (SPACE.test(c) || c === '\uFEFF') continue
      this.#step(c)
    }
  }

  /** Where the value that is being read ends in the chunk, or the end of the chunk. */
  #through(chunk: string, from: number): number {
    for (let i = from; i < chunk.length; i++) {
      const c = chunk[i] as string
      if (this.#quoted) {
        if (this.#escaped) this.#escaped = false
        else if (c === '\\') this.#escaped = true
        else if (c === '"') {
          this.#quoted = false
          if (this.#depth === 0) return i + 1
        }
      } else if (c === '"') this.#quoted = true
      else if (c === '{' || c === '[') this.#depth++
      else if (c === '}' || c === ']') {
        // The bracket of what is around a number or a word.
        if (this.#depth === 0) return i
        this.#depth--
        if (this.#depth === 0) return i + 1
      } else if (this.#depth === 0 && (c === ',' || c === ':' || SPACE.test(c))) return i
    }
    return chunk.length
  }

  #finish(): JsonPart | undefined {
    const text = this.#text
    this.#text = ''
    if (this.#at === 'name') {
      this.#member = nameOf(text)
      this.#at = 'colon'
      return undefined
    }
    this.#at = 'after'
    const index = this.#index
    return { member: this.#member, text, ...(index === undefined ? {} : { index }) }
  }

  /** A character outside any value. */
  #step(c: string): void {
    switch (this.#at) {
      case 'start':
        if (c !== '{') throw new JsonError('it is no JSON object')
        this.#at = 'name'
        return
      case 'name':
        if (c === '}') this.#at = 'end'
        else this.#begin(c)
        return
      case 'colon':
        if (c !== ':') throw new JsonError(`a colon is missing after ${this.#member}`)
        this.#at = 'value'
        return
      case 'value':
        if (c !== '[') return this.#begin(c)
        this.#index = 0
        this.#at = 'element'
        return
      case 'element':
        if (c === ']') this.#leave()
        else this.#begin(c)
        return
      case 'after':
        return this.#next(c)
      case 'end':
        throw new JsonError('something stands behind its end')
    }
  }

  #begin(c: string): void {
    // Its first character is looked at again by what counts quotes and brackets.
    this.#text = c
    this.#quoted = c === '"'
    this.#depth = c === '{' || c === '[' ? 1 : 0
    if (c === ',' || c === ':' || c === '}' || c === ']')
      throw new JsonError(`a value is missing in ${this.#member}`)
  }

  #next(c: string): void {
    const inArray = this.#index !== undefined
    if (c === ',') {
      if (inArray) this.#index = (this.#index ?? 0) + 1
      this.#at = inArray ? 'element' : 'name'
    } else if (inArray && c === ']') this.#leave()
    else if (!inArray && c === '}') this.#at = 'end'
    else throw new JsonError(`a comma is missing in ${this.#member}`)
  }
  #leave(): void {
    this.#index = undefined
    this.#at = 'after'
  }
}

function nameOf(text: string): string {
  try {
    const name: unknown = JSON.parse(text)
    if (typeof name === 'string') return name
  } catch {
    // Said below.
  }
  throw new JsonError('the name of a member is no string')
}
