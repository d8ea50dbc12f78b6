/** Hebrew, Arabic and the other scripts that read from right to left. */

const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

export const isRightToLeft = (text: string): boolean => rightToLeft.test(text)

/**
 * Pieces of text that stand beside each other, from left to right, in the order in which they read: from the right
 * where any reads from right to left, figures and Latin words among them still as they stand.
 */
export function inReadingOrder(fromLeft: readonly string[]): string[] {
  if (!fromLeft.some(isRightToLeft)) return [...fromLeft]
  const runs: string[][] = []
  let forward = false
  for (const text of fromLeft) {
    const goesOn = forward && /^[\p{L}\p{N}.,:/%-]+$/u.test(text) && !isRightToLeft(text)
    if (goesOn) runs.at(-1)?.push(text)
    else runs.push([text])
    forward = !isRightToLeft(text) && /[\p{L}\p{N}]/u.test(text)
  }
  return runs.reverse().flat()
}
