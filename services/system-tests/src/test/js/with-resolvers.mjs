// Node 20 lacks Promise.withResolvers (ES2024), which Helia's packages use. To be imported first; goes with Node 20.
Promise.withResolvers ??= function () {
  let resolve, reject
  const promise = new Promise((_resolve, _reject) => {
    resolve = _resolve
    reject = _reject
  })
  return { promise, resolve, reject }
}
