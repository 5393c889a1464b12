// Package selector has the tests of the selector, the page that
// "dataset export --format html" writes: in a real browser, and its HCL on the
// real CLI. It is a module of its own, so that what drives the browser is no
// dependency of anything else.
package selector
