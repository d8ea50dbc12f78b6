let calls = 0

/** Without a configuration; counts, since a module keeps its state between requests. */
export default () => new Response(`call ${++calls}`)
